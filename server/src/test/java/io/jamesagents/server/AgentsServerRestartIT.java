package io.jamesagents.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.james.mailrepository.api.MailRepositoryUrl;
import org.apache.james.utils.DataProbeImpl;
import org.apache.james.utils.MailRepositoryProbeImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentsServerRestartIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final MailRepositoryUrl ERRORS = MailRepositoryUrl.from("file://var/mail/error/");
    private static final int TWICE_THE_SPOOLER_THREADS = 16;

    @TempDir
    Path data;

    private AgentsServer server;
    private Mailbox bob;

    @BeforeEach
    void start() throws Exception {
        restart();
        server.getProbe(DataProbeImpl.class).addDomain("example.test");
        server.getProbe(DataProbeImpl.class).addUser("bob@example.test", "secret");
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private void restart() throws Exception {
        if (server != null) {
            server.close();
        }
        server = AgentsServer.start(ServeOptions.anyPorts(data));
        bob = new Mailbox(server, "bob@example.test", "secret");
    }

    @Test
    void mailShouldStillBeThere() throws Exception {
        bob.receive("somebody@sender.test", "one");
        await().atMost(SOON).untilAsserted(() -> assertThat(bob.count()).isEqualTo(1));

        restart();

        assertThat(bob.count()).isEqualTo(1);
    }

    @Test
    void errorsOfAMailetShouldNotUseUpTheSpooler() throws Exception {
        prependToPipeline(
                "<mailet match=\"SenderIs=poison@sender.test\" class=\"io.jamesagents.server.FailingMailet\"/>");
        restart();

        for (int i = 0; i < TWICE_THE_SPOOLER_THREADS; i++) {
            bob.receive("poison@sender.test", "poison");
        }
        bob.receive("somebody@sender.test", "good");

        await().atMost(SOON).untilAsserted(() -> assertThat(bob.count()).isEqualTo(1));
        await().atMost(SOON).untilAsserted(() -> assertThat(
                        server.getProbe(MailRepositoryProbeImpl.class).getRepositoryMailCount(ERRORS))
                .isEqualTo(TWICE_THE_SPOOLER_THREADS));
    }

    /** As an operator does: with a file of the same name in the data folder. */
    private void prependToPipeline(String mailet) throws Exception {
        String pipeline = Files.readString(Path.of("..", "conf", "mailetcontainer.xml"));
        String root = "<processor state=\"root\" enableJmx=\"false\">";
        assertThat(pipeline).contains(root);
        Path operator = Files.createDirectories(data.resolve("conf"));
        Files.writeString(operator.resolve("mailetcontainer.xml"), pipeline.replace(root, root + mailet));
    }
}
