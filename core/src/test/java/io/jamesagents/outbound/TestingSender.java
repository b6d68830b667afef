package io.jamesagents.outbound;

import io.jamesagents.attachment.AttachmentSettings;
import io.jamesagents.attachment.Attachments;
import io.jamesagents.ingest.TestingMailServer;
import io.jamesagents.message.MailParser;
import io.jamesagents.message.MessageStore;
import io.jamesagents.store.Database;
import io.jamesagents.thread.ThreadWriter;
import java.time.Clock;
import java.time.Duration;

/** A sender on a testing server, into a queue of the test's. */
public final class TestingSender {
    private TestingSender() {}

    public static Sender on(TestingMailServer server, MailParser parser, OutboundQueue queue, Clock clock) {
        Database database = server.database;
        MessageStore messages = new MessageStore();
        ThreadWriter writer = new ThreadWriter(server.tokens);
        Idempotency idempotency = new Idempotency(database, clock);
        SendLimits limits = new SendLimits(database, new LimitSettings(1000, 1000, 1000, 1000), clock);
        AttachmentSettings files = new AttachmentSettings(1 << 20, 2 << 20, 4 << 20, 4 << 20, Duration.ofDays(7));
        return new Sender(
                database,
                server.inboxes,
                server.threads,
                server.mailboxes,
                new Enclosures(new Attachments(database, server.mailboxes, files, clock), files),
                new Composer(messages, writer, server.tokens, server.returnTags),
                new Acceptance(database, messages, writer, parser, limits, idempotency, clock),
                idempotency,
                new SendIntents(database, server.mailboxes, clock),
                new Unsent(database, server.mailboxes, queue, clock),
                clock);
    }
}
