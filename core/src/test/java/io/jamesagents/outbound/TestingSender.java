package io.jamesagents.outbound;

import io.jamesagents.apikey.Caller;
import io.jamesagents.apikey.Scope;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.inbox.Reach;
import io.jamesagents.ingest.TestingMailServer;
import io.jamesagents.message.MessageId;
import io.jamesagents.org.Orgs;
import io.jamesagents.outbound.OutboundQueue.OutboundMail;
import io.jamesagents.webhook.SettableClock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Sends mails of one inbox into a queue that takes them and no more. */
public final class TestingSender implements AutoCloseable {
    public final List<OutboundMail> queued = new CopyOnWriteArrayList<>();
    public final Inbox inbox;
    public final Caller caller;
    private final TestingSending sending;

    public TestingSender(TestingMailServer server, SettableClock clock, String inboxName) {
        inbox = server.inbox(inboxName);
        caller = new Caller(
                new Orgs(server.database, clock).get(server.org), "key_1", Set.of(Scope.ADMIN), Reach.all(server.org));
        sending = new TestingSending(server, queued::add, clock);
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
        return new MessageId(sending.sender.send(caller, request, null).messageId());
    }

    @Override
    public void close() {
        sending.close();
    }
}
