package io.jamesagents.server;

import static io.jamesagents.server.V1.address;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.store.Database;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.james.mailrepository.api.MailRepositoryUrl;
import org.apache.james.utils.MailRepositoryProbeImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail that cannot be delivered is refused while its sender is on the line; nobody whose name was forged hears of it. */
class BackscatterIT {
    private static final MailRepositoryUrl QUARANTINE = MailRepositoryUrl.from("file://var/mail/quarantine/");
    private static final Duration SOON = Duration.ofSeconds(120);
    private static final String VICTIM = "victim@there.example";
    private static final int UNKNOWN = 40;
    private static final int FORGED_PATHS = 5;
    private static final int OVERSIZE = 5;
    private static final int FAILING = 3;

    @TempDir
    Path data;

    private static String mail(String subject, int size) {
        return "From: " + VICTIM + "\r\nSubject: " + subject + "\r\n\r\n" + ("x".repeat(70) + "\r\n").repeat(size / 72)
                + "\r\n";
    }

    @Test
    void nothingShouldGoToAForgedSender() throws Exception {
        try (RelayStandIn relay = new RelayStandIn();
                AgentsServer server = AgentsServer.start(ServeOptions.anyPorts(data)
                        .set("agents.relay", relay.address())
                        .set("james.smtp.max-kilobytes", "100"))) {
            V1 api = V1.admin(server);
            JsonNode ada = api.inbox("ada");

            assertThat(refused(server, address(ada)))
                    .hasSize(UNKNOWN + FORGED_PATHS + OVERSIZE)
                    .allMatch(reply -> reply.startsWith("55"));
            assertThat(whenFull(server, address(api.inbox("full")))).startsWith("452");
            failAfterwards(server, address(ada));
            // What goes out, goes out before this.
            String fields = "\"to\": \"bob@there.example\", \"subject\": \"Last\", \"text\": \"Hello\"";
            assertThat(api.send(ada, fields).status()).isEqualTo(202);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(relay.mails("Last")).hasSize(1));
            assertThat(relay.mails()).hasSize(1);
        }
    }

    private static String whenFull(AgentsServer server, String inbox) throws Exception {
        HttpRequest quota = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.webadminPort() + "/quota/users/" + inbox + "/count"))
                .header("Authorization", "Bearer " + new Webadmin(server).token())
                .PUT(BodyPublishers.ofString("0"))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(quota, BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(204);
        return SmtpDialogue.deliver(server, VICTIM, inbox, mail("Full", 100));
    }

    /** What nobody could know while the sender was on the line: it is kept, and the sender not bothered. */
    private static void failAfterwards(AgentsServer server, String inbox) throws Exception {
        server.instance(Database.class)
                .update(handle -> handle.execute("CREATE TRIGGER poison BEFORE INSERT ON message"
                        + " WHEN NEW.subject = 'Poison' BEGIN SELECT RAISE(ABORT, 'poisoned'); END"));
        for (int i = 0; i < FAILING; i++) {
            assertThat(SmtpDialogue.deliver(server, VICTIM, inbox, mail("Poison", 100 + i * 72)))
                    .startsWith("250");
        }
        MailRepositoryProbeImpl kept = server.getProbe(MailRepositoryProbeImpl.class);
        await().atMost(SOON).untilAsserted(() -> assertThat(kept.getRepositoryMailCount(QUARANTINE))
                .isEqualTo(FAILING));
    }

    private static List<String> refused(AgentsServer server, String inbox) throws IOException {
        List<String> replies = new ArrayList<>();
        for (int i = 0; i < UNKNOWN; i++) {
            replies.add(SmtpDialogue.deliver(server, VICTIM, "nobody" + i + "@agents.localhost", mail("Unknown", 100)));
        }
        for (int i = 0; i < FORGED_PATHS; i++) {
            String path = "b+" + "0123456789abcdefghijklmno" + i + "@agents.localhost";
            replies.add(SmtpDialogue.deliver(server, i % 2 == 0 ? VICTIM : "", path, mail("Forged", 100)));
        }
        for (int i = 0; i < OVERSIZE; i++) {
            replies.add(SmtpDialogue.deliver(server, VICTIM, inbox, mail("Oversize", 200 * 1024)));
        }
        return replies;
    }
}
