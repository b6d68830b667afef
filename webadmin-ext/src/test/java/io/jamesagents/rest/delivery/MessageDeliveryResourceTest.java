package io.jamesagents.rest.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.delivery.Change;
import io.jamesagents.delivery.RecipientState;
import io.jamesagents.delivery.RemoteReply;
import io.jamesagents.rest.TestingApi;
import io.jamesagents.rest.TestingApi.Answer;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MessageDeliveryResourceTest {
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

    private static String send(String to) {
        String send = "{\"to\":\"" + to + "\",\"subject\":\"Hi\",\"text\":\"Hello\",\"inbox_id\":\"" + inbox + "\"}";
        return api.call(key, "POST", "/v1/messages/send", send).at("/data/id");
    }

    private static Answer delivery(String message) {
        return api.call(key, "GET", "/v1/messages/" + message + "/delivery");
    }

    @Test
    void mailThatWaitsShouldSayWhyAndUntilWhen() {
        String message = send("joe@x.example");
        RemoteReply later = new RemoteReply("mx.x.example", 451, "4.3.0", "451 4.3.0 Later");
        api.delivered(message, "joe@x.example", Change.to(RecipientState.SENDING, RemoteReply.NONE));
        api.delivered(message, "joe@x.example", Change.deferred(later, Instant.parse("2030-01-01T00:00:00Z")));

        Answer answer = delivery(message);

        assertThat(answer.at("/data/delivery_status")).isEqualTo("queued");
        assertThat(answer.at("/recipients/0/state")).as("without the envelope").isEqualTo("deferred");
        JsonNode recipient = answer.data().get("recipients").get(0);
        assertThat(recipient.get("role").asText()).isEqualTo("to");
        assertThat(recipient.get("attempts").asInt()).isEqualTo(1);
        assertThat(recipient.get("remote_host").asText()).isEqualTo("mx.x.example");
        assertThat(recipient.get("code").asInt()).isEqualTo(451);
        assertThat(recipient.get("status").asText()).isEqualTo("4.3.0");
        assertThat(recipient.get("reason").asText()).isEqualTo("451 4.3.0 Later");
        assertThat(recipient.get("next_attempt_at").asText()).isEqualTo("2030-01-01T00:00:00.000Z");
        assertThat(recipient.get("events").findValuesAsText("event_type")).containsExactly("delivery_delayed");
    }

    @Test
    void eventsShouldHaveTheNamesOfAllClients() {
        String message = send("eve@x.example");
        api.delivered(
                message,
                "eve@x.example",
                Change.bounced(new RemoteReply("mx.x.example", 550, "5.1.1", "550 5.1.1 Who?")));

        JsonNode event = api.call(key, "GET", "/v1/delivery/events?event_type=bounced&messageId=" + message)
                .data()
                .get(0);

        assertThat(event.get("_id")).isEqualTo(event.get("event_id")).isEqualTo(event.get("id"));
        assertThat(event.get("message_id").asText()).isEqualTo(message);
        assertThat(event.get("messageId").asText()).isEqualTo(message);
        assertThat(event.get("inbox_id").asText()).isEqualTo(inbox);
        assertThat(event.get("event_type").asText()).isEqualTo("bounced");
        assertThat(event.get("type").asText()).isEqualTo("bounced");
        assertThat(event.get("recipient").asText()).isEqualTo("eve@x.example");
        assertThat(event.get("email").asText()).isEqualTo("eve@x.example");
        assertThat(event.get("timestamp")).isEqualTo(event.get("processed_at"));
        assertThat(event.get("detail").asText()).isEqualTo("550 5.1.1 Who?");
        assertThat(event.get("event_data").get("code").asInt()).isEqualTo(550);
    }

    @Test
    void foreignMessageShouldBeAnsweredAsOneThatNeverWas() {
        String message = send("kim@x.example");
        String other = api.key("other", "admin");

        Answer foreign = api.call(other, "GET", "/v1/messages/" + message + "/delivery");
        Answer random = api.call(other, "GET", "/v1/messages/msg_0/delivery");

        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.json()).isEqualTo(random.json());
        assertThat(api.call(other, "GET", "/v1/delivery/events?message_id=" + message)
                        .status())
                .isEqualTo(404);
    }
}
