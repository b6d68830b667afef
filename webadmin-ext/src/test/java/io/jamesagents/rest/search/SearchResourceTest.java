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

    @Test
    void indexedMailShouldBeFoundByVectorAndShowWhatWasFound() throws Exception {
        JsonNode other = api.inbox(key, "indexed");
        String id = other.get("id").asText();
        api.receive(id, "Zebra", "");
        api.index();
        Answer answer = api.call(key, "GET", "/v1/search/threads?q=hello&inbox_id=" + id);
        assertThat(answer.at("/search_type")).isEqualTo("vector");
        JsonNode row = answer.data().get(0);
        assertThat(row.get("message_id").asText()).startsWith("msg_");
        assertThat(row.get("passage").asText()).contains("Hello there.");
        assertThat(row.get("highlights").get(0).asText()).isEqualTo("<em>Hello</em> there.");
        assertThat(row.get("score").asDouble()).isBetween(0.0, 1.0);
    }

    @Test
    void filtersShouldBeUnderstoodInEitherForm() throws Exception {
        String id = inbox.get("id").asText();
        String query = "/v1/search/threads?q=hello&inbox_id=" + id;
        assertThat(api.call(
                                key,
                                "GET",
                                query + "&from=sender.example&direction=inbound&has_attachment=false&status=open")
                        .data())
                .hasSize(2);
        assertThat(api.call(key, "GET", query + "&from=eve@example.com").data()).isEmpty();
        assertThat(api.call(key, "GET", query + "&hasAttachment=true").data()).isEmpty();
        assertThat(api.call(key, "GET", query + "&after=2999-01-01").data()).isEmpty();
        assertThat(api.call(key, "GET", query + "&tag=none").data()).isEmpty();
        String body = "{\"query\":\"hello\",\"filter\":{\"inbox_id\":\"" + id + "\",\"status\":\"closed\"}}";
        assertThat(api.call(key, "POST", "/v1/search", body).data()).isEmpty();
        for (String wrong : new String[] {"direction=sideways", "has_attachment=perhaps", "status=lost", "before=x"}) {
            assertThat(api.call(key, "GET", query + "&" + wrong).at("/details/0/path"))
                    .isEqualTo(wrong.substring(0, wrong.indexOf('=')));
        }
    }
}
