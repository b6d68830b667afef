package io.jamesagents.rest.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.rest.TestingApi;
import io.jamesagents.rest.TestingApi.Answer;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MessageContentTest {
    private static final String HEAD =
            "From: Ann <ann@sender.example>\nTo: agent@agents.localhost\nSubject: Re: x\nMessage-ID: <%s@s>\n"
                    + "List-Unsubscribe: <https://e.example/u>\nContent-Type: text/%s; charset=utf-8\n\n%s";

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

    private static JsonNode received(String type, String body) throws Exception {
        String inbox = api.inbox(key, "a" + UUID.randomUUID()).get("id").asText();
        api.receive(inbox, HEAD.formatted(UUID.randomUUID(), type, body));
        return api.call(key, "GET", "/v1/messages?inbox_id=" + inbox).data().get(0);
    }

    @Test
    void messageShouldPartWhatIsNewFromWhatIsQuoted() throws Exception {
        String text = "Your code is 482913.\n\nOn Mon, 2 Apr 2012, Bob wrote:\n> Code?\n";
        JsonNode message = received("plain", text);
        assertThat(message.get("content").asText()).isEqualTo(text);
        assertThat(message.get("extracted_text").asText()).isEqualTo("Your code is 482913.");
        assertThat(message.get("quoted_text").asText()).isEqualTo("On Mon, 2 Apr 2012, Bob wrote:\n> Code?");
        assertThat(message.get("markdown").isNull()).isTrue();
        assertThat(message.at("/codes/0/value").asText()).isEqualTo("482913");
        assertThat(message.at("/links/0/source").asText()).isEqualTo("header");
    }

    @Test
    void threadShouldShowWhatIsNewWhenItsNewestMailQuotes() throws Exception {
        String thread = received("plain", "Yes.\n\nOn Mon, 2 Apr 2012, Bob wrote:\n> Code?\n")
                .get("thread_id")
                .asText();
        assertThat(api.call(key, "GET", "/v1/threads/" + thread)
                        .data()
                        .get("snippet")
                        .asText())
                .isEqualTo("Yes.");
    }

    @Test
    void messageShouldHaveTextAndMarkdownWhenItIsHtml() throws Exception {
        JsonNode message = received("html", "<p>Please <a href='https://e.example/v'>verify</a></p><p hidden>x</p>");
        assertThat(message.get("content").asText()).isEqualTo("Please verify");
        assertThat(message.get("markdown").asText()).isEqualTo("Please [verify](https://e.example/v)");
        assertThat(message.get("content_html").asText()).contains("hidden");
        assertThat(message.at("/links/0/kind").asText()).isEqualTo("verify");
    }

    @Test
    void previewShouldBeAPageThatDoesNothing() throws Exception {
        String id = received("html", "<p onclick=x()>Hi</p><script>x()</script><img src=https://e.example/p.png>")
                .get("id")
                .asText();
        Answer answer = api.call(key, "GET", "/v1/messages/" + id + "/preview");
        assertThat(answer.header("Content-Type")).isEqualTo("text/html;charset=utf-8");
        assertThat(answer.header("Content-Security-Policy"))
                .startsWith("sandbox ")
                .contains("default-src 'none'");
        assertThat(answer.response().body()).contains("<body><p>Hi</p></body>");
    }

    @Test
    void previewShouldShowTheTextWhenThereIsNoHtml() throws Exception {
        String id = received("plain", "1 < 2").get("id").asText();
        assertThat(api.call(key, "GET", "/v1/messages/" + id + "/preview")
                        .response()
                        .body())
                .contains(">1 &lt; 2</pre>");
    }
}
