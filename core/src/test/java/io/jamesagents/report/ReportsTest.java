package io.jamesagents.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jamesagents.delivery.Change;
import io.jamesagents.delivery.RecipientEntry;
import io.jamesagents.delivery.RecipientState;
import io.jamesagents.delivery.RemoteReply;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.inbox.Reach;
import io.jamesagents.message.MessageId;
import io.jamesagents.outbound.OutboundQueue.OutboundMail;
import io.jamesagents.store.Database;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reports about mail of ours change what they are about, once; forged ones change nothing. */
class ReportsTest {
    private static final String EACH = "io.jamesagents.store.TestDatabases#each";
    private static final String BOB = "bob@there.example";
    private static final int OF_EACH_KIND = 40;
    private static final int GENUINE = 20;

    private SendingServer sending;
    private Inbox ada;

    private void start(Database database) throws Exception {
        sending = new SendingServer(database);
        ada = sending.inbox("default", "ada");
    }

    @AfterEach
    void stop() {
        sending.close();
    }

    private static String bounce(String recipient) {
        return Samples.text("dsn-failed")
                .replace("bob@there.example", recipient)
                .replace("Bob@There.example", recipient);
    }

    private boolean settles(String mail, String address, boolean nullSender) throws IOException {
        return sending.reports.take(Samples.raw(mail), address, nullSender).settled();
    }

    private RecipientEntry entry(OutboundMail mail) {
        return sending.ledger
                .find(new MessageId(mail.messageId()), mail.recipient())
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void genuineReportsShouldCountOnceHoweverOftenTheyCome(Database database) throws Exception {
        start(database);
        for (int i = 0; i < GENUINE; i++) {
            OutboundMail mail = sending.send(ada, "bob" + i + "@there.example");
            String report = bounce(mail.recipient());
            assertThat(settles(report, mail.returnPath(), true)).isTrue();
            assertThat(settles(report, mail.returnPath(), true))
                    .as("it is ours still")
                    .isTrue();
            assertThat(entry(mail).state()).isEqualTo(RecipientState.BOUNCED);
            assertThat(entry(mail).bounceType()).isEqualTo(Change.HARD);
            assertThat(entry(mail).reply())
                    .returns("store.there.example", RemoteReply::host)
                    .returns(550, RemoteReply::code)
                    .returns("5.1.1", RemoteReply::status);
        }
        assertThat(sending.rows("delivery_event")).isEqualTo(GENUINE);
        assertThat(sending.rows("event")).isEqualTo(GENUINE);
    }

    /** A report and where it comes to. */
    private record Forged(String mail, String address, boolean nullSender) {}

    private Forged forged(int number, OutboundMail old, OutboundMail ours, OutboundMail others) {
        String report = bounce(ours.recipient());
        return switch (number % 5) {
            case 0 -> new Forged(report, ada.address(), true);
            case 1 -> new Forged(report, others.returnPath(), true);
            case 2 -> new Forged(bounce(old.recipient()), old.returnPath(), true);
            case 3 -> new Forged(bounce("victim" + number + "@there.example"), ours.returnPath(), true);
            default -> new Forged(report, ours.returnPath(), false);
        };
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void forgedReportsShouldChangeNothing(Database database) throws Exception {
        start(database);
        Inbox eve = sending.inbox("other", "eve");
        OutboundMail old = sending.send(ada, "old@there.example");
        sending.clock.advance(Duration.ofDays(8));
        OutboundMail ours = sending.send(ada, BOB);
        OutboundMail others = sending.send(eve, "carol@there.example");
        List<Forged> all = new ArrayList<>();
        IntStream.range(0, 5 * OF_EACH_KIND).forEach(i -> all.add(forged(i, old, ours, others)));

        for (Forged forged : all) {
            assertThat(settles(forged.mail, forged.address, forged.nullSender)).isFalse();
        }

        assertThat(List.of(old, ours, others))
                .allSatisfy(mail -> assertThat(entry(mail).state()).isEqualTo(RecipientState.QUEUED));
        assertThat(sending.rows("delivery_event")).isZero();
        assertThat(sending.rows("event")).isZero();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void returnPathShouldBeGoodThroughTheSeventhDay(Database database) throws Exception {
        start(database);
        String path = sending.send(ada, BOB).returnPath();
        sending.clock.advance(Duration.ofDays(7));
        assertThat(sending.reports.isReturnPath(path)).isTrue();
        sending.clock.advance(Duration.ofDays(1));
        assertThat(sending.reports.isReturnPath(path)).isFalse();
        assertThat(sending.reports.forgedReturnPath(path)).isTrue();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void returnPathShouldBeGoodOnItsOwnDomainOnly(Database database) throws Exception {
        start(database);
        String path = sending.send(ada, BOB).returnPath();
        assertThat(path).endsWith("@agents.localhost");
        String elsewhere = path.replace("agents.localhost", "there.example");
        assertThat(sending.reports.isReturnPath(elsewhere)).isFalse();
        assertThat(sending.reports.forgedReturnPath(elsewhere))
                .as("it may be another system's")
                .isFalse();
        char last = path.charAt(path.indexOf('@') - 1);
        String mistyped = path.replace(last + "@", (last == '0' ? '1' : '0') + "@");
        assertThat(sending.reports.forgedReturnPath(mistyped)).isTrue();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void everyRecipientShouldHaveAReturnPathOfItsOwn(Database database) throws Exception {
        start(database);
        OutboundMail bob = sending.send(ada, BOB);
        OutboundMail carol = sending.send(ada, "carol@there.example");
        assertThat(bob.returnPath()).isNotEqualTo(carol.returnPath());
        assertThat(bob.sender()).isEqualTo(ada.address());
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void delayShouldBeAnEventAndChangeNoState(Database database) throws Exception {
        start(database);
        OutboundMail mail = sending.send(ada, BOB);
        sending.ledger.record(
                new MessageId(mail.messageId()), BOB, Change.to(RecipientState.DELIVERED, RemoteReply.NONE));
        long before = sending.rows("delivery_event");
        assertThat(settles(Samples.text("dsn-delayed"), mail.returnPath(), true))
                .isTrue();
        assertThat(settles(Samples.text("dsn-delayed"), mail.returnPath(), true))
                .isTrue();
        assertThat(entry(mail).state()).isEqualTo(RecipientState.DELIVERED);
        assertThat(sending.rows("delivery_event")).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void whatWasGivenUpShouldFailAndWhatIsFullShouldBounceSoftly(Database database) throws Exception {
        start(database);
        OutboundMail late = sending.send(ada, BOB);
        assertThat(settles(Samples.text("dsn-given-up"), late.returnPath(), true))
                .isTrue();
        assertThat(entry(late)).returns(RecipientState.FAILED, RecipientEntry::state);
        OutboundMail full = sending.send(ada, BOB);
        assertThat(settles(Samples.text("dsn-international"), full.returnPath(), true))
                .isTrue();
        assertThat(entry(full))
                .returns(RecipientState.BOUNCED, RecipientEntry::state)
                .returns(Change.SOFT, RecipientEntry::bounceType);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void deliveryAndNoticesInWordsShouldCountToo(Database database) throws Exception {
        start(database);
        OutboundMail delivered = sending.send(ada, BOB);
        assertThat(settles(Samples.text("dsn-delivered"), delivered.returnPath(), true))
                .isTrue();
        assertThat(entry(delivered).state()).isEqualTo(RecipientState.DELIVERED);
        OutboundMail bounced = sending.send(ada, BOB);
        assertThat(settles(Samples.text("qmail"), bounced.returnPath(), true)).isTrue();
        assertThat(entry(bounced).state()).isEqualTo(RecipientState.BOUNCED);
    }

    private static String complaint(OutboundMail mail) {
        return Samples.text("complaint").replace("b+00000000000000000000000000@agents.example", mail.returnPath());
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void complaintShouldCountAtTheReturnPathAndAtTheAddressForComplaints(Database database) throws Exception {
        start(database);
        for (String local : List.of("", "fbl@agents.localhost")) {
            OutboundMail mail = sending.send(ada, BOB);
            String at = local.isEmpty() ? mail.returnPath() : local;
            assertThat(sending.reports.expectedAt(at)).isTrue();
            assertThat(settles(complaint(mail), at, false)).isTrue();
            assertThat(settles(complaint(mail), at, false)).isTrue();
            assertThat(entry(mail).state()).isEqualTo(RecipientState.COMPLAINED);
        }
        assertThat(sending.rows("delivery_event")).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void complaintThatIsNoneOrNotOursShouldChangeNothing(Database database) throws Exception {
        start(database);
        OutboundMail mail = sending.send(ada, BOB);
        String liked = complaint(mail).replace("Feedback-Type: abuse", "Feedback-Type: not-spam");
        assertThat(settles(liked, mail.returnPath(), false)).isFalse();
        assertThat(settles(Samples.text("complaint"), "abuse@agents.localhost", false))
                .isFalse();
        String others = complaint(mail).replace(BOB, "carol@there.example");
        assertThat(settles(others, mail.returnPath(), false)).isFalse();
        assertThat(sending.reports.expectedAt("abuse@there.example")).isFalse();
        assertThat(entry(mail).state()).isEqualTo(RecipientState.QUEUED);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void whatIsNoReportShouldGoToTheInboxThatSentUntilItIsDeleted(Database database) throws Exception {
        start(database);
        String path = sending.send(ada, BOB).returnPath();
        for (String sample : Set.of("vacation", "plain")) {
            Recognized found = sending.reports.take(Samples.raw(Samples.text(sample)), path, true);
            assertThat(found.settled()).isFalse();
            assertThat(found.inbox()).contains(ada.address());
        }
        sending.server.inboxes.delete(Reach.all(ada.org()), ada.id());
        assertThat(sending.reports
                        .take(Samples.raw(Samples.text("plain")), path, true)
                        .inbox())
                .isEmpty();
    }
}
