package io.jamesagents.server;

import static io.jamesagents.server.V1.address;
import static io.jamesagents.server.V1.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.apikey.ApiKeys;
import io.jamesagents.org.Org;
import io.jamesagents.org.Orgs;
import io.jamesagents.org.Tier;
import io.jamesagents.server.V1.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** What organisation B can find out about organisation A, with every id of A in its hands: nothing. */
@TestInstance(Lifecycle.PER_CLASS)
class IsolationIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String SAME_MAIL =
            "From: grace@example.org\r\nTo: x\r\nSubject: Same\r\nMessage-ID: <same@example.org>\r\n\r\n";

    @TempDir
    static Path data;

    private final String canary = UUID.randomUUID().toString().replace("-", "");

    private AgentsServer server;
    private WebhookReceiver receiver;
    private V1 a;
    private V1 b;
    private JsonNode inboxOfA;
    private JsonNode inboxOfB;
    private String thread;
    private String delivery;

    @BeforeAll
    void start() throws Exception {
        server = AgentsServer.start(WebhookReceiver.allowed(ServeOptions.anyPorts(data)));
        receiver = new WebhookReceiver();
        a = V1.admin(server);
        Org org = server.instance(Orgs.class).ensure("b", "B", Tier.FREE);
        b = new V1(server.httpPort(), server.instance(ApiKeys.class).issue(org.id(), "b", List.of("admin")));
        inboxOfA = a.inbox("isolated.a", receiver.field() + ", \"display_name\": \"" + canary + "\"");
        inboxOfB = b.inbox("isolated.b");
        SmtpDialogue.deliver(server, "grace@example.org", address(inboxOfA), SAME_MAIL + canary + "\r\n");
        SmtpDialogue.deliver(server, "grace@example.org", address(inboxOfB), SAME_MAIL + "for B\r\n");
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(a.messages(inboxOfA)).hasSize(1);
            assertThat(b.messages(inboxOfB)).hasSize(1);
            assertThat(a.rows("/v1/webhooks/deliveries")).hasSize(1);
        });
        thread = a.threads(inboxOfA).get(0).get("thread_id").asText();
        delivery = id(a.rows("/v1/webhooks/deliveries").get(0));
        a.post("/v1/threads/" + thread + "/tags", "{\"tags\": [\"" + canary + "\"]}");
    }

    @AfterAll
    void stop() throws Exception {
        server.close();
        receiver.close();
    }

    /** A token in all that A has may be in no answer to B. */
    private Answer askAsB(String method, String path, String body) {
        Answer answer = b.call(method, path, body);
        assertThat(answer.text() + answer.headers()).as(method + " " + path).doesNotContain(canary);
        return answer;
    }

    /** The same question about a thing of A and about one that does not exist has the same answer. */
    private void assertNothingThere(String method, String path, String idOfA, String body) {
        String random = idOfA.substring(0, idOfA.indexOf('_') + 1)
                + UUID.randomUUID().toString().replace("-", "");
        Answer real = askAsB(method, path.replace("ID", idOfA), body == null ? null : body.replace("ID", idOfA));
        Answer made = askAsB(method, path.replace("ID", random), body == null ? null : body.replace("ID", random));
        assertThat(real.status()).as(method + " " + path + real.text()).isEqualTo(404);
        assertThat(made.status()).as(method + " " + path + made.text()).isEqualTo(404);
        assertThat(real.text().replace(idOfA, "ID")).isEqualTo(made.text().replace(random, "ID"));
    }

    @Test
    void inboxShouldNotExistForOthers() {
        String inbox = id(inboxOfA);
        assertNothingThere("GET", "/v1/inboxes/ID", inbox, null);
        assertNothingThere("PATCH", "/v1/inboxes/ID", inbox, "{\"name\": \"mine\"}");
        assertNothingThere("DELETE", "/v1/inboxes/ID", inbox, null);
        assertNothingThere("GET", "/v1/threads?inbox_id=ID", inbox, null);
        assertNothingThere("GET", "/v1/messages?inbox_id=ID", inbox, null);
        String send = "{\"inbox_id\": \"ID\", \"to\": \"x@far.test\", \"subject\": \"s\", \"text\": \"t\"}";
        assertNothingThere("POST", "/v1/messages/send", inbox, send);
        assertThat(a.get("/v1/inboxes/" + inbox).data().get("displayName").asText())
                .isEqualTo(canary);
    }

    @Test
    void inboxBelowTheSharedDomainShouldNotExistForOthers() {
        String nested = "/v1/domains/" + inboxOfA.get("domain_id").asText() + "/inboxes/ID";
        String inbox = id(inboxOfA);
        assertNothingThere("GET", nested, inbox, null);
        assertNothingThere("PUT", nested, inbox, "{\"name\": \"mine\"}");
        assertNothingThere("DELETE", nested, inbox, null);
        assertNothingThere("POST", nested + "/webhook", inbox, "{\"endpoint\": \"http://127.0.0.1:1/\"}");
        assertNothingThere("POST", nested + "/webhook/rotate-secret", inbox, "{}");
        assertNothingThere("POST", "/v1/inboxes/ID/webhook/rotate-secret", inbox, "{}");
        Answer listed = askAsB("GET", nested.replace("/ID", ""), null);
        assertThat(listed.data()).hasSize(1);
        assertThat(id(listed.data().get(0))).isEqualTo(id(inboxOfB));
    }

    @Test
    void threadShouldNotExistForOthers() {
        assertNothingThere("GET", "/v1/threads/ID", thread, null);
        assertNothingThere("PATCH", "/v1/threads/ID", thread, "{\"status\": \"closed\"}");
        assertNothingThere("GET", "/v1/threads/ID/messages", thread, null);
        assertNothingThere("GET", "/v1/threads/ID/metadata", thread, null);
        assertNothingThere("PUT", "/v1/threads/ID/status", thread, "{\"status\": \"closed\"}");
        assertNothingThere("PUT", "/v1/threads/ID/assign", thread, "{\"assigned_to\": \"b\"}");
        assertNothingThere("POST", "/v1/threads/ID/tags", thread, "{\"tags\": [\"b\"]}");
        assertNothingThere("DELETE", "/v1/threads/ID/tags", thread, "{\"tags\": [\"" + canary + "\"]}");
        String send = "{\"inbox_id\": \"" + id(inboxOfB)
                + "\", \"thread_id\": \"ID\", \"to\": \"x@far.test\", \"subject\": \"s\", \"text\": \"t\"}";
        assertNothingThere("POST", "/v1/messages/send", thread, send);
        JsonNode still = a.get("/v1/threads/" + thread).data();
        assertThat(still.get("status").asText()).isEqualTo("open");
        assertThat(still.get("tags").toString()).isEqualTo("[\"" + canary + "\"]");
    }

    @Test
    void webhookDeliveryShouldNotExistForOthers() {
        assertNothingThere("GET", "/v1/webhooks/deliveries/ID", delivery, null);
        assertNothingThere("POST", "/v1/webhooks/deliveries/ID/retry", delivery, null);
        assertNothingThere("POST", "/v1/webhooks/deliveries/replay", id(inboxOfA), "{\"inbox_id\": \"ID\"}");
        assertNothingThere("POST", "/v1/webhooks/test", id(inboxOfA), "{\"inbox_id\": \"ID\"}");
        assertThat(askAsB("GET", "/v1/webhooks/deliveries", null).data()).isEmpty();
        // A filter by an inbox that is not the caller's answers as for one that does not exist, whichever way that is.
        Answer real = askAsB("GET", "/v1/webhooks/deliveries?inbox_id=" + id(inboxOfA), null);
        Answer made = askAsB("GET", "/v1/webhooks/deliveries?inbox_id=i_00000000000000000000000000000000", null);
        assertThat(real.status()).isEqualTo(made.status());
        assertThat(real.text()).isEqualTo(made.text());
        assertThat(askAsB("GET", "/v1/webhooks/health", null).text()).doesNotContain(receiver.url());
    }

    @Test
    void listsShouldHoldNothingOfOthers() {
        assertThat(askAsB("GET", "/v1/inboxes", null).data()).hasSize(1);
        String domain = inboxOfA.get("domain_id").asText();
        assertThat(askAsB("GET", "/v1/threads?domain_id=" + domain, null).data())
                .hasSize(1);
        assertThat(askAsB("GET", "/v1/messages?domain_id=" + domain, null).data())
                .hasSize(1);
        assertThat(askAsB("GET", "/v1/messages?sender=grace@example.org", null).data())
                .hasSize(1);
        assertThat(askAsB("GET", "/v1/threads?domain_id=" + domain + "&tag=" + canary, null)
                        .data())
                .isEmpty();
        askAsB("GET", "/v1/domains", null);
        askAsB("GET", "/v1/domains/" + domain, null);
    }

    @Test
    void addressOfAnotherShouldBeTaken() {
        Answer taken = askAsB("POST", "/v1/inboxes", "{\"local_part\": \"isolated.a\"}");

        assertThat(taken.status()).isEqualTo(409);
    }

    @Test
    void cursorOfAnotherShouldShowNothing() throws Exception {
        SmtpDialogue.deliver(server, "grace@example.org", address(inboxOfA), "Subject: two\r\n\r\n" + canary + "\r\n");
        await().atMost(SOON).untilAsserted(() -> assertThat(a.threads(inboxOfA)).hasSize(2));
        String path =
                "/v1/threads?limit=1&domain_id=" + inboxOfA.get("domain_id").asText();
        String cursor = a.get(path).json().get("next_cursor").asText();

        Answer page = askAsB("GET", path + "&cursor=" + cursor, null);

        page.data().forEach(row -> assertThat(row.get("inbox_id").asText()).isEqualTo(id(inboxOfB)));
    }
}
