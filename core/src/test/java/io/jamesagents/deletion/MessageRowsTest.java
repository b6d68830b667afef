package io.jamesagents.deletion;

import static org.assertj.core.api.Assertions.assertThat;

import io.jamesagents.inbox.Inbox;
import io.jamesagents.ingest.TestingMailServer;
import io.jamesagents.store.Database;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessageRowsTest {
    private static final String MAIL = "From: joe@x.example\nMIME-Version: 1.0\n"
            + "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nHello\n--b\nContent-Type: a/b; name=c\n\nd\n--b--\n";

    @ParameterizedTest
    @MethodSource("io.jamesagents.store.TestDatabases#each")
    void deleteShouldRemoveTextAndJobsOfFiles(Database database) throws Exception {
        TestingMailServer server = new TestingMailServer(database, Clock.systemUTC());
        Inbox inbox = server.inbox("ada");
        server.delivery.deliver(TestingMailServer.mail("ingest", inbox, MAIL), inbox);
        String message = server.messages(inbox).get(0).id().value();
        database.update(handle -> handle.execute(
                "INSERT INTO attachment_text SELECT id, org_id, message_id, 'ready', 'x', 0, NULL, 1 FROM attachment"));
        assertThat(rows(database, "attachment_text")).isEqualTo(1);
        assertThat(rows(database, "job")).isGreaterThan(1);

        database.update(handle -> MessageRows.delete(handle, server.org, List.of(message)));

        assertThat(rows(database, "attachment_text")).isZero();
        assertThat(rows(database, "job")).isZero();
    }

    private static long rows(Database database, String table) {
        return database.<Long>read(handle -> handle.createQuery("SELECT COUNT(*) FROM " + table)
                .mapTo(Long.class)
                .one());
    }
}
