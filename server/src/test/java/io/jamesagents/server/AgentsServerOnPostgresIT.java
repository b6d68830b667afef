package io.jamesagents.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.james.utils.DataProbeImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentsServerOnPostgresIT {
    @TempDir
    Path data;

    @Test
    void oneSettingShouldMoveJamesToPostgres() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                AgentsServer server = AgentsServer.start(ServeOptions.anyPorts(data)
                        .set("james.database.url", postgres.getJdbcUrl("postgres", "postgres") + "&password=any"))) {
            server.getProbe(DataProbeImpl.class).addDomain("example.test");
            server.getProbe(DataProbeImpl.class).addUser("bob@example.test", "secret");
            Mailbox bob = new Mailbox(server, "bob@example.test", "secret");

            bob.receive("somebody@sender.test", "one");

            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(bob.count()).isEqualTo(1));
            assertThat(data.resolve("var/store/derby")).doesNotExist();
        }
    }
}
