package io.jamesagents.rest.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.jamesagents.delivery.Change;
import io.jamesagents.delivery.RemoteReply;
import io.jamesagents.rest.TestingApi;
import io.jamesagents.rest.TestingApi.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GuardResourceTest {
    private static final String GUARDS = "/v1/agent/guards";

    private static TestingApi api;

    @BeforeAll
    static void start() throws Exception {
        api = TestingApi.start();
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
    }

    private static Answer send(String key, String inbox, String to) {
        String body = "{\"inbox_id\":\"" + inbox + "\",\"to\":\"" + to + "\",\"subject\":\"s\",\"text\":\"t\"}";
        return api.call(key, "POST", "/v1/messages/send", body);
    }

    @Test
    void guardsShouldBeOffUntilTheOrganisationWantsThem() {
        String key = api.key("wishing", "admin");
        Answer before = api.call(key, "GET", GUARDS);
        assertThat(before.at("/data/reputation")).isEqualTo("false");
        assertThat(before.at("/bounce_per_mille")).isEqualTo("50");
        assertThat(before.json().get("new_recipients_per_day").isNull()).isTrue();
        Answer after = api.call(key, "PUT", GUARDS, "{\"reputation\":true,\"bouncePerMille\":100,\"burst\":true}");
        assertThat(after.at("/reputation")).isEqualTo("true");
        assertThat(after.at("/bounce_per_mille")).isEqualTo("100");
        assertThat(after.at("/burst")).isEqualTo("true");
        assertThat(api.call(key, "GET", GUARDS).data()).isEqualTo(after.data());
        assertThat(api.call(key, "PUT", GUARDS, "{\"complaint_per_mille\":1001}")
                        .at("/details/0/path"))
                .isEqualTo("complaint_per_mille");
    }

    @Test
    void pausedOrganisationShouldBeToldUntilWhen() {
        String key = api.key("paused", "admin");
        String inbox = api.inbox(key, "paused").get("id").asText();
        api.call(key, "PUT", GUARDS, "{\"reputation\":true}");
        String message = "";
        for (int i = 0; i < 20; i++) {
            message = send(key, inbox, "p" + i + "@x.example").at("/data/id");
        }
        api.happened(message, "p19@x.example", Change.bounced(RemoteReply.NONE));
        Answer refused = send(key, inbox, "a@x.example");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.at("/code")).isEqualTo("sending_paused");
        assertThat(Long.parseLong(refused.header("Retry-After"))).isBetween(14_000L, 14_400L);
        String until = api.call(key, "GET", GUARDS).at("/data/paused_until");
        assertThat(until).endsWith("Z");
        assertThat(refused.at("/error")).contains(until.substring(0, 19));
        assertThat(api.call(key, "GET", GUARDS).at("/pause_reason")).isEqualTo("bounce_rate");
        assertThat(refused.header("X-RateLimit-Remaining")).isEqualTo("80");
    }

    @Test
    void burstShouldBeRefused() {
        String key = api.key("burst", "admin");
        String inbox = api.inbox(key, "burst").get("id").asText();
        api.call(key, "PUT", GUARDS, "{\"burst\":true}");
        api.clock().stopAt(api.clock().instant());
        for (int i = 0; i < 15; i++) {
            assertThat(send(key, inbox, "a@x.example").status()).isEqualTo(202);
        }
        Answer refused = send(key, inbox, "a@x.example");
        api.clock().goOn();
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.at("/code")).isEqualTo("burst_limit");
        assertThat(refused.header("Retry-After")).isEqualTo("10");
    }
}
