package io.jamesagents.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jamesagents.AgentsException.Conflict;
import io.jamesagents.AgentsException.Forbidden;
import io.jamesagents.AgentsException.Limited;
import io.jamesagents.AgentsException.NotFound;
import io.jamesagents.AgentsException.Unavailable;
import io.jamesagents.apikey.Caller;
import io.jamesagents.apikey.Scope;
import io.jamesagents.attachment.AttachmentSettings;
import io.jamesagents.attachment.Attachments;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.inbox.Reach;
import io.jamesagents.ingest.TestingMailServer;
import io.jamesagents.mailbox.MailFolder;
import io.jamesagents.message.Direction;
import io.jamesagents.message.Limits;
import io.jamesagents.message.MailParser;
import io.jamesagents.message.MessageId;
import io.jamesagents.message.MessageStore;
import io.jamesagents.message.RawMail;
import io.jamesagents.message.StoredMessage;
import io.jamesagents.org.Orgs;
import io.jamesagents.outbound.OutboundQueue.OutboundMail;
import io.jamesagents.store.Database;
import io.jamesagents.thread.ThreadId;
import io.jamesagents.webhook.SettableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SenderTest {
    private static final String EACH = "io.jamesagents.store.TestDatabases#each";

    private final SettableClock clock = new SettableClock();
    private final List<OutboundMail> queued = Collections.synchronizedList(new ArrayList<>());
    private final MailParser parser = new MailParser(Limits.DEFAULT);
    private boolean queueTakesMail = true;
    private TestingMailServer server;
    private Inbox inbox;
    private Caller caller;
    private Sender sender;
    private SendIntents intents;
    private Unsent unsent;

    private void start(Database database) throws Exception {
        server = new TestingMailServer(database, clock);
        inbox = server.inbox("ada");
        caller = new Caller(
                new Orgs(database, clock).get(server.org), "key_1", Set.of(Scope.ADMIN), Reach.all(server.org));
        MessageStore messages = new MessageStore();
        SendLimits limits = new SendLimits(database, new LimitSettings(10, 15, 100, 100), clock);
        Idempotency idempotency = new Idempotency(database, clock);
        intents = new SendIntents(database, server.mailboxes, clock);
        unsent = new Unsent(database, server.mailboxes, this::enqueue, clock);
        Acceptance acceptance = new Acceptance(
                database, messages, server.writer, parser, limits, idempotency, server.loops, server.events, clock);
        AttachmentSettings files = new AttachmentSettings(1 << 20, 2 << 20, 4 << 20, 4 << 20, Duration.ofDays(7));
        Attachments attachments = new Attachments(database, server.mailboxes, files, clock);
        sender = new Sender(
                database,
                server.inboxes,
                server.threads,
                server.mailboxes,
                new Enclosures(attachments, files),
                new Composer(messages, server.writer, server.tokens),
                acceptance,
                idempotency,
                intents,
                unsent,
                clock);
    }

    private void enqueue(OutboundMail mail) {
        if (!queueTakesMail) {
            throw new Unavailable("The mail queue does not take mail", null);
        }
        queued.add(mail);
    }

    @AfterEach
    void stop() {
        server.close();
        parser.close();
    }

    private static SendRequest to(String... to) {
        return request(List.of(to), null, null, null);
    }

    private static SendRequest request(List<String> to, List<String> bcc, String threadId, String key) {
        return new SendRequest(to, null, bcc, null, "Hello", null, "Text", null, threadId, null, null, null, null, key);
    }

    private static String text(OutboundMail mail) throws IOException {
        return new String(mail.raw().open().readAllBytes(), StandardCharsets.UTF_8);
    }

    private int sentMails() {
        return server.mailboxes
                .list(MailFolder.sent(inbox.mailboxUser()), 0, 100, Composer.TRACE)
                .size();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void sendShouldQueueOneMailPerRecipientAndKeepBccOutOfTheData(Database database) throws Exception {
        start(database);
        Accepted answer = sender.send(
                caller,
                request(List.of("Bob <Bob@x.example>", "eve@x.example"), List.of("spy@x.example"), null, null),
                null);
        assertThat(queued)
                .extracting(OutboundMail::recipient)
                .containsExactly("bob@x.example", "eve@x.example", "spy@x.example");
        assertThat(text(queued.get(0)))
                .contains("Message-ID: " + answer.smtpMessageId(), "Bob <bob@x.example>", "Reply-To: ada+t")
                .doesNotContain("spy@", Composer.TRACE);
        assertThat(sentMails()).isEqualTo(1);
        StoredMessage stored = server.messages(inbox).get(0);
        assertThat(stored.id().value()).isEqualTo(answer.messageId());
        assertThat(stored.direction()).isEqualTo(Direction.OUTBOUND);
        assertThat(stored.thread().value()).isEqualTo(answer.threadId());
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void sendShouldContinueTheThreadWhenItNamesOne(Database database) throws Exception {
        start(database);
        server.delivery.deliver(
                TestingMailServer.mail(
                        "a",
                        inbox,
                        "From: bob@x.example\nSubject: Question\nMessage-ID: <2@x>\nReferences: <1@x>\n\n?\n"),
                inbox);
        String thread = server.messages(inbox).get(0).thread().value();
        Accepted answer = sender.send(caller, request(List.of("bob@x.example"), null, thread, null), null);
        assertThat(answer.threadId()).isEqualTo(thread);
        assertThat(text(queued.get(0))).contains("In-Reply-To: <2@x>", "References: <1@x> <2@x>", "Subject: Re: Hello");
        assertThat(server.threads
                        .get(
                                Reach.all(server.org),
                                server.messages(inbox).get(0).thread())
                        .messageCount())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void sendShouldAnswerTheSameWhenTheKeyIsTheSame(Database database) throws Exception {
        start(database);
        SendRequest request = request(List.of("bob@x.example"), null, null, "key");
        ExecutorService pool = Executors.newFixedThreadPool(8);
        List<Callable<Accepted>> all = IntStream.range(0, 20)
                .<Callable<Accepted>>mapToObj(i -> () -> sender.send(caller, request, null))
                .toList();
        List<String> ids = new ArrayList<>();
        for (Future<Accepted> answer : pool.invokeAll(all)) {
            ids.add(answer.get().messageId());
        }
        pool.shutdown();
        assertThat(ids).hasSize(20).containsOnly(ids.get(0));
        assertThat(queued).hasSize(1);
        assertThat(sentMails()).isEqualTo(1);
        assertThatThrownBy(() -> sender.send(caller, request(List.of("eve@x.example"), null, null, "key"), null))
                .isInstanceOf(Conflict.class);
        clock.advance(Duration.ofHours(25));
        assertThat(sender.send(caller, request, null).messageId()).isNotEqualTo(ids.get(0));
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void sendShouldPassExactlyTheLimitWhenManySendAtOnce(Database database) throws Exception {
        start(database);
        ExecutorService pool = Executors.newFixedThreadPool(8);
        List<Callable<Boolean>> all = IntStream.range(0, 30)
                .<Callable<Boolean>>mapToObj(i -> this::passes)
                .toList();
        int passed = 0;
        for (Future<Boolean> one : pool.invokeAll(all)) {
            passed += one.get() ? 1 : 0;
        }
        pool.shutdown();
        assertThat(passed).isEqualTo(10);
        assertThat(sentMails()).isEqualTo(10);
        clock.advance(Duration.ofMinutes(61));
        assertThat(IntStream.range(0, 10).filter(i -> passes()).count()).isEqualTo(5);
    }

    private boolean passes() {
        try {
            sender.send(caller, to("bob@x.example"), null);
            return true;
        } catch (Limited e) {
            return false;
        }
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void resumeShouldQueueTheMailWhenTheQueueTookNoneBefore(Database database) throws Exception {
        start(database);
        queueTakesMail = false;
        sender.send(caller, to("bob@x.example", "eve@x.example"), null);
        queueTakesMail = true;
        unsent.resume();
        assertThat(queued).as("it may be on its way still").isEmpty();
        clock.advance(Duration.ofMinutes(2));
        unsent.resume();
        unsent.resume();
        assertThat(queued)
                .extracting(OutboundMail::recipient)
                .containsExactlyInAnyOrder("bob@x.example", "eve@x.example");
        assertThat(text(queued.get(0))).startsWith("MIME-Version").doesNotContain(Composer.TRACE);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void sweepShouldTakeOutOnlyTheCopyThatACrashHasLeft(Database database) throws Exception {
        start(database);
        sender.send(caller, to("bob@x.example"), null);
        Composed unanswered = new Composed(
                new MessageId("msg_crashed"),
                inbox,
                null,
                new ThreadId("conv_1"),
                "<1@x>",
                "s",
                List.of(),
                new byte[0]);
        intents.begin(unanswered);
        server.mailboxes.append(
                MailFolder.sent(inbox.mailboxUser()),
                RawMail.of(new byte[0]).withTrace(Composer.TRACE + ": msg_crashed\r\n\r\n"),
                clock.instant(),
                true);
        intents.sweep();
        assertThat(sentMails()).as("it may be on its way still").isEqualTo(2);
        clock.advance(Duration.ofMinutes(5));
        intents.sweep();
        assertThat(sentMails()).isEqualTo(1);
        assertThat(server.messages(inbox)).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void sendShouldRefuseWhatIsNotTheCallers(Database database) throws Exception {
        start(database);
        assertThatThrownBy(() -> sender.send(caller, request(List.of("b@x.example"), null, "conv_unknown", null), null))
                .isInstanceOf(NotFound.class);
        SendRequest forged = new SendRequest(
                List.of("b@x.example"),
                null,
                null,
                null,
                "s",
                null,
                "t",
                "boss@x.example",
                null,
                null,
                null,
                Map.of(),
                null,
                null);
        assertThatThrownBy(() -> sender.send(caller, forged, null)).isInstanceOf(Forbidden.class);
        assertThat(queued).isEmpty();
        assertThat(sentMails()).isZero();
    }
}
