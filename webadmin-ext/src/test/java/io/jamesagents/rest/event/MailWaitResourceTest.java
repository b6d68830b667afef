package io.jamesagents.rest.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.rest.HttpSettings;
import io.jamesagents.rest.TestingApi;
import io.jamesagents.rest.TestingApi.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MailWaitResourceTest {
    private static final ExecutorService CALLERS = Executors.newCachedThreadPool();

    private static TestingApi api;
    private final String key = api.key("o" + UUID.randomUUID(), "admin");

    @BeforeAll
    static void start() throws Exception {
        api = TestingApi.start(new HttpSettings("127.0.0.1", 0, 2, 100, Duration.ofSeconds(5)));
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
        CALLERS.shutdownNow();
    }

    private String inbox() {
        return api.inbox(key, "a" + UUID.randomUUID()).get("id").asText();
    }

    private Answer wait(String inbox, String more) {
        return api.call(key, "GET", "/v1/messages/wait?inbox_id=" + inbox + more);
    }

    private CompletableFuture<Answer> waiting(String inbox, String more) {
        return CompletableFuture.supplyAsync(() -> wait(inbox, more), CALLERS);
    }

    private String state() {
        return api.call(key, "GET", "/v1/events/state").at("/data/cursor");
    }

    private static String subject(Answer answer) {
        return answer.at("/data/subject");
    }

    @Test
    void mailShouldBeAnsweredWhenItComes() throws Exception {
        String inbox = inbox();
        String before = state();
        CompletableFuture<Answer> waiting = waiting(inbox, "&timeout=20&after=" + before);
        api.receive(inbox(), "elsewhere", "");
        api.receive(inbox, "Hello", "");
        Answer answer = waiting.get(20, TimeUnit.SECONDS);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("X-RateLimit-Limit")).isNotNull();
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(subject(answer)).isEqualTo("Hello");
        JsonNode listed =
                api.call(key, "GET", "/v1/messages?inbox_id=" + inbox).data().get(0);
        assertThat(answer.data()).isEqualTo(listed);
        assertThat(answer.at("/cursor")).isEqualTo(state());
    }

    @Test
    void nothingShouldBeAnsweredWhenTheTimeIsOver() {
        String inbox = inbox();
        Answer answer = wait(inbox, "&timeout=1");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.data().isNull()).isTrue();
        assertThat(answer.at("/cursor")).isEqualTo(state());
    }

    @Test
    void mailsShouldBeAnsweredOneByOneWhenTheCursorIsUsed() throws Exception {
        String inbox = inbox();
        String cursor = state();
        List<String> subjects = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            api.receive(inbox, "mail " + i, "");
        }
        for (int i = 0; i < 3; i++) {
            Answer answer = wait(inbox, "&timeout=20&after=" + cursor);
            subjects.add(subject(answer));
            cursor = answer.at("/cursor");
        }
        assertThat(subjects).containsExactly("mail 0", "mail 1", "mail 2");
    }

    @Test
    void mailShouldBeAnsweredThatCameAfterAMessage() throws Exception {
        String inbox = inbox();
        api.receive(inbox, "first", "");
        String first = api.call(key, "GET", "/v1/messages?inbox_id=" + inbox).at("/data/0/id");
        api.receive(inbox, "second", "");
        assertThat(subject(wait(inbox, "&timeout=20&after=" + first))).isEqualTo("second");
        String body = "{\"inbox_id\":\"" + inbox + "\",\"to\":\"bob@example.org\",\"subject\":\"Q\",\"text\":\"?\"}";
        String sent = api.call(key, "POST", "/v1/messages/send", body).at("/id");
        CompletableFuture<Answer> waiting = waiting(inbox, "&timeout=20&after=" + sent);
        api.receive(inbox, "the answer", "");
        assertThat(subject(waiting.get(20, TimeUnit.SECONDS))).isEqualTo("the answer");
        assertThat(wait(inbox(), "&after=" + first).status()).isEqualTo(404);
    }

    @Test
    void otherMailShouldBePassedOverWhenAFilterIsGiven() throws Exception {
        String inbox = inbox();
        String before = state();
        CompletableFuture<Answer> waiting =
                waiting(inbox, "&timeout=20&from=Alice@sender.example&subject_contains=CODE&after=" + before);
        api.receive(inbox, "newsletter", "");
        api.receive(inbox, "your code is 1234", "");
        assertThat(subject(waiting.get(20, TimeUnit.SECONDS))).isEqualTo("your code is 1234");
        assertThat(wait(inbox, "&timeout=1&from=nobody@sender.example&after=" + before)
                        .data()
                        .isNull())
                .isTrue();
    }

    @Test
    void waitingShouldHoldNoWorkerAndMissNothing() throws Exception {
        String inbox = inbox();
        for (int round = 0; round < 5; round++) {
            String before = state();
            List<CompletableFuture<Answer>> waiting = new ArrayList<>();
            // There are two workers, and the mail comes while calls come in.
            for (int i = 0; i < 10; i++) {
                waiting.add(waiting(inbox, "&timeout=25&after=" + before));
            }
            String subject = "round " + round;
            api.receive(inbox, subject, "");
            for (CompletableFuture<Answer> one : waiting) {
                assertThat(subject(one.get(20, TimeUnit.SECONDS))).isEqualTo(subject);
            }
        }
    }
}
