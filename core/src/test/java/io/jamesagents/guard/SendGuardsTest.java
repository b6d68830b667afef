package io.jamesagents.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.AgentsException.Limited;
import io.jamesagents.apikey.Caller;
import io.jamesagents.audit.Audit;
import io.jamesagents.event.EventType;
import io.jamesagents.event.MailEvent;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.ingest.TestingMailServer;
import io.jamesagents.outbound.Accepted;
import io.jamesagents.outbound.SendingFixture;
import io.jamesagents.outbound.TestingAdmission;
import io.jamesagents.store.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SendGuardsTest {
    private static final String EACH = "io.jamesagents.store.TestDatabases#each";
    private static final GuardRules REPUTATION = new GuardRules(true, 50, 3, 0, false);
    private static final GuardRules OFF = new GuardRules(false, 50, 3, 0, false);

    private SendingFixture fixture;
    private Guards guards;
    private Caller caller;
    private Inbox inbox;

    private void start(Database database, GuardRules rules) throws Exception {
        GuardSettings settings = TestingAdmission.guards(rules);
        fixture = new SendingFixture(database, settings);
        guards = new Guards(database, settings, new Audit(database, fixture.clock), fixture.clock);
        caller = fixture.caller("default");
        inbox = fixture.inbox(caller, "ada");
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private String refusal(String... to) {
        try {
            fixture.send(caller, inbox, to);
            return "";
        } catch (Limited e) {
            assertThat(e.retryAfter()).isPositive();
            return e.code();
        }
    }

    private List<Accepted> sendMany(int mails) {
        return IntStream.range(0, mails)
                .mapToObj(i -> fixture.send(caller, inbox, "p" + i + "@x.example"))
                .toList();
    }

    private List<MailEvent> pauses() {
        return fixture.events.stream()
                .filter(event -> event.type() == EventType.SENDING_PAUSED)
                .toList();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void bouncesShouldPauseTheOrganisationOnceForAWhile(Database database) throws Exception {
        start(database, REPUTATION);
        List<Accepted> mails = sendMany(40);
        fixture.bounce(mails.get(0), "p0@x.example");
        assertThat(refusal("a@x.example")).as("2.5 % bounced").isEmpty();
        fixture.bounce(mails.get(1), "p1@x.example");
        assertThat(refusal("a@x.example")).as("two of 41").isEmpty();
        fixture.bounce(mails.get(2), "p2@x.example");
        assertThat(refusal("a@x.example")).isEqualTo("sending_paused");
        fixture.bounce(mails.get(3), "p3@x.example");
        assertThat(pauses()).hasSize(1);
        assertThat(pauses().get(0).inbox().id()).isEqualTo(inbox.id());
        assertThat(pauses().get(0).data().get("reason").asText()).isEqualTo("bounce_rate");
        assertThat(guards.get(caller.orgId()).pause().endsAt())
                .isEqualTo(fixture.clock.instant().plus(Duration.ofHours(4)));
        Caller other = fixture.caller("other");
        fixture.send(other, fixture.inbox(other, "theirs"), "a@x.example");
        fixture.clock.advance(Duration.ofHours(4));
        Accepted after = fixture.send(caller, inbox, "a@x.example");
        fixture.bounce(after, "a@x.example");
        assertThat(refusal("b@x.example"))
                .as("what was paid for does not count")
                .isEmpty();
        assertThat(guards.get(caller.orgId()).pause()).isNull();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void complaintShouldPauseOnlyWhenEnoughWasSent(Database database) throws Exception {
        start(database, REPUTATION);
        List<Accepted> mails = sendMany(19);
        fixture.complain(mails.get(0), "p0@x.example");
        assertThat(refusal("a@x.example")).isEmpty();
        fixture.complain(mails.get(1), "p1@x.example");
        assertThat(refusal("a@x.example")).isEqualTo("sending_paused");
        assertThat(pauses().get(0).data().get("reason").asText()).isEqualTo("complaint_rate");
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void nothingShouldPauseWhenTheGuardIsOff(Database database) throws Exception {
        start(database, OFF);
        List<Accepted> mails = sendMany(20);
        for (int i = 0; i < 20; i++) {
            fixture.bounce(mails.get(i), "p" + i + "@x.example");
        }
        assertThat(refusal("a@x.example")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void burstShouldBeCutOffExactlyWhenManySendAtOnce(Database database) throws Exception {
        start(database, new GuardRules(false, 50, 3, 0, true));
        Inbox second = fixture.inbox(caller, "second");
        ExecutorService pool = Executors.newFixedThreadPool(8);
        List<Callable<Boolean>> all = IntStream.range(0, 40)
                .<Callable<Boolean>>mapToObj(i -> () -> passes(i % 2 == 0 ? inbox : second))
                .toList();
        int passed = 0;
        for (Future<Boolean> one : pool.invokeAll(all)) {
            passed += one.get() ? 1 : 0;
        }
        pool.shutdown();
        assertThat(passed).isEqualTo(15);
        for (int i = 0; i < 5; i++) {
            fixture.clock.advance(Duration.ofSeconds(11));
            passed += (int) IntStream.range(0, 20).filter(n -> passes(inbox)).count();
            if (i == 3) {
                assertThat(passed).as("in 44 seconds").isEqualTo(50);
            }
        }
        assertThat(passed).as("the first 15 are a minute old").isEqualTo(50);
        fixture.clock.advance(Duration.ofSeconds(6));
        assertThat(passes(inbox)).isTrue();
    }

    private boolean passes(Inbox from) {
        try {
            fixture.send(caller, from, "a@x.example");
            return true;
        } catch (Limited e) {
            return false;
        }
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void newRecipientsShouldBeCapped(Database database) throws Exception {
        start(database, new GuardRules(false, 50, 3, 3, false));
        fixture.server.delivery.deliver(
                TestingMailServer.mail("m1", inbox, "From: joe@x.example\nSubject: Hi\nMessage-ID: <1@x>\n\nHello\n"),
                inbox);
        assertThat(refusal("a@x.example", "b@x.example")).isEmpty();
        assertThat(refusal("c@x.example", "d@x.example")).isEqualTo("new_recipient_limit");
        assertThat(refusal("c@x.example")).isEmpty();
        assertThat(refusal("a@x.example", "joe@x.example")).as("both are known").isEmpty();
        assertThat(refusal("d@x.example")).isEqualTo("new_recipient_limit");
        fixture.clock.advance(Duration.ofHours(25));
        assertThat(refusal("d@x.example")).isEmpty();
        fixture.guards.cleanUp();
        assertThat(refusal("e@x.example", "f@x.example", "a@x.example")).isEmpty();
        assertThat(refusal("g@x.example")).isEqualTo("new_recipient_limit");
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void organisationShouldOnlyMakeItsRulesStricter(Database database) throws Exception {
        start(database, new GuardRules(true, 50, 3, 10, false));
        List<GuardWish> looser = new ArrayList<>();
        looser.add(new GuardWish(true, 51, null, null, false));
        looser.add(new GuardWish(true, null, 4, null, false));
        looser.add(new GuardWish(true, null, null, 11, false));
        looser.forEach(
                wish -> assertThatThrownBy(() -> guards.set(caller, wish)).isInstanceOf(Invalid.class));
        guards.set(caller, new GuardWish(false, 20, null, 1, true));
        assertThat(guards.get(caller.orgId()).rules()).isEqualTo(new GuardRules(true, 20, 3, 1, true));
        assertThat(refusal("a@x.example")).isEmpty();
        assertThat(refusal("b@x.example")).isEqualTo("new_recipient_limit");
        guards.set(caller, GuardWish.NONE);
        assertThat(refusal("b@x.example")).isEmpty();
        assertThat(guards.get(fixture.caller("other").orgId()).rules().burst()).isFalse();
    }
}
