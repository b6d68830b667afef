package io.jamesagents.server;

import static io.jamesagents.server.V1.address;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.apache.james.mailrepository.api.MailRepositoryUrl;
import org.apache.james.utils.MailRepositoryProbeImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail that the delivery itself fails on: the database refuses its message rows. */
class QuarantineIT {
    private static final MailRepositoryUrl QUARANTINE = MailRepositoryUrl.from("file://var/mail/quarantine/");
    private static final Duration SOON = Duration.ofSeconds(240);
    private static final int MAILS = 16;
    private static final int MOST_ATTEMPTS = 4;

    @TempDir
    Path data;

    private AgentsServer server;
    private V1 api;
    private JsonNode inbox;

    @BeforeEach
    void start() throws Exception {
        server = AgentsServer.start(ServeOptions.anyPorts(data));
        api = V1.admin(server);
        inbox = api.inbox("quarantine");
        sql("CREATE TRIGGER poison BEFORE INSERT ON message WHEN NEW.subject = 'poison'"
                + " BEGIN SELECT RAISE(ABORT, 'poisoned'); END");
        // What was tried, however the counting in the ledger goes.
        sql("CREATE TABLE tried (ingest_id TEXT)");
        sql("CREATE TRIGGER counting AFTER UPDATE OF attempts ON ingest WHEN NEW.attempts > OLD.attempts"
                + " BEGIN INSERT INTO tried VALUES (NEW.ingest_id); END");
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = database();
                Statement run = connection.createStatement()) {
            run.execute("PRAGMA busy_timeout = 10000");
            run.execute(statement);
        }
    }

    private int number(String query) throws SQLException {
        try (Connection connection = database();
                Statement run = connection.createStatement();
                ResultSet rows = run.executeQuery(query)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private Connection database() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + data.resolve("var/agents/agents.db"));
    }

    private void deliver(String subject) throws Exception {
        assertThat(SmtpDialogue.deliver(
                        server, "grace@example.org", address(inbox), "Subject: " + subject + "\r\n\r\nhi\r\n"))
                .startsWith("250");
    }

    private long quarantined() throws Exception {
        return server.getProbe(MailRepositoryProbeImpl.class).getRepositoryMailCount(QUARANTINE);
    }

    private void assertAllInQuarantine() {
        await().atMost(SOON).untilAsserted(() -> assertThat(quarantined()).isEqualTo(MAILS));
    }

    private void assertTriedAtMostThreeTimes() throws SQLException {
        // The fourth time the mail is only sent to quarantine.
        assertThat(number("SELECT MAX(attempts) FROM ingest")).isLessThanOrEqualTo(MOST_ATTEMPTS);
        assertThat(number("SELECT COUNT(*) FROM ingest WHERE state = 'quarantined'"))
                .isEqualTo(MAILS);
    }

    @Test
    void mailThatKeepsFailingShouldGoToQuarantine() throws Exception {
        for (int i = 0; i < MAILS; i++) {
            deliver("poison");
        }
        deliver("good");

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(api.messages(inbox, "good")).hasSize(1));
        assertAllInQuarantine();
        assertTriedAtMostThreeTimes();
        assertThat(api.messages(inbox)).hasSize(1);
    }

    @Test
    void mailThatKeepsFailingShouldStayInQuarantineAfterARestart() throws Exception {
        for (int i = 0; i < MAILS; i++) {
            deliver("poison");
        }
        await().atMost(SOON).untilAsserted(() -> assertThat(number("SELECT COUNT(*) FROM tried"))
                .isPositive());

        server.close();
        server = AgentsServer.start(ServeOptions.anyPorts(data));
        api = V1.admin(server);

        deliver("good");
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(api.messages(inbox, "good")).hasSize(1));
        assertAllInQuarantine();
        assertTriedAtMostThreeTimes();
    }
}
