package io.jamesagents.rest.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.rest.TestingApi;
import io.jamesagents.rest.TestingApi.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every route with no key, with keys that do not grant it, with one that does, and with one of somebody else. */
class AuthenticationTest {
    private static final String[] SCOPES = {
        "domains:read",
        "domains:write",
        "inboxes:read",
        "inboxes:write",
        "threads:read",
        "threads:write",
        "messages:read",
        "messages:write",
        "attachments:read",
        "attachments:write",
        "data:delete"
    };

    private static TestingApi api;
    private static String inbox;
    private static String domain;
    private static String thread;

    @BeforeAll
    static void start() throws Exception {
        api = TestingApi.start();
        String admin = api.key("first", "admin");
        JsonNode made = api.inbox(admin, "agent");
        inbox = made.get("id").asText();
        domain = made.get("domain_id").asText();
        thread = api.thread(admin, inbox, "Hello").get("thread_id").asText();
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /v1/domains,                            domains:read,   ''",
        "GET,    /v1/domains/{d},                        domains:read,   ''",
        "GET,    /v1/domains/{d}/status,                 domains:read,   ''",
        "POST,   /v1/inboxes,                            inboxes:write,  ''",
        "GET,    /v1/inboxes,                            inboxes:read,   ''",
        "GET,    /v1/inboxes/{i},                        inboxes:read,   Inbox",
        "PATCH,  /v1/inboxes/{i},                        inboxes:write,  Inbox",
        "DELETE, /v1/inboxes/{i},                        inboxes:write,  Inbox",
        "GET,    /v1/domains/{d}/inboxes,                inboxes:read,   ''",
        "POST,   /v1/domains/{d}/inboxes,                inboxes:write,  ''",
        "GET,    /v1/domains/{d}/inboxes/{i},            inboxes:read,   Inbox",
        "PUT,    /v1/domains/{d}/inboxes/{i},            inboxes:write,  Inbox",
        "DELETE, /v1/domains/{d}/inboxes/{i},            inboxes:write,  Inbox",
        "GET,    /v1/threads?inbox_id={i},               threads:read,   Inbox",
        "GET,    /v1/threads/{t},                        threads:read,   Thread",
        "GET,    /v1/threads/{t}/messages,               threads:read,   Thread",
        "GET,    /v1/threads/{t}/metadata,               threads:read,   Thread",
        "PUT,    /v1/threads/{t}/status,                 threads:write,  ''",
        "POST,   /v1/threads/{t}/tags,                   threads:write,  ''",
        "DELETE, /v1/threads/{t}/tags,                   threads:write,  ''",
        "POST,   /v1/threads/{t}/tags/remove,            threads:write,  ''",
        "PUT,    /v1/threads/{t}/assign,                 threads:write,  ''",
        "POST,   /v1/messages/send,                      messages:write, ''",
        "GET,    /v1/messages?inboxId={i},               messages:read,  Inbox",
        "GET,    /v1/webhooks/deliveries,                messages:read,  ''",
        "GET,    /v1/webhooks/deliveries/wdel_1,         messages:read,  Webhook delivery",
        "POST,   /v1/webhooks/deliveries/wdel_1/retry,   messages:write, Webhook delivery",
        "GET,    /v1/webhooks/health,                    messages:read,  ''"
    })
    void routeShouldWantItsScopeAndItsOwner(String method, String route, String scope, String owned) {
        String path = route.replace("{d}", domain).replace("{i}", inbox).replace("{t}", thread);
        shouldWantAKey(method, path);
        for (String other : SCOPES) {
            if (!other.equals(scope)) {
                shouldRefuse(api.call(api.key("first", other), method, path), scope);
            }
        }
        String stranger = api.key("second", scope);
        assertThat(api.call(stranger, method, path).status()).isNotIn(401, 403, 500);
        if (!owned.isEmpty()) {
            shouldNotTellForeignFromRandom(stranger, method, route, owned);
        }
    }

    private static void shouldWantAKey(String method, String path) {
        Answer without = api.call(null, method, path);
        assertThat(without.status()).isEqualTo(401);
        assertThat(without.json().get("error").asText()).isEqualTo("Missing Authorization header");
        Answer unknown = api.call("comm_" + "0".repeat(64), method, path);
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.json().get("error").asText()).isEqualTo("Invalid or expired API key");
        assertThat(api.call(null, method, path, null, "Authorization", "Agent agt_1:c2ln")
                        .status())
                .isEqualTo(401);
    }

    private static void shouldRefuse(Answer answer, String scope) {
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().get("required").get(0).asText()).isEqualTo(scope);
        assertThat(answer.json().get("hint").asText()).contains(scope);
        assertThat(answer.header("X-RateLimit-Remaining")).isNotNull();
    }

    private static void shouldNotTellForeignFromRandom(String key, String method, String route, String what) {
        String foreign = route.replace("{d}", domain).replace("{i}", inbox).replace("{t}", thread);
        String random = route.replace("{d}", domain)
                .replace("{i}", "i_00000000000000000000000000000000")
                .replace("{t}", "conv_00000000000000000000000000000000");
        Answer answer = api.call(key, method, foreign);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().get("error").asText()).isEqualTo(what + " not found");
        assertThat(api.call(key, method, random).response().body())
                .isEqualTo(answer.response().body());
    }
}
