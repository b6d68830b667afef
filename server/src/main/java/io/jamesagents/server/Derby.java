package io.jamesagents.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** James's embedded database in the data folder. */
final class Derby {
    private static final Logger LOGGER = LoggerFactory.getLogger(Derby.class);
    private static final String FOLDER = "var/store/derby";
    private static final String CLEAN_SHUTDOWN = "08006";

    private Derby() {}

    /** Keeps Derby's own log out of the working directory. */
    static void settle(DataFolder data) {
        System.setProperty("derby.stream.error.file", data.file("var/derby.log").toString());
        System.setProperty("derby.infolog.append", "false");
    }

    /** Writes the last checkpoint, so that the next start has nothing to recover. */
    static void shutDown(DataFolder data) {
        Path folder = data.file(FOLDER);
        if (!Files.exists(folder)) {
            return;
        }
        try {
            DriverManager.getConnection("jdbc:derby:" + folder + ";shutdown=true")
                    .close();
        } catch (SQLException e) {
            if (!CLEAN_SHUTDOWN.equals(e.getSQLState())) {
                LOGGER.debug("Derby was not running", e);
            }
        }
    }
}
