package io.jamesagents.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** James's embedded database in the data folder. */
final class Derby {
    private static final Logger LOGGER = LoggerFactory.getLogger(Derby.class);
    private static final String FOLDER = "var/store/derby";
    private static final String CLEAN_SHUTDOWN = "08006";

    private static final String TABLES = "SELECT s.SCHEMANAME, t.TABLENAME FROM SYS.SYSTABLES t"
            + " JOIN SYS.SYSSCHEMAS s ON s.SCHEMAID = t.SCHEMAID WHERE t.TABLETYPE = 'T'";
    /** More than a file of its log holds (derby.storage.logSwitchInterval, 1 MiB), in rows of 32 KiB. */
    private static final int FILLER_ROWS = 80;

    private static final int FILLER = 32_000;

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

    static boolean used(DataFolder data) {
        return Files.exists(data.file(FOLDER));
    }

    /**
     * Writes each table anew, without what was deleted, and fills the log until the files with what was written before are not
     * needed any more. A table cannot be used while it is written.
     */
    static void compact(DataFolder data) {
        try (Connection connection = DriverManager.getConnection("jdbc:derby:" + data.file(FOLDER))) {
            for (String[] table : tables(connection)) {
                compress(connection, table[0], table[1]);
            }
            fillLog(connection);
            call(connection, "CALL SYSCS_UTIL.SYSCS_CHECKPOINT_DATABASE()");
            call(connection, "CALL SYSCS_UTIL.SYSCS_CHECKPOINT_DATABASE()");
        } catch (SQLException e) {
            throw new IllegalStateException("Derby could not be compacted", e);
        }
    }

    private static List<String[]> tables(Connection connection) throws SQLException {
        List<String[]> tables = new ArrayList<>();
        try (Statement query = connection.createStatement();
                ResultSet rows = query.executeQuery(TABLES)) {
            while (rows.next()) {
                tables.add(new String[] {rows.getString(1), rows.getString(2)});
            }
        }
        return tables;
    }

    private static void compress(Connection connection, String schema, String table) throws SQLException {
        try (CallableStatement compress = connection.prepareCall("CALL SYSCS_UTIL.SYSCS_COMPRESS_TABLE(?, ?, 1)")) {
            compress.setString(1, schema);
            compress.setString(2, table);
            compress.execute();
        }
    }

    private static void fillLog(Connection connection) throws SQLException {
        call(connection, "CREATE TABLE AGENTS_FILLER (FILLER VARCHAR(32000) FOR BIT DATA)");
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO AGENTS_FILLER VALUES (?)")) {
            for (int row = 0; row < FILLER_ROWS; row++) {
                insert.setBytes(1, new byte[FILLER]);
                insert.execute();
            }
        } finally {
            call(connection, "DROP TABLE AGENTS_FILLER");
        }
    }

    private static void call(Connection connection, String statement) throws SQLException {
        try (Statement call = connection.createStatement()) {
            call.execute(statement);
        }
    }
}
