package io.jamesagents.server;

import static io.jamesagents.server.V1.address;
import static io.jamesagents.server.V1.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.apikey.ApiKeys;
import io.jamesagents.deletion.Compaction;
import io.jamesagents.org.Org;
import io.jamesagents.org.Orgs;
import io.jamesagents.org.Tier;
import io.jamesagents.server.V1.Answer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deleted data, looked for in every file that the server has written. */
class DeletionIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int MAILS = 8;

    @TempDir
    Path data;

    private ServerSocket hung;
    private AgentsServer server;

    @BeforeEach
    void start() throws Exception {
        // A webhook endpoint that takes connections and never answers, and a smart host that is not there.
        hung = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        server = AgentsServer.start(options());
    }

    private ServeOptions options() {
        return WebhookReceiver.allowed(ServeOptions.anyPorts(data)).set("agents.relay", "127.0.0.1:1");
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        hung.close();
    }

    private V1 org(String slug) {
        Org org = server.instance(Orgs.class).ensure(slug, slug, Tier.ENTERPRISE);
        return new V1(server.httpPort(), server.instance(ApiKeys.class).issue(org.id(), "test", List.of("admin")));
    }

    private JsonNode inbox(V1 api, String name, String kind) throws Exception {
        JsonNode inbox = api.inbox(
                name, ", \"webhook\": {\"endpoint\": \"http://127.0.0.1:" + hung.getLocalPort() + "/" + name + "\"}");
        receive(api, inbox, kind, MAILS);
        String thread = api.threads(inbox).get(0).get("thread_id").asText();
        api.post("/v1/threads/" + thread + "/tags", "{\"tags\": [\"" + Canaries.word(kind) + "\"]}");
        Answer sent = api.send(
                inbox,
                "\"to\": \"far@far.test\", \"subject\": \"" + Canaries.word(kind) + "\", \"text\": \""
                        + Canaries.word(kind) + "\"",
                "Idempotency-Key",
                name);
        assertThat(sent.status()).as(sent.text()).isEqualTo(202);
        return inbox;
    }

    private void receive(V1 api, JsonNode inbox, String kind, int mails) throws Exception {
        int before = api.messages(inbox).size();
        for (int i = 0; i < mails; i++) {
            SmtpDialogue.deliver(server, "grace@example.org", address(inbox), Canaries.mail(kind));
        }
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(api.messages(inbox)).hasSize(before + mails).allMatch(DeletionIT::isSettled));
    }

    /** Whether all there is to know about a mail is known. */
    private static boolean isSettled(JsonNode message) {
        return message.get("direction").asText().equals("outbound")
                || message.at("/metadata/prompt_injection_checked").asBoolean();
    }

    private static void delete(V1 api, String wanted) {
        Answer asked = api.post("/v1/data/deletion-request", wanted);
        assertThat(asked.status()).as(asked.text()).isEqualTo(201);
        Answer done = api.post(
                "/v1/data/deletion-request/" + id(asked.json()) + "/confirm",
                "{\"confirmation_token\": \""
                        + asked.json().get("confirmation_token").asText() + "\"}");
        assertThat(done.status()).as(done.text()).isEqualTo(200);
        assertThat(done.json().get("status").asText()).as(done.text()).isEqualTo("completed");
        assertThat(done.json().get("deleted_counts")).isEqualTo(asked.json().get("preview"));
    }

    @Test
    void deletedDataShouldBeInNoFileAndOtherDataAsBefore() throws Exception {
        V1 ours = org("ours");
        V1 theirs = org("theirs");
        V1 ending = org("ending");
        JsonNode ranged = inbox(ours, "ranged", "gone");
        JsonNode removed = inbox(ours, "removed", "gone");
        inbox(ending, "ended", "gone");
        JsonNode neighbour = inbox(ours, "neighbour", "kept");
        JsonNode foreign = inbox(theirs, "foreign", "kept");
        assertThat(Canaries.found(data, "gone")).isNotEmpty();
        String now = Instant.now().toString();
        receive(ours, ranged, "kept", 2);
        List<JsonNode> rangedMails = ours.messages(ranged).subList(MAILS + 1, MAILS + 3);
        List<JsonNode> neighbourMails = ours.messages(neighbour);
        List<JsonNode> foreignMails = theirs.messages(foreign);

        delete(ours, "{\"scope\": \"messages\", \"inbox_id\": \"" + id(ranged) + "\", \"before\": \"" + now + "\"}");
        delete(ours, "{\"inboxId\": \"" + id(removed) + "\"}");
        delete(ending, "{\"scope\": \"organization\"}");

        assertThat(ending.get("/v1/inboxes").status()).isEqualTo(401);
        assertThat(ours.get("/v1/inboxes/" + id(removed)).status()).isEqualTo(404);
        server.instance(Compaction.class).now();
        assertNoTraces();
        assertThat(ImapClient.ofInbox(server, address(ranged)).mails("INBOX")).hasSize(2);
        assertThat(ImapClient.ofInbox(server, address(ranged)).mails("Sent")).isEmpty();

        server.close();
        server = AgentsServer.start(options());

        V1 oursAgain = new V1(server.httpPort(), ours.key());
        V1 theirsAgain = new V1(server.httpPort(), theirs.key());
        assertThat(oursAgain.messages(ranged)).isEqualTo(rangedMails);
        assertThat(oursAgain.messages(neighbour)).isEqualTo(neighbourMails);
        assertThat(theirsAgain.messages(foreign)).isEqualTo(foreignMails);
        assertThat(ImapClient.ofInbox(server, address(foreign)).mails("INBOX")).hasSize(MAILS);
        assertThat(SmtpDialogue.deliver(server, "grace@example.org", address(removed), "\r\n"))
                .startsWith("550");
        assertNoTraces();
        assertThat(Canaries.found(data, "kept")).isNotEmpty();
    }

    private void assertNoTraces() {
        await().atMost(SOON).untilAsserted(() -> assertThat(Canaries.found(data, "gone"))
                .as("files with deleted data")
                .isEmpty());
    }
}
