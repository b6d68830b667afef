package io.jamesagents.suppression;

import static org.assertj.core.api.Assertions.assertThat;

import io.jamesagents.apikey.Caller;
import io.jamesagents.audit.Audit;
import io.jamesagents.delivery.RecipientEntry;
import io.jamesagents.delivery.RecipientState;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.message.MessageId;
import io.jamesagents.outbound.Accepted;
import io.jamesagents.outbound.SendingFixture;
import io.jamesagents.outbound.TestingAdmission;
import io.jamesagents.outbound.Validation.Rejected;
import io.jamesagents.store.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SuppressedSendTest {
    private static final String EACH = "io.jamesagents.store.TestDatabases#each";
    private static final String BOB = "bob@x.example";
    private static final String EVE = "eve@x.example";

    private SendingFixture fixture;
    private Suppressions suppressions;
    private Unsubscriptions unsubscriptions;
    private Caller caller;
    private Inbox inbox;

    private void start(Database database) throws Exception {
        fixture = new SendingFixture(database, TestingAdmission.NO_GUARDS);
        Audit audit = new Audit(database, fixture.clock);
        suppressions = new Suppressions(database, fixture.server.inboxes, fixture.server.domains, audit, fixture.clock);
        unsubscriptions = new Unsubscriptions(database, TestingAdmission.LINKS, audit, fixture.clock);
        caller = fixture.caller("default");
        inbox = fixture.inbox(caller, "ada");
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private List<String> suppressed(String recipient) {
        return fixture.send(caller, inbox, recipient).validation().suppressed();
    }

    private List<Suppression> entries(String email) {
        return suppressions.list(caller.reach(), null, null, email, 10, null).rows();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void aMailThatIsQueuedShouldBeHeldBackOnceItsRecipientIsSuppressed(Database database) throws Exception {
        start(database);
        SuppressedSince since = new SuppressedSince(database, fixture.ledger, new SuppressionCheck(fixture.clock));
        Caller other = fixture.caller("other");
        MessageId theirs = new MessageId(
                fixture.send(other, fixture.inbox(other, "theirs"), BOB).messageId());
        MessageId queued = new MessageId(fixture.send(caller, inbox, BOB, EVE).messageId());
        assertThat(since.holds(queued, BOB)).isFalse();

        fixture.bounce(fixture.send(caller, inbox, "bob+news@x.example"), "bob+news@x.example");
        assertThat(since.holds(queued, BOB)).as("only its tag bounced").isFalse();
        fixture.bounce(fixture.send(caller, inbox, BOB), BOB);

        assertThat(since.holds(queued, BOB)).isTrue();
        assertThat(fixture.ledger.find(queued, BOB).orElseThrow().state()).isEqualTo(RecipientState.SUPPRESSED);
        assertThat(fixture.ledger.find(queued, BOB).orElseThrow().reply().text())
                .isEqualTo("Suppressed: hard_bounce");
        assertThat(since.holds(queued, EVE)).isFalse();
        assertThat(since.holds(theirs, BOB)).isFalse();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void bounceShouldSuppressEverySpellingInToCcAndBcc(Database database) throws Exception {
        start(database);
        fixture.bounce(fixture.send(caller, inbox, "bob@bücher.example"), "bob@xn--bcher-kva.example");
        fixture.queued.clear();

        Accepted answer = fixture.send(
                caller,
                inbox,
                List.of("Bob <BOB@xn--bcher-kva.example>", EVE),
                List.of("bob+cc@BÜCHER.example."),
                List.of("Bob+Bcc@bücher.example"),
                null);

        assertThat(fixture.recipients()).containsExactly(EVE);
        assertThat(answer.status()).isEqualTo("queued");
        assertThat(answer.validation().suppressed())
                .containsExactly(
                        "bob@xn--bcher-kva.example", "bob+cc@xn--bcher-kva.example", "bob+bcc@xn--bcher-kva.example");
        assertThat(answer.validation().rejected())
                .extracting(Rejected::email, Rejected::reason)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("bob@xn--bcher-kva.example", "suppressed"),
                        org.assertj.core.groups.Tuple.tuple("bob+cc@xn--bcher-kva.example", "suppressed"),
                        org.assertj.core.groups.Tuple.tuple("bob+bcc@xn--bcher-kva.example", "suppressed"));
        assertThat(fixture.ledger.recipients(new MessageId(answer.messageId())))
                .filteredOn(entry -> entry.state() == RecipientState.SUPPRESSED)
                .extracting(RecipientEntry::role)
                .containsExactlyInAnyOrder("to", "cc", "bcc");
        Suppression entry = entries("bob@bücher.example").get(0);
        assertThat(entry.reason()).isEqualTo(SuppressionReason.HARD_BOUNCE);
        assertThat(entry.scope()).isEqualTo(SuppressionScope.of(inbox));
        assertThat(entry.expiresAt()).isNull();
        assertThat(entry.detail()).isEqualTo("no such user");
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void sendShouldAnswerSuppressedAndCountForNothingWhenEverybodyIs(Database database) throws Exception {
        start(database);
        suppressions.add(caller, new NewSuppression(BOB, null, null, null));
        Accepted answer = fixture.send(caller, inbox, List.of(BOB), List.of(), List.of(), "key");
        assertThat(answer.status()).isEqualTo("suppressed");
        assertThat(fixture.queued).isEmpty();
        assertThat(fixture.limits.window(caller.orgId(), caller.org().tier()).hourRemaining())
                .isEqualTo(1000);
        assertThat(fixture.server.messages(inbox).get(0).deliveryStatus()).isEqualTo("suppressed");
        assertThat(fixture.server.messages(inbox).get(0).delivery().has("suppressed_at"))
                .isTrue();
        assertThat(fixture.events).hasSize(1).allSatisfy(event -> assertThat(
                        event.data().get("type").asText())
                .isEqualTo("suppressed"));
        suppressions.remove(caller, BOB, null, null);
        Accepted again = fixture.send(caller, inbox, List.of(BOB), List.of(), List.of(), "key");
        assertThat(again.replayed()).isTrue();
        assertThat(again.validation()).isEqualTo(answer.validation());
        assertThat(again.status()).isEqualTo("suppressed");
        assertThat(fixture.queued).isEmpty();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void bounceShouldSuppressForNoOtherInboxOrOrganisation(Database database) throws Exception {
        start(database);
        Caller other = fixture.caller("other");
        Inbox theirs = fixture.inbox(other, "theirs");
        fixture.bounce(fixture.send(other, theirs, BOB), BOB);
        suppressions.add(other, new NewSuppression(BOB, null, null, null));
        assertThat(suppressed(BOB)).isEmpty();
        assertThat(entries(BOB)).isEmpty();
        Inbox second = fixture.inbox(caller, "second");
        fixture.bounce(fixture.send(caller, second, EVE), EVE);
        assertThat(suppressed(EVE)).isEmpty();
        assertThat(entries(EVE)).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void thirdFailureInARowShouldSuppressForAWeek(Database database) throws Exception {
        start(database);
        fixture.fail(fixture.send(caller, inbox, BOB), BOB);
        fixture.fail(fixture.send(caller, inbox, BOB), BOB);
        fixture.deliver(fixture.send(caller, inbox, BOB), BOB);
        fixture.fail(fixture.send(caller, inbox, BOB), BOB);
        fixture.fail(fixture.send(caller, inbox, BOB), BOB);
        assertThat(suppressed(BOB)).as("a delivery came between").isEmpty();
        fixture.fail(fixture.send(caller, inbox, BOB), BOB);
        assertThat(suppressed(BOB)).containsExactly(BOB);
        assertThat(entries(BOB).get(0).reason().type()).isEqualTo("soft");
        fixture.clock.advance(Duration.ofDays(7));
        assertThat(entries(BOB)).isEmpty();
        assertThat(suppressed(BOB)).isEmpty();
        suppressions.cleanUp();
        assertThat(rows(database)).isZero();
        fixture.fail(fixture.send(caller, inbox, BOB), BOB);
        assertThat(suppressed(BOB)).as("the count begins anew").isEmpty();
    }

    private static long rows(Database database) {
        return database.read(handle -> handle.createQuery("SELECT COUNT(*) FROM suppression")
                .mapTo(Long.class)
                .one());
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void entryForATimeShouldNotReplaceOneForGood(Database database) throws Exception {
        start(database);
        List<Accepted> mails = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            mails.add(fixture.send(caller, inbox, BOB));
        }
        fixture.bounce(mails.get(0), BOB);
        mails.subList(1, 4).forEach(mail -> fixture.fail(mail, BOB));
        suppressions.add(
                caller,
                new NewSuppression(
                        BOB, inbox.id(), null, fixture.clock.instant().plusSeconds(60)));
        assertThat(entries(BOB)).hasSize(1);
        assertThat(entries(BOB).get(0).reason()).isEqualTo(SuppressionReason.HARD_BOUNCE);
        assertThat(entries(BOB).get(0).expiresAt()).isNull();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void complaintShouldSuppressForGood(Database database) throws Exception {
        start(database);
        Accepted mail = fixture.send(caller, inbox, BOB, EVE);
        fixture.deliver(mail, BOB);
        fixture.complain(mail, BOB);
        assertThat(suppressed(BOB)).containsExactly(BOB);
        assertThat(suppressed(EVE)).isEmpty();
        assertThat(entries(BOB).get(0).reason()).isEqualTo(SuppressionReason.COMPLAINT);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void linkOfEachRecipientShouldStopTheInboxsMailToThatOne(Database database) throws Exception {
        start(database);
        Accepted mail = fixture.send(caller, inbox, BOB, "eve+tag@x.example");
        List<String> tokens = new ArrayList<>();
        for (var queued : fixture.queued) {
            assertThat(SendingFixture.text(queued)).contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n");
            tokens.add(SendingFixture.text(queued).replaceFirst("(?s).*token=([^>]+)>.*", "$1"));
        }
        assertThat(new TreeSet<>(tokens)).hasSize(2);
        unsubscriptions.unsubscribe(unsubscriptions.require(tokens.get(1)));
        unsubscriptions.unsubscribe(unsubscriptions.require(tokens.get(1)));
        assertThat(suppressed("EVE+TAG@x.example")).containsExactly("eve+tag@x.example");
        assertThat(suppressed(EVE)).as("the tag was unsubscribed").isEmpty();
        assertThat(suppressed(BOB)).isEmpty();
        assertThat(entries("eve+tag@x.example").get(0).message()).hasToString(mail.messageId());
        assertThat(new Audit(database, fixture.clock)
                        .list(caller.orgId(), 10, null)
                        .rows())
                .hasSize(1)
                .allSatisfy(entry ->
                        assertThat(entry.toString()).contains("unsubscribed").doesNotContain("x.example"));
        fixture.server.inboxes.delete(caller.reach(), inbox.id());
        unsubscriptions.unsubscribe(unsubscriptions.require(tokens.get(0)));
        assertThat(rows(database)).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void mailShouldHaveItsLinkAndGoToNobodySuppressedWhenItIsQueuedLater(Database database) throws Exception {
        start(database);
        suppressions.add(caller, new NewSuppression(EVE, null, null, null));
        fixture.queueTakesMail = false;
        fixture.send(caller, inbox, BOB, EVE);
        fixture.queueTakesMail = true;
        fixture.clock.advance(Duration.ofMinutes(2));
        fixture.unsent.resume();
        fixture.unsent.resume();
        assertThat(fixture.recipients()).containsExactly(BOB);
        assertThat(SendingFixture.text(fixture.queued.get(0))).startsWith("List-Unsubscribe: <https://mail.example/");
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void listShouldGoPageByPageThroughWhatHoldsForAnInbox(Database database) throws Exception {
        start(database);
        Inbox second = fixture.inbox(caller, "second");
        for (int i = 0; i < 3; i++) {
            suppressions.add(caller, new NewSuppression("i" + i + "@x.example", inbox.id(), null, null));
            suppressions.add(caller, new NewSuppression("d" + i + "@x.example", null, inbox.domain(), null));
            suppressions.add(caller, new NewSuppression("g" + i + "@x.example", null, null, null));
            suppressions.add(caller, new NewSuppression("s" + i + "@x.example", second.id(), null, null));
            fixture.clock.advance(Duration.ofSeconds(1));
        }
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            var page = suppressions.list(
                    caller.reach(), inbox.id(), null, null, 2, io.jamesagents.store.Cursor.decode(cursor));
            page.rows().forEach(entry -> seen.add(entry.address().value()));
            cursor = page.nextCursor();
        } while (cursor != null);
        assertThat(seen).hasSize(9).doesNotHaveDuplicates().noneMatch(address -> address.startsWith("s"));
        assertThat(seen.subList(0, 3)).allMatch(address -> address.contains("2@"));
        assertThat(suppressions
                        .list(caller.reach(), null, inbox.domain(), null, 100, null)
                        .rows())
                .hasSize(12);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void nobodySuppressedShouldGetAnythingHoweverTheyAreSpelled(Database database) throws Exception {
        start(database);
        Set<String> suppressed = new TreeSet<>();
        for (int i = 0; i < 25; i++) {
            String address = "p" + i + (i % 5 == 0 ? "@xn--bcher-kva.example" : "@x.example");
            suppressions.add(caller, new NewSuppression(address.toUpperCase(Locale.ROOT), inbox.id(), null, null));
            suppressed.add(address);
        }
        Set<String> named = new TreeSet<>();
        for (int i = 0; i < 25; i++) {
            Accepted answer = fixture.send(
                    caller,
                    inbox,
                    List.of("ok" + i + "@x.example"),
                    List.of(spelling(i)),
                    List.of(spelling((i + 1) % 25)),
                    null);
            named.addAll(answer.validation().suppressed());
        }
        assertThat(fixture.recipients()).hasSize(25).allMatch(recipient -> recipient.startsWith("ok"));
        assertThat(named.stream()
                        .map(address -> new CanonicalAddress(address).untagged().value()))
                .containsAll(suppressed);
    }

    private static String spelling(int i) {
        String local = i % 2 == 0 ? "P" + i : "p" + i + "+Tag";
        return i % 5 == 0 ? "Somebody <" + local + "@Bücher.Example>" : local + "@X.example.";
    }
}
