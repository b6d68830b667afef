package io.jamesagents.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import javax.mail.SendFailedException;
import org.apache.james.utils.DataProbeImpl;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server that ./serve runs, with the files of conf/. */
class AgentsServerIT {
    private static final String STRANGER = "somebody@sender.test";

    @TempDir
    static Path data;

    private static AgentsServer server;

    @BeforeAll
    static void start() throws Exception {
        server = AgentsServer.start(ServeOptions.anyPorts(data));
        server.getProbe(DataProbeImpl.class).addDomain("example.test");
        server.getProbe(DataProbeImpl.class).addUser("bob@example.test", "secret");
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void mailShouldReachAnOrdinaryUser() throws Exception {
        Mailbox bob = new Mailbox(server, "bob@example.test", "secret");

        bob.receive(STRANGER, "one");

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(bob.count()).isEqualTo(1));
    }

    @Test
    void unknownRecipientShouldBeRefusedInTheDialogue() {
        Mailbox nobody = new Mailbox(server, "nobody@example.test", "");

        assertThatThrownBy(() -> nobody.receive(STRANGER, "one"))
                .isInstanceOf(SendFailedException.class)
                .hasStackTraceContaining("550 5.1.1");
    }

    @Test
    void strangerShouldNotRelay() {
        Mailbox elsewhere = new Mailbox(server, "somebody@elsewhere.test", "");

        assertThatThrownBy(() -> elsewhere.receive(STRANGER, "one"))
                .isInstanceOf(SendFailedException.class)
                .hasStackTraceContaining("530 5.7.1");
    }

    @Test
    void strangerShouldNotSendInTheNameOfAUser() {
        Mailbox bob = new Mailbox(server, "bob@example.test", "secret");

        assertThatThrownBy(() -> bob.receive("bob@example.test", "one")).hasStackTraceContaining("530 5.7.1");
    }

    @Test
    void webadminShouldWantItsToken() throws Exception {
        Webadmin webadmin = new Webadmin(server);

        assertThat(webadmin.get("/domains", "Basic eA==")).isEqualTo(401);
        assertThat(webadmin.get("/domains", "Bearer x.y.z")).isEqualTo(401);
        assertThat(webadmin.get("/domains", "Bearer " + webadmin.token())).isEqualTo(200);
    }

    @Test
    void tokenShouldBeReadableByItsOwnerAlone() throws Exception {
        assertThat(Files.getPosixFilePermissions(data.resolve(WebadminToken.TOKEN)))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void secondServerShouldNotStartOnTheSameFolder() {
        assertThatThrownBy(() -> AgentsServer.start(ServeOptions.anyPorts(data)).close())
                .isInstanceOf(RefusedStart.class)
                .hasMessageContaining("another server is running");
    }

    @Test
    void classPathShouldHaveNoH2() {
        assertThatThrownBy(() -> Class.forName("org.h2.Driver")).isInstanceOf(ClassNotFoundException.class);
    }
}
