package io.jamesagents.outbound;

import io.jamesagents.attachment.AttachmentSettings;
import io.jamesagents.attachment.Attachments;
import io.jamesagents.ingest.TestingMailServer;
import io.jamesagents.loop.LoopGuard;
import io.jamesagents.message.Limits;
import io.jamesagents.message.MailParser;
import io.jamesagents.message.MessageStore;
import io.jamesagents.store.Database;
import java.time.Clock;
import java.time.Duration;

/** The parts that send mail, with limits that are out of the way. */
public final class TestingSender implements AutoCloseable {
    public final Sender sender;
    private final MailParser parser = new MailParser(Limits.DEFAULT);

    public TestingSender(TestingMailServer server, LoopGuard loops, OutboundQueue queue, Clock clock) {
        Database database = server.database;
        MessageStore messages = new MessageStore();
        AttachmentSettings files = new AttachmentSettings(1, 1, 1, 1, Duration.ofDays(7));
        SendLimits limits = new SendLimits(database, new LimitSettings(10_000, 10_000, 1, 1), clock);
        Idempotency idempotency = new Idempotency(database, clock);
        sender = new Sender(
                database,
                server.inboxes,
                server.threads,
                server.mailboxes,
                new Enclosures(new Attachments(database, server.mailboxes, files, clock), files),
                new Composer(messages, server.writer, server.tokens),
                new Acceptance(
                        database, messages, server.writer, parser, limits, idempotency, loops, server.events, clock),
                idempotency,
                new SendIntents(database, server.mailboxes, clock),
                new Unsent(database, server.mailboxes, queue, clock),
                clock);
    }

    @Override
    public void close() {
        parser.close();
    }
}
