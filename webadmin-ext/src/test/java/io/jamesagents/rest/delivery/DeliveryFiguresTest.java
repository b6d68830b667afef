package io.jamesagents.rest.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.rest.TestingApi;
import io.jamesagents.rest.TestingApi.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DeliveryFiguresTest {
    private static TestingApi api;
    private static String key;
    private static String inbox;

    @BeforeAll
    static void start() throws Exception {
        api = TestingApi.start();
        key = api.key("default", "admin");
        inbox = api.inbox(key, "a").get("id").asText();
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
    }

    @Test
    void metricsShouldCountSentMailsAndHaveNumbersForRates() {
        String send = "{\"to\":\"joe@x.example\",\"subject\":\"Hi\",\"text\":\"Hello\",\"inbox_id\":\"" + inbox + "\"}";
        assertThat(api.call(key, "POST", "/v1/messages/send", send).status()).isEqualTo(202);
        Answer answer = api.call(key, "GET", "/v1/delivery/metrics?period=36h&inboxId=" + inbox);
        JsonNode data = answer.data();
        assertThat(data.get("sent").asInt()).isEqualTo(1);
        assertThat(data.get("delivered").asInt()).isZero();
        assertThat(data.get("period").asText()).isEqualTo("36h");
        assertThat(data.get("days").asInt()).isEqualTo(2);
        assertThat(data.get("delivery_rate").isNumber()).isTrue();
        assertThat(answer.json().has("sent")).isFalse();
        assertThat(api.call(key, "GET", "/v1/delivery/metrics?days=500&inbox_id=" + inbox)
                        .at("/data/period"))
                .isEqualTo("90d");
    }

    @Test
    void figuresShouldSayWhatIsMissingAndWhatIsNotThere() {
        for (String path : new String[] {"metrics", "events", "suppressions"}) {
            assertThat(api.call(key, "GET", "/v1/delivery/" + path).status()).isEqualTo(400);
            assertThat(api.call(key, "GET", "/v1/delivery/" + path + "?inbox_id=i_0")
                            .status())
                    .isEqualTo(404);
            assertThat(api.call(key, "GET", "/v1/delivery/" + path + "?inbox_id=" + inbox)
                            .status())
                    .isEqualTo(200);
        }
        assertThat(api.call(key, "GET", "/v1/delivery/metrics?period=week&inbox_id=" + inbox)
                        .status())
                .isEqualTo(400);
        assertThat(api.call(key, "GET", "/v1/delivery/events?message_id=msg_0").status())
                .isEqualTo(404);
        assertThat(api.call(key, "GET", "/v1/delivery/events?event_type=opened&inbox_id=" + inbox)
                        .status())
                .isEqualTo(400);
        assertThat(api.call(key, "GET", "/v1/delivery/suppressions?email=joe@x.example&limit=1")
                        .data())
                .isEmpty();
    }
}
