package io.jamesagents.outbound;

import io.jamesagents.attachment.AttachmentSettings;
import io.jamesagents.attachment.Attachments;
import io.jamesagents.delivery.DeliveryLedger;
import io.jamesagents.event.Events;
import io.jamesagents.ingest.TestingMailServer;
import io.jamesagents.message.Limits;
import io.jamesagents.message.MailParser;
import io.jamesagents.message.MessageStore;
import io.jamesagents.thread.ThreadWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** The parts that send mail, beside those that take it in, into a queue of the test's. */
public final class TestingSending implements AutoCloseable {
    public static final LimitSettings PLENTY = new LimitSettings(10_000, 10_000, 10_000, 10_000);
    public static final AttachmentSettings FILES =
            new AttachmentSettings(1 << 20, 2 << 20, 4 << 20, 4 << 20, Duration.ofDays(7));

    public final DeliveryLedger ledger;
    public final Attachments attachments;
    public final Unsent unsent;
    public final Sender sender;
    final SendIntents intents;
    private final MailParser parser = new MailParser(Limits.DEFAULT);

    public TestingSending(TestingMailServer server, OutboundQueue queue, Clock clock) {
        this(server, PLENTY, queue, clock);
    }

    public TestingSending(TestingMailServer server, LimitSettings limits, OutboundQueue queue, Clock clock) {
        MessageStore messages = new MessageStore();
        ThreadWriter writer = new ThreadWriter(server.tokens);
        Idempotency idempotency = new Idempotency(server.database, clock);
        ledger = new DeliveryLedger(server.database, messages, new Events(List.of()), List.of(), clock);
        intents = new SendIntents(server.database, server.mailboxes, clock);
        unsent = new Unsent(server.database, server.mailboxes, queue, ledger, clock);
        attachments = new Attachments(server.database, server.mailboxes, FILES, clock);
        sender = new Sender(
                server.database,
                server.inboxes,
                server.threads,
                server.mailboxes,
                new Enclosures(attachments, FILES),
                new Composer(messages, writer, server.tokens, server.returnTags),
                new Acceptance(
                        server.database,
                        messages,
                        writer,
                        parser,
                        new SendLimits(server.database, limits, clock),
                        idempotency,
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
