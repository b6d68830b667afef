package io.jamesagents.rest.suppression;

import static org.assertj.core.api.Assertions.assertThat;

import io.jamesagents.rest.TestingApi;
import io.jamesagents.rest.TestingApi.Answer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class UnsubscribeResourceTest {
    private static final Pattern LINK = Pattern.compile("List-Unsubscribe: <https://mail\\.example(/[^>]+)>");

    private static TestingApi api;
    private static String key;
    private static String inbox;

    @BeforeAll
    static void start() throws Exception {
        api = TestingApi.start();
        key = api.key("default", "admin");
        inbox = api.call(key, "POST", "/v1/inboxes", "{\"local_part\":\"news\",\"unsubscribe\":true}")
                .at("/data/id");
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
    }

    private static Answer send(String to) {
        String body = "{\"inbox_id\":\"" + inbox + "\",\"to\":\"" + to + "\",\"subject\":\"s\",\"text\":\"t\"}";
        return api.call(key, "POST", "/v1/messages/send", body);
    }

    private static String link() throws Exception {
        Matcher link = LINK.matcher(api.lastQueued());
        assertThat(link.find()).as(api.lastQueued()).isTrue();
        return link.group(1);
    }

    @Test
    void linkShouldUnsubscribeByPostAndNeverByGet() throws Exception {
        String message = send("bob@x.example").at("/data/id");
        String link = link();
        Answer page = api.call(null, "GET", link);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'", "form-action 'self'");
        assertThat(page.response().body()).contains("<form method=\"post\">").doesNotContain("<script");
        assertThat(send("bob@x.example").at("/data/status")).isEqualTo("queued");
        Answer done = api.call(
                null, "POST", link, "List-Unsubscribe=One-Click", "Content-Type", "application/x-www-form-urlencoded");
        Answer again = api.call(null, "POST", link);
        assertThat(done.status()).isEqualTo(200);
        assertThat(again.response().body()).isEqualTo(done.response().body());
        assertThat(send("Bob@x.example").at("/data/status")).isEqualTo("suppressed");
        assertThat(send("eve@x.example").at("/data/status")).isEqualTo("queued");
        Answer list = api.call(key, "GET", "/v1/delivery/suppressions?email=bob@x.example");
        assertThat(list.at("/data/0/reason")).isEqualTo("unsubscribe");
        assertThat(list.at("/data/0/type")).isEqualTo("permanent");
        assertThat(list.at("/data/0/source")).isEqualTo("inbox");
        assertThat(list.at("/data/0/message_id")).isEqualTo(message);
        assertThat(api.call(key, "GET", "/v1/messages?order=asc&inbox_id=" + inbox)
                        .at("/data/0/metadata/delivery_status"))
                .isEqualTo("queued");
    }

    @Test
    void forgedLinkShouldNotBeFound() throws Exception {
        send("carl@x.example");
        String link = link();
        for (String forged :
                new String[] {"/unsubscribe", "/unsubscribe?token=", "/unsubscribe?token=x.y", link + "x"}) {
            assertThat(api.call(null, "GET", forged).status()).as(forged).isEqualTo(404);
            assertThat(api.call(null, "POST", forged).status()).as(forged).isEqualTo(404);
        }
        assertThat(send("carl@x.example").at("/data/status")).isEqualTo("queued");
    }

    @Test
    void inboxShouldSayWhetherItsMailsHaveLinks() throws Exception {
        String plain = api.inbox(key, "plain").get("id").asText();
        Answer changed = api.call(key, "PATCH", "/v1/inboxes/" + plain, "{\"unsubscribe\":true}");
        assertThat(changed.at("/data/unsubscribe")).isEqualTo("true");
        Answer off = api.call(key, "PATCH", "/v1/inboxes/" + plain, "{\"unsubscribe\":false}");
        assertThat(off.at("/data/unsubscribe")).isEqualTo("false");
        String body = "{\"inbox_id\":\"" + plain + "\",\"to\":\"dan@x.example\",\"subject\":\"s\",\"text\":\"t\"}";
        api.call(key, "POST", "/v1/messages/send", body);
        assertThat(api.lastQueued()).doesNotContain("List-Unsubscribe");
    }
}
