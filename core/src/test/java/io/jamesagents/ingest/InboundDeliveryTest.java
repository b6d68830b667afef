package io.jamesagents.ingest;

import static io.jamesagents.ingest.TestingMailServer.mail;
import static org.assertj.core.api.Assertions.assertThat;

import io.jamesagents.inbox.Inbox;
import io.jamesagents.inbox.Reach;
import io.jamesagents.mailbox.MailFolder;
import io.jamesagents.message.RawMail;
import io.jamesagents.store.Database;
import io.jamesagents.thread.MailThread;
import io.jamesagents.webhook.SettableClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InboundDeliveryTest {
    private static final String EACH = "io.jamesagents.store.TestDatabases#each";
    private static final String MAIL = "From: joe@x.example\nSubject: Hello\nMessage-ID: <1@x>\n\nBody\n";

    private TestingMailServer server;
    private Inbox inbox;

    private void start(Database database) throws Exception {
        server = new TestingMailServer(database, Clock.systemUTC());
        inbox = server.inbox("joe");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void assertDeliveredOnce() {
        assertThat(server.mails(inbox)).isEqualTo(1);
        assertThat(server.messages(inbox)).hasSize(1);
        MailThread thread = server.threads.get(
                Reach.all(server.org), server.messages(inbox).get(0).thread());
        assertThat(thread.messageCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void deliverShouldMakeAMessageOnceWhenTheMailIsRedelivered(Database database) throws Exception {
        start(database);
        assertThat(server.delivery.deliver(mail("a", inbox, MAIL), inbox)).isEqualTo(Outcome.DELIVERED);
        assertThat(server.delivery.deliver(mail("a", inbox, MAIL), inbox)).isEqualTo(Outcome.KNOWN);
        assertDeliveredOnce();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void deliverShouldStartAgainWhenACrashCameBeforeTheAppend(Database database) throws Exception {
        start(database);
        server.ledger.begin("a", inbox);
        assertThat(server.delivery.deliver(mail("a", inbox, MAIL), inbox)).isEqualTo(Outcome.DELIVERED);
        assertDeliveredOnce();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void deliverShouldUseTheCopyWhenACrashCameAfterTheAppend(Database database) throws Exception {
        start(database);
        server.ledger.begin("a", inbox);
        appendAsBeforeACrash("a");
        assertThat(server.delivery.deliver(mail("a", inbox, MAIL), inbox)).isEqualTo(Outcome.DELIVERED);
        assertDeliveredOnce();
    }

    private void appendAsBeforeACrash(String ingestId) {
        server.mailboxes.append(
                MailFolder.inbox(inbox.mailboxUser()),
                RawMail.of(MAIL.replace("\n", "\r\n").getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .withTrace(InboundDelivery.TRACE + ": " + ingestId + "\r\n"),
                Instant.EPOCH,
                false);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void roundShouldFinishTheDeliveryWhenNobodyRedeliversTheMail(Database database) throws Exception {
        start(database);
        server.ledger.begin("a", inbox);
        appendAsBeforeACrash("a");
        server.adoption.round(10);
        assertDeliveredOnce();
        assertThat(server.delivery.deliver(mail("a", inbox, MAIL), inbox)).isEqualTo(Outcome.KNOWN);
        assertDeliveredOnce();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void roundShouldRemoveTheSecondCopyWhenACrashHasLeftTwo(Database database) throws Exception {
        start(database);
        server.delivery.deliver(mail("a", inbox, MAIL), inbox);
        appendAsBeforeACrash("a");
        // The first is too young to be looked at, and with it all behind it.
        new TestingRound(server, inbox).afterAWhile();
        assertDeliveredOnce();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void roundShouldAdoptMailThatWasPutThereOverImap(Database database) throws Exception {
        start(database);
        server.mailboxes.append(
                MailFolder.inbox(inbox.mailboxUser()),
                RawMail.of("Subject: From IMAP\r\n\r\nx".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .withTrace(""),
                Instant.EPOCH,
                false);
        server.adoption.round(10);
        server.adoption.round(10);
        assertThat(server.messages(inbox)).extracting(m -> m.subject()).containsExactly("From IMAP");
        assertDeliveredOnce();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void deliverShouldKeepOneWhenTheSenderSendsTheMailAgain(Database database) throws Exception {
        start(database);
        server.delivery.deliver(mail("a", inbox, MAIL), inbox);
        String again = "Received: by other\n" + MAIL;
        assertThat(server.delivery.deliver(mail("b", inbox, again), inbox)).isEqualTo(Outcome.DUPLICATE);
        assertDeliveredOnce();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void deliverShouldKeepBothWhenOnlyTheMessageIdIsTheSame(Database database) throws Exception {
        start(database);
        server.delivery.deliver(mail("a", inbox, MAIL), inbox);
        String other = MAIL.replace("Body", "Other body");
        assertThat(server.delivery.deliver(mail("b", inbox, other), inbox)).isEqualTo(Outcome.DELIVERED);
        assertThat(server.messages(inbox)).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void deliverShouldMakeOneMessageWhenManyDeliverTheSameAtOnce(Database database) throws Exception {
        start(database);
        ExecutorService pool = Executors.newFixedThreadPool(8);
        List<Callable<Outcome>> all = IntStream.range(0, 16)
                .<Callable<Outcome>>mapToObj(
                        i -> () -> server.delivery.deliver(mail("mail-" + i % 4, inbox, MAIL), inbox))
                .toList();
        for (Future<Outcome> one : pool.invokeAll(all)) {
            assertThat(one.get()).isNotNull();
        }
        pool.shutdown();
        assertDeliveredOnce();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void deliverShouldQuarantineWhenItWasTriedThreeTimes(Database database) throws Exception {
        start(database);
        for (int i = 0; i < Ledger.MAX_ATTEMPTS; i++) {
            server.ledger.begin("a", inbox);
        }
        assertThat(server.delivery.deliver(mail("a", inbox, MAIL), inbox)).isEqualTo(Outcome.QUARANTINED);
        assertThat(server.delivery.deliver(mail("a", inbox, MAIL), inbox)).isEqualTo(Outcome.QUARANTINED);
        assertThat(server.messages(inbox)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void deliverShouldTryAgainWhenTheMailWasReleasedFromQuarantine(Database database) throws Exception {
        SettableClock clock = new SettableClock();
        server = new TestingMailServer(database, clock);
        inbox = server.inbox("joe");
        for (int i = 0; i < Ledger.MAX_ATTEMPTS; i++) {
            server.ledger.begin("a", inbox);
        }
        appendAsBeforeACrash("a");
        assertThat(server.delivery.deliver(mail("a", inbox, MAIL), inbox)).isEqualTo(Outcome.QUARANTINED);
        assertThat(server.mails(inbox)).as("it is kept in one place").isZero();
        clock.advance(Duration.ofMinutes(2));
        assertThat(server.delivery.deliver(mail("a", inbox, MAIL), inbox)).isEqualTo(Outcome.DELIVERED);
        assertDeliveredOnce();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void deliverShouldKeepTheBytesWhenTheyAreStrange(Database database) throws Exception {
        start(database);
        String strange = "Subject:no space\nX: 1\nX: 2\n\n\u00e9\n.\n--\n";
        server.delivery.deliver(mail("a", inbox, strange), inbox);
        var place = server.mailboxes
                .list(MailFolder.inbox(inbox.mailboxUser()), 0, 1, "Subject")
                .get(0)
                .place();
        byte[] stored = server.mailboxes
                .read(MailFolder.inbox(inbox.mailboxUser()), place)
                .orElseThrow();
        assertThat(new String(stored, java.nio.charset.StandardCharsets.UTF_8)).endsWith(strange.replace("\n", "\r\n"));
    }
}
