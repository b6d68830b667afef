package io.jamesagents.rest.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.rest.TestingApi;
import io.jamesagents.rest.TestingApi.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EventResourceTest {
    private static TestingApi api;
    private final String org = "o" + UUID.randomUUID();
    private final String key = api.key(org, "admin");

    @BeforeAll
    static void start() throws Exception {
        api = TestingApi.start();
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
    }

    private String inbox() {
        return api.inbox(key, "a" + UUID.randomUUID()).get("id").asText();
    }

    private List<JsonNode> follow(String withKey, String query) {
        List<JsonNode> all = new ArrayList<>();
        String after = "";
        JsonNode page;
        do {
            page = api.call(withKey, "GET", "/v1/events?" + query + after).json();
            page.get("data").forEach(all::add);
            after = "&after=" + page.get("next_cursor").asText();
        } while (page.get("has_more").asBoolean());
        return all;
    }

    @Test
    void eventShouldSayWhatHappened() throws Exception {
        String inbox = inbox();
        JsonNode thread = api.thread(key, inbox, "Hello");
        JsonNode event = api.call(key, "GET", "/v1/events").data().get(0);
        assertThat(event.get("id").asText()).startsWith("evt_");
        assertThat(event.get("type").asText()).isEqualTo("inbound");
        assertThat(event.get("seq").asLong()).isEqualTo(1);
        assertThat(event.get("inbox_id").asText()).isEqualTo(inbox);
        assertThat(event.get("thread_id")).isEqualTo(thread.get("thread_id"));
        assertThat(event.get("message_id").asText()).startsWith("msg_");
        assertThat(event.at("/message/sender").asText()).isEqualTo("alice@sender.example");
        assertThat(event.at("/message/subject").asText()).isEqualTo("Hello");
        assertThat(event.at("/message/snippet").asText()).isEqualTo("Hello there.");
        assertThat(event.get("data").isEmpty()).isTrue();
    }

    @Test
    void everyEventShouldBeSeenOnceWhenPagesAreFollowed() throws Exception {
        String inbox = inbox();
        for (int i = 0; i < 7; i++) {
            api.receive(inbox, "mail " + i, "");
        }
        assertThat(follow(key, "limit=3"))
                .extracting(event -> event.at("/message/subject").asText())
                .containsExactly("mail 0", "mail 1", "mail 2", "mail 3", "mail 4", "mail 5", "mail 6");
    }

    @Test
    void cursorShouldBeGivenAlsoWhenNothingIsNew() throws Exception {
        JsonNode nothing = api.call(key, "GET", "/v1/events?after=latest").json();
        assertThat(nothing.get("data").isEmpty()).isTrue();
        assertThat(nothing.get("has_more").asBoolean()).isFalse();
        String state = api.call(key, "GET", "/v1/events/state").at("/data/cursor");
        assertThat(nothing.get("next_cursor").asText()).isEqualTo(state);
        api.receive(inbox(), "new", "");
        assertThat(api.call(key, "GET", "/v1/events?after=" + state).data()).hasSize(1);
    }

    @Test
    void changesOfThreadsShouldBeEvents() throws Exception {
        String thread = api.thread(key, inbox(), "Hello").get("thread_id").asText();
        String path = "/v1/threads/" + thread;
        api.call(key, "PUT", path + "/status", "{\"status\":\"closed\"}");
        api.call(key, "PUT", path + "/status", "{\"status\":\"closed\"}");
        api.call(key, "POST", path + "/tags", "{\"tags\":[\"urgent\"]}");
        api.call(key, "PUT", path + "/assign", "{\"assigned_to\":\"bob\"}");
        List<JsonNode> events = follow(key, "types=thread.updated");
        assertThat(events)
                .extracting(event -> event.at("/data/changed/0").asText())
                .containsExactly("status", "tags", "assigned_to");
        JsonNode last = events.get(2);
        assertThat(last.get("thread_id").asText()).isEqualTo(thread);
        assertThat(last.get("message_id").isNull()).isTrue();
        assertThat(last.at("/data/status").asText()).isEqualTo("closed");
        assertThat(last.at("/data/tags/0").asText()).isEqualTo("urgent");
        assertThat(last.at("/data/assigned_to").asText()).isEqualTo("bob");
    }

    @Test
    void keyOfOneInboxShouldSeeItsEventsAndGetPastTheOthers() throws Exception {
        String mine = inbox();
        String other = inbox();
        String body = "{\"name\":\"limited\",\"permissions\":[\"read\"],\"inbox_ids\":[\"" + mine + "\"]}";
        String limited = api.call(key, "POST", "/v1/agent/api-keys", body).at("/apiKey");
        api.receive(other, "theirs", "");
        api.receive(mine, "mine", "");
        api.receive(other, "theirs again", "");
        JsonNode page = api.call(limited, "GET", "/v1/events").json();
        assertThat(page.get("data")).hasSize(1);
        assertThat(page.at("/data/0/message/subject").asText()).isEqualTo("mine");
        assertThat(page.get("next_cursor").asText())
                .isEqualTo(api.call(key, "GET", "/v1/events/state").at("/data/cursor"));
        assertThat(api.call(limited, "GET", "/v1/events?inbox_id=" + other).status())
                .isEqualTo(404);
    }

    @Test
    void mailOfALoopShouldBeRefusedAndBeAnEvent() {
        String inbox = inbox();
        String send = "{\"inbox_id\":\"" + inbox + "\",\"to\":\"bob@example.org\",\"subject\":\"Away\",\"text\":\"!\","
                + "\"headers\":{\"Auto-Submitted\":\"auto-replied\"}";
        Answer first = api.call(key, "POST", "/v1/messages/send", send + "}");
        String next = send + ",\"thread_id\":\"" + first.at("/thread_id") + "\"}";
        api.call(key, "POST", "/v1/messages/send", next);
        assertThat(api.call(key, "POST", "/v1/messages/send", next).status()).isEqualTo(202);
        Answer refused = api.call(key, "POST", "/v1/messages/send", next);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.at("/code")).isEqualTo("loop_suspected");
        assertThat(Long.parseLong(refused.header("Retry-After"))).isBetween(3500L, 3600L);
        JsonNode event = follow(key, "types=loop.suspected").get(0);
        assertThat(event.at("/data/correspondent").asText()).isEqualTo("bob@example.org");
        assertThat(event.get("thread_id").asText()).isEqualTo(first.at("/thread_id"));
    }

    @Test
    void eventsOfAnotherOrganisationShouldNotBeSeen() throws Exception {
        api.receive(inbox(), "secret", "");
        String stranger = api.key("o" + UUID.randomUUID(), "admin");
        assertThat(follow(stranger, "")).isEmpty();
    }
}
