package io.jamesagents.outbound;

import io.jamesagents.attachment.AttachmentSettings;
import io.jamesagents.attachment.Attachments;
import io.jamesagents.delivery.DeliveryLedger;
import io.jamesagents.event.Events;
import io.jamesagents.guard.GuardSettings;
import io.jamesagents.guard.SendGuards;
import io.jamesagents.ingest.TestingMailServer;
import io.jamesagents.loop.LoopGuard;
import io.jamesagents.message.Limits;
import io.jamesagents.message.MailParser;
import io.jamesagents.message.MessageStore;
import io.jamesagents.store.Database;
import io.jamesagents.understanding.MessageJobs;
import java.time.Clock;
import java.time.Duration;

/** The parts that send mail, beside those that take it in, into a queue of the test's. */
public final class TestingSending implements AutoCloseable {
    public static final LimitSettings PLENTY = new LimitSettings(10_000, 10_000, 10_000, 10_000);
    public static final AttachmentSettings FILES =
            new AttachmentSettings(1 << 20, 2 << 20, 4 << 20, 4 << 20, Duration.ofDays(7));

    public final DeliveryLedger ledger;
    public final Attachments attachments;
    public final Unsent unsent;
    public final Sender sender;
    final SendLimits limits;
    final SendGuards guards;
    final SendIntents intents;
    private final MailParser parser = new MailParser(Limits.DEFAULT);

    public TestingSending(TestingMailServer server, OutboundQueue queue, Clock clock) {
        this(server, PLENTY, queue, clock);
    }

    public TestingSending(TestingMailServer server, LimitSettings limits, OutboundQueue queue, Clock clock) {
        this(server, limits, TestingAdmission.NO_GUARDS, server.loops, server.events, queue, clock);
    }

    public TestingSending(TestingMailServer server, LoopGuard loops, OutboundQueue queue, Clock clock) {
        this(server, PLENTY, TestingAdmission.NO_GUARDS, loops, server.events, queue, clock);
    }

    public TestingSending(
            TestingMailServer server,
            LimitSettings wanted,
            GuardSettings guardSettings,
            LoopGuard loops,
            Events events,
            OutboundQueue queue,
            Clock clock) {
        Database database = server.database;
        MessageStore messages = new MessageStore();
        Idempotency idempotency = new Idempotency(database, clock);
        limits = new SendLimits(database, wanted, clock);
        TestingAdmission admission = new TestingAdmission(database, limits, guardSettings, loops, events, clock);
        ledger = admission.ledger;
        guards = admission.guards;
        intents = new SendIntents(database, server.mailboxes, clock);
        unsent = new Unsent(database, server.mailboxes, queue, TestingAdmission.LINKS, ledger, clock);
        attachments = new Attachments(database, server.mailboxes, FILES, clock);
        sender = new Sender(
                database,
                server.inboxes,
                server.threads,
                server.mailboxes,
                new Enclosures(attachments, FILES),
                new Composer(messages, server.writer, server.tokens, server.returnTags),
                new Acceptance(
                        database,
                        messages,
                        server.writer,
                        parser,
                        admission.admission,
                        idempotency,
                        new MessageJobs(server.jobs),
                        clock),
                idempotency,
                intents,
                unsent,
                clock);
    }

    @Override
    public void close() {
        parser.close();
    }
}
