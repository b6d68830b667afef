package io.jamesagents.rest.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.rest.TestingApi;
import io.jamesagents.rest.TestingApi.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SearchResourceTest {
    private static TestingApi api;
    private static String key;
    private static JsonNode inbox;

    @BeforeAll
    static void start() throws Exception {
        api = TestingApi.start();
        key = api.key("default", "admin");
        inbox = api.inbox(key, "a");
        api.receive(inbox.get("id").asText(), "Quarterly invoice", "");
        api.receive(inbox.get("id").asText(), "Lunch", "");
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
    }

    @Test
    void foundThreadShouldHaveEveryFieldThatClientsRead() {
        Answer answer = api.call(
                key,
                "GET",
                "/v1/search/threads?q=INVOICE&inbox_id=" + inbox.get("id").asText());
        assertThat(answer.at("/search_type")).isEqualTo("regex");
        assertThat(answer.data()).hasSize(1);
        JsonNode row = answer.data().get(0);
        assertThat(row.get("thread_id").asText()).startsWith("conv_");
        assertThat(row.get("subject").asText()).isEqualTo("Quarterly invoice");
        assertThat(row.get("score").asDouble()).isBetween(0.0, 1.0);
        assertThat(row.get("participants")).extracting(JsonNode::asText).contains("alice@sender.example");
        assertThat(row.get("direction").asText()).isEqualTo("inbound");
        assertThat(row.get("channel").asText()).isEqualTo("email");
        assertThat(row.get("last_activity")).isEqualTo(row.get("last_message_at"));
        assertThat(row.get("message_count").asInt()).isEqualTo(1);
        assertThat(row.get("snippet").asText()).isEqualTo("Hello there.");
    }

    @Test
    void olderFormOfTheSearchShouldFindTheSame() {
        String body = "{\"query\":\"lunch\",\"filter\":{\"inboxIds\":[\""
                + inbox.get("id").asText() + "\"]},\"options\":{\"limit\":5}}";
        assertThat(api.call(key, "POST", "/v1/search", body).data()).hasSize(1);
        String byDomain = "{\"query\":\"hello\",\"filter\":{\"domainId\":\""
                + inbox.get("domain_id").asText() + "\"}}";
        assertThat(api.call(key, "POST", "/v1/search", byDomain).data()).hasSize(2);
        assertThat(api.call(key, "POST", "/v1/search/index", "{}").at("/data/success"))
                .isEqualTo("true");
        assertThat(api.call(key, "POST", "/v1/search/index/batch", "{}").at("/data/success"))
                .isEqualTo("true");
    }

    @Test
    void searchShouldSayWhatIsMissing() {
        String id = inbox.get("id").asText();
        assertThat(api.call(key, "GET", "/v1/search/threads?inbox_id=" + id).at("/details/0/path"))
                .isEqualTo("q");
        assertThat(api.call(key, "GET", "/v1/search/threads?q=a").at("/details/0/path"))
                .isEqualTo("inbox_id");
        assertThat(api.call(key, "GET", "/v1/search/threads?q=a&inbox_id=i_0").status())
                .isEqualTo(404);
        assertThat(api.call(api.key("other", "admin"), "GET", "/v1/search/threads?q=a&inbox_id=" + id)
                        .status())
                .isEqualTo(404);
    }
}
