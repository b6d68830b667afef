package io.jamesagents.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jamesagents.AgentsException.Limited;
import io.jamesagents.event.FeedEvent;
import io.jamesagents.store.Database;
import io.jamesagents.store.TestDatabases;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LoopGuardTest {
    private static final String EACH = "io.jamesagents.store.TestDatabases#each";
    private static final Duration QUICK = Duration.ofSeconds(2);
    private static final Duration HUMAN = Duration.ofSeconds(11);
    private static final int MANY = 40;

    /** What machines say of their answers. */
    private static final List<String> RESPONDERS = List.of(
            "Auto-Submitted: auto-replied\n",
            "Auto-Submitted: auto-replied; owner-email=\"a@x.example\"\n",
            "Auto-Submitted: (just a note) auto-generated (really)\n",
            "AUTO-SUBMITTED:\n auto-notified\n",
            "Precedence: bulk\n",
            "Precedence: auto_reply\n",
            "X-Auto-Response-Suppress: All\n",
            "List-Id: <talk.x.example>\n",
            "X-Autoreply: yes\n",
            "");

    private LoopFixture fixture;

    @AfterEach
    void stop() {
        fixture.close();
    }

    private void start(Database database) throws Exception {
        fixture = new LoopFixture(database);
    }

    static Stream<Arguments> responders() {
        List<Supplier<Database>> databases = List.of(TestDatabases::sqlite, TestDatabases::postgres);
        return databases.stream()
                .flatMap(database -> RESPONDERS.stream().map(headers -> Arguments.of(database.get(), headers)));
    }

    /** Answers a correspondent's every mail, until that is refused; returns how often it was answered. */
    private int answerUntilRefused(String headers, boolean inThread, Duration pause) throws Exception {
        fixture.send(fixture.ada, "bob@x.example", null, Map.of());
        for (int i = 0; i < MANY; i++) {
            fixture.clock.advance(pause);
            String thread = fixture.receive(fixture.ada, "bob@x.example", headers, inThread);
            fixture.clock.advance(pause);
            try {
                fixture.send(fixture.ada, "bob@x.example", thread, Map.of());
            } catch (Limited e) {
                assertThat(e.code()).isEqualTo("loop_suspected");
                assertThat(e.retryAfter()).isBetween(Duration.ofMinutes(50), Duration.ofHours(1));
                return i;
            }
        }
        return MANY;
    }

    @ParameterizedTest
    @MethodSource("responders")
    void automaticAnswererShouldGetThreeAnswers(Database database, String headers) throws Exception {
        start(database);
        assertThat(answerUntilRefused(headers, true, QUICK)).isEqualTo(3);
        List<FeedEvent> events = fixture.suspicions(fixture.ada);
        assertThat(events).hasSize(1);
        assertThat(events.get(0).data().get("correspondent").asText()).isEqualTo("bob@x.example");
        assertThat(events.get(0).thread()).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("responders")
    void automaticAnswererShouldGetFewAnswersWhenItBeginsAThreadEachTime(Database database, String headers)
            throws Exception {
        start(database);
        assertThat(answerUntilRefused(headers, false, QUICK)).isEqualTo(10);
        assertThat(fixture.suspicions(fixture.ada)).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void twoAgentsThatAlwaysAnswerShouldEnd(Database database) throws Exception {
        start(database);
        int mails = 0;
        String threadOfAda = fixture.send(fixture.ada, fixture.eve.address(), null, Map.of());
        String threadOfEve = null;
        try {
            for (; mails < MANY; mails++) {
                fixture.clock.advance(QUICK);
                threadOfEve = fixture.pass(fixture.eve);
                fixture.send(fixture.eve, fixture.ada.address(), threadOfEve, Map.of());
                fixture.clock.advance(QUICK);
                threadOfAda = fixture.pass(fixture.ada);
                fixture.send(fixture.ada, fixture.eve.address(), threadOfAda, Map.of());
            }
        } catch (Limited e) {
            assertThat(e.code()).isEqualTo("loop_suspected");
        }
        assertThat(mails).isEqualTo(3);
        assertThat(fixture.suspicions(fixture.ada)).hasSize(1);
        assertThat(fixture.suspicions(fixture.eve)).hasSize(1);
        FeedEvent hers = fixture.suspicions(fixture.eve).get(0);
        assertThat(hers.data().get("correspondent").asText()).isEqualTo(fixture.ada.address());
        assertThat(hers.thread().value()).isEqualTo(threadOfEve);
        assertThat(fixture.suspicions(fixture.ada).get(0).thread().value()).isEqualTo(threadOfAda);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void conversationShouldNotBeLimitedWhenSomebodyThinks(Database database) throws Exception {
        start(database);
        assertThat(answerUntilRefused("", true, HUMAN)).isEqualTo(MANY);
        assertThat(fixture.suspicions(fixture.ada)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void markedMailShouldBeLimitedInItsThreadAndFreeAgainAfterAnHour(Database database) throws Exception {
        start(database);
        Map<String, String> marked = Map.of("auto-submitted", "auto-replied");
        String thread = fixture.send(fixture.ada, "bob@x.example", null, marked);
        fixture.send(fixture.ada, "bob@x.example", thread, marked);
        fixture.send(fixture.ada, "bob@x.example", thread, marked);
        assertThat(fixture.lastSent())
                .containsIgnoringCase("auto-submitted: auto-replied")
                .contains("In-Reply-To: <");
        assertThatThrownBy(() -> fixture.send(fixture.ada, "Bob+x@x.example", thread, marked))
                .isInstanceOf(Limited.class);
        fixture.send(fixture.ada, "bob@x.example", thread, Map.of());
        fixture.send(fixture.ada, "carl@x.example", thread, marked);
        fixture.send(fixture.ada, "bob@x.example", null, marked);
        fixture.clock.advance(Duration.ofMinutes(61));
        fixture.loops.cleanUp();
        fixture.send(fixture.ada, "bob@x.example", thread, marked);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void mailThatIsMarkedAsWrittenByAPersonShouldNotCount(Database database) throws Exception {
        start(database);
        String thread = fixture.send(fixture.ada, "bob@x.example", null, Map.of("Auto-Submitted", "no"));
        for (int i = 0; i < 6; i++) {
            fixture.send(fixture.ada, "bob@x.example", thread, Map.of("Auto-Submitted", "no"));
        }
        assertThat(fixture.suspicions(fixture.ada)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void refusedMailShouldLeaveNothingBehind(Database database) throws Exception {
        start(database);
        Map<String, String> marked = Map.of("Auto-Submitted", "auto-generated");
        String thread = fixture.send(fixture.ada, "bob@x.example", null, marked);
        fixture.send(fixture.ada, "bob@x.example", thread, marked);
        fixture.send(fixture.ada, "bob@x.example", thread, marked);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> fixture.send(fixture.ada, "bob@x.example", thread, marked))
                    .isInstanceOf(Limited.class);
        }
        assertThat(fixture.server.messages(fixture.ada)).hasSize(3);
        assertThat(fixture.queued).hasSize(3);
        assertThat(fixture.suspicions(fixture.ada)).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void nothingShouldBeLimitedWhenItIsTurnedOff(Database database) throws Exception {
        fixture = new LoopFixture(database, new LoopSettings(false, 3, 10, Duration.ofSeconds(10)));
        assertThat(answerUntilRefused("Auto-Submitted: auto-replied\n", true, QUICK))
                .isEqualTo(MANY);
    }
}
