package io.jamesagents.rest.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.jamesagents.rest.TestingApi;
import io.jamesagents.rest.TestingApi.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FeedbackResourceTest {
    private static TestingApi api;

    @BeforeAll
    static void start() throws Exception {
        api = TestingApi.start();
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
    }

    private static Answer post(String key, String body) {
        return api.call(key, "POST", "/v1/feedback", body);
    }

    @Test
    void feedbackShouldBeReceivedTenTimesAMinute() {
        String key = api.key("a", "read");
        Answer last = null;
        int received = 0;
        for (int i = 0; i < 21; i++) {
            last = post(key, "{\"type\":\"signal\",\"message\":\"works\"}");
            received += last.status() == 201 ? 1 : 0;
        }
        // The minute may end in between.
        assertThat(received).isIn(10, 20);
        assertThat(last.status()).isEqualTo(429);
        assertThat(post(api.key("b", "read"), "{\"type\":\"error\",\"message\":\"x\"}")
                        .at("/data/status"))
                .isEqualTo("received");
    }

    @Test
    void feedbackWithoutSubstanceShouldBeRefused() {
        String key = api.key("c", "read");
        for (String body : new String[] {"{}", "{\"type\":\"praise\",\"message\":\"x\"}", "{\"type\":\"error\"}"}) {
            assertThat(post(key, body).status()).isEqualTo(400);
        }
    }

    @Test
    void billingShouldBeNoPartOfTheServer() {
        String key = api.key("d", "read");
        assertThat(api.call(key, "GET", "/v1/credits").at("/data/total")).isEqualTo("0");
        assertThat(api.call(key, "GET", "/v1/credits/balance").at("/total")).isEqualTo("0");
        assertThat(api.call(key, "GET", "/v1/credits/bundles").data()).isEmpty();
        assertThat(api.call(key, "POST", "/v1/credits/checkout", "{}").status()).isEqualTo(400);
    }
}
