package io.jamesagents.outbound;

import io.jamesagents.apikey.Caller;
import io.jamesagents.apikey.Scope;
import io.jamesagents.attachment.AttachmentSettings;
import io.jamesagents.attachment.Attachments;
import io.jamesagents.delivery.DeliveryLedger;
import io.jamesagents.event.Events;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.inbox.Reach;
import io.jamesagents.ingest.TestingMailServer;
import io.jamesagents.message.Limits;
import io.jamesagents.message.MailParser;
import io.jamesagents.message.MessageId;
import io.jamesagents.message.MessageStore;
import io.jamesagents.org.Orgs;
import io.jamesagents.outbound.OutboundQueue.OutboundMail;
import io.jamesagents.thread.ThreadWriter;
import io.jamesagents.webhook.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Sends mails of one inbox into a queue that takes them and no more. */
public final class TestingSender implements AutoCloseable {
    public final List<OutboundMail> queued = new CopyOnWriteArrayList<>();
    public final Inbox inbox;
    public final Caller caller;
    private final MailParser parser = new MailParser(Limits.DEFAULT);
    private final Sender sender;

    public TestingSender(TestingMailServer server, SettableClock clock, String inboxName) {
        inbox = server.inbox(inboxName);
        caller = new Caller(
                new Orgs(server.database, clock).get(server.org), "key_1", Set.of(Scope.ADMIN), Reach.all(server.org));
        MessageStore messages = new MessageStore();
        ThreadWriter writer = new ThreadWriter(server.tokens);
        Idempotency idempotency = new Idempotency(server.database, clock);
        SendLimits limits = new SendLimits(server.database, new LimitSettings(1000, 1000, 1000, 1000), clock);
        AttachmentSettings files = new AttachmentSettings(1 << 20, 2 << 20, 4 << 20, 4 << 20, Duration.ofDays(7));
        DeliveryLedger ledger = new DeliveryLedger(server.database, messages, new Events(List.of()), List.of(), clock);
        sender = new Sender(
                server.database,
                server.inboxes,
                server.threads,
                server.mailboxes,
                new Enclosures(new Attachments(server.database, server.mailboxes, files, clock), files),
                new Composer(messages, writer, server.tokens),
                new Acceptance(server.database, messages, writer, parser, limits, idempotency, clock),
                idempotency,
                new SendIntents(server.database, server.mailboxes, clock),
                new Unsent(server.database, server.mailboxes, queued::add, ledger, clock),
                clock);
    }

    public MessageId send(String... to) {
        SendRequest request = new SendRequest(
                List.of(to),
                null,
                null,
                null,
                "Hello",
                null,
                "Text",
                null,
                null,
                inbox.id().value(),
                null,
                null,
                null,
                null);
        return new MessageId(sender.send(caller, request, null).messageId());
    }

    @Override
    public void close() {
        parser.close();
    }
}
