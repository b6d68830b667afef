package io.jamesagents.rest.suppression;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.delivery.Change;
import io.jamesagents.delivery.RemoteReply;
import io.jamesagents.rest.TestingApi;
import io.jamesagents.rest.TestingApi.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SuppressionResourceTest {
    private static final String LIST = "/v1/delivery/suppressions";

    private static TestingApi api;
    private static String key;

    @BeforeAll
    static void start() throws Exception {
        api = TestingApi.start();
        key = api.key("default", "admin");
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
    }

    private static String address() {
        return "p" + UUID.randomUUID() + "@x.example";
    }

    private static String inbox() {
        return api.inbox(key, "a" + UUID.randomUUID()).get("id").asText();
    }

    private static Answer send(String inbox, String to) {
        String body = "{\"inbox_id\":\"" + inbox + "\",\"to\":\"" + to + "\",\"subject\":\"s\",\"text\":\"t\"}";
        return api.call(key, "POST", "/v1/messages/send", body);
    }

    private static Answer add(String who, String fields) {
        return api.call(who, "POST", LIST, "{" + fields + "}");
    }

    private static JsonNode listed(String who, String query) {
        Answer answer = api.call(who, "GET", LIST + query);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer.data();
    }

    private static String keyFor(String inbox) {
        String body = "{\"name\":\"" + UUID.randomUUID() + "\",\"permissions\":[\"read\",\"write\"],\"inbox_ids\":[\""
                + inbox + "\"]}";
        return api.call(key, "POST", "/v1/agent/api-keys", body).at("/apiKey");
    }

    @Test
    void bounceShouldBeListedUnderTheNamesOfAllClients() {
        String inbox = inbox();
        String address = address();
        String message = send(inbox, address).at("/data/id");
        api.happened(message, address, Change.bounced(new RemoteReply("mx", 550, "5.1.1", "no such user")));
        JsonNode entry = listed(key, "?inboxId=" + inbox).get(0);
        assertThat(entry.get("email").asText()).isEqualTo(address);
        assertThat(entry.get("reason").asText()).isEqualTo("hard_bounce");
        assertThat(entry.get("type").asText()).isEqualTo("hard");
        assertThat(entry.get("source").asText()).isEqualTo("inbox");
        assertThat(entry.get("inbox_id").asText()).isEqualTo(inbox);
        assertThat(entry.get("message_id").asText()).isEqualTo(message);
        assertThat(entry.get("expires_at").isNull()).isTrue();
        assertThat(entry.get("created_at").asText()).endsWith("Z");
        assertThat(entry.get("suppressed_at")).isEqualTo(entry.get("created_at"));
        assertThat(entry.get("suppressedAt")).isEqualTo(entry.get("created_at"));
        assertThat(entry.at("/metadata/bounce_reason").asText()).isEqualTo("no such user");
        assertThat(listed(key, "?email=" + address.toUpperCase(java.util.Locale.ROOT) + "&limit=1"))
                .hasSize(1);
        Answer again = send(inbox, address);
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.at("/data/status")).isEqualTo("suppressed");
        assertThat(again.at("/status")).isEqualTo("suppressed");
        assertThat(again.at("/validation/suppressed/0")).isEqualTo(address);
        assertThat(again.at("/validation/rejected/0/reason")).isEqualTo("suppressed");
        JsonNode metrics =
                api.call(key, "GET", "/v1/delivery/metrics?inbox_id=" + inbox).data();
        assertThat(metrics.get("sent").asInt()).isEqualTo(1);
        assertThat(metrics.get("suppressed").asInt()).isEqualTo(1);
    }

    @Test
    void entriesShouldBeAddedAndRemovedScopeByScope() {
        String inbox = inbox();
        String address = address();
        String email = "\"email\":\"Somebody <" + address + ">\"";
        assertThat(add(key, email + ",\"inboxId\":\"" + inbox + "\"").at("/data/source"))
                .isEqualTo("inbox");
        Answer global = add(key, email + ",\"expires_at\":\"2999-01-01\",\"reason\":\"manual\"");
        assertThat(global.status()).isEqualTo(201);
        assertThat(global.at("/source")).isEqualTo("global");
        assertThat(global.at("/expires_at")).isEqualTo("2999-01-01T00:00:00.000Z");
        assertThat(listed(key, "?inbox_id=" + inbox + "&email=" + address)).hasSize(2);
        String encoded = URLEncoder.encode(address, StandardCharsets.UTF_8);
        assertThat(api.call(key, "DELETE", LIST + "/" + encoded + "?inbox_id=" + inbox)
                        .status())
                .isEqualTo(200);
        assertThat(send(inbox, address).at("/data/status")).isEqualTo("suppressed");
        assertThat(api.call(key, "DELETE", LIST + "?email=" + encoded).status()).isEqualTo(200);
        assertThat(api.call(key, "DELETE", LIST + "?email=" + encoded).status()).isEqualTo(404);
        assertThat(send(inbox, address).at("/data/status")).isEqualTo("queued");
        assertThat(api.call(key, "GET", "/v1/audit").response().body())
                .contains("suppression.added", "suppression.removed")
                .doesNotContain(address);
        assertThat(add(key, email + ",\"inbox_id\":\"" + inbox + "\",\"domain_id\":\"d_0\"")
                        .status())
                .isEqualTo(400);
        assertThat(add(key, email + ",\"domain_id\":\"d_0\"").status()).isEqualTo(404);
    }

    @Test
    void taggedAddressShouldBeFoundAlsoWhenThePlusSignIsNotEncoded() {
        String address = address().replace("@", "+tag@");
        add(key, "\"email\":\"" + address + "\"");
        assertThat(listed(key, "?email=" + address)).hasSize(1);
        assertThat(api.call(key, "DELETE", LIST + "/" + address).status()).isEqualTo(200);
    }

    @Test
    void limitedKeyShouldSeeAndChangeItsInboxesAlone() {
        String mine = inbox();
        String other = inbox();
        String limited = keyFor(mine);
        String address = address();
        String email = "\"email\":\"" + address + "\"";
        add(key, email + ",\"inbox_id\":\"" + mine + "\"");
        add(key, email + ",\"inbox_id\":\"" + other + "\"");
        add(key, email);
        assertThat(listed(limited, "?email=" + address)).hasSize(1);
        assertThat(listed(limited, "?inbox_id=" + mine)).hasSize(1);
        assertThat(api.call(limited, "GET", LIST + "?inbox_id=" + other).status())
                .isEqualTo(404);
        assertThat(add(limited, email).status()).isEqualTo(403);
        assertThat(add(limited, email + ",\"inbox_id\":\"" + other + "\"").status())
                .isEqualTo(404);
        assertThat(api.call(limited, "DELETE", LIST + "/" + address).status()).isEqualTo(200);
        assertThat(listed(key, "?email=" + address)).hasSize(2);
        String stranger = api.key("stranger", "admin");
        assertThat(listed(stranger, "?email=" + address)).isEmpty();
        assertThat(api.call(stranger, "DELETE", LIST + "/" + address).status()).isEqualTo(404);
    }
}
