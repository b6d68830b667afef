package io.jamesagents.outbound;

import io.jamesagents.AgentsException.Unavailable;
import io.jamesagents.apikey.Caller;
import io.jamesagents.apikey.Scope;
import io.jamesagents.delivery.Change;
import io.jamesagents.delivery.DeliveryLedger;
import io.jamesagents.delivery.RecipientState;
import io.jamesagents.delivery.RemoteReply;
import io.jamesagents.event.EventSubscriber;
import io.jamesagents.event.Events;
import io.jamesagents.event.MailEvent;
import io.jamesagents.guard.GuardSettings;
import io.jamesagents.guard.SendGuards;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.inbox.InboxChange;
import io.jamesagents.inbox.Reach;
import io.jamesagents.ingest.TestingMailServer;
import io.jamesagents.message.MessageId;
import io.jamesagents.org.Org;
import io.jamesagents.org.OrgId;
import io.jamesagents.org.Orgs;
import io.jamesagents.org.Tier;
import io.jamesagents.outbound.OutboundQueue.OutboundMail;
import io.jamesagents.store.Database;
import io.jamesagents.webhook.SettableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jdbi.v3.core.Handle;

/** Organisations that send, and what became of what they sent, on James's mailboxes in memory and a real database. */
public final class SendingFixture implements AutoCloseable {
    private static final LimitSettings LIMITS = new LimitSettings(1000, 2000, 1_000_000, 1_000_000);
    private static final RemoteReply REFUSED = new RemoteReply("mx.example", 550, "5.1.1", "no such user");

    public final SettableClock clock = new SettableClock();
    public final List<OutboundMail> queued = new CopyOnWriteArrayList<>();
    public final List<MailEvent> events = new CopyOnWriteArrayList<>();
    public final TestingMailServer server;
    public final Database database;
    public final DeliveryLedger ledger;
    public final SendLimits limits;
    public final SendGuards guards;
    public final Unsent unsent;
    public boolean queueTakesMail = true;
    private final TestingSending sending;

    public SendingFixture(Database database, GuardSettings settings) throws Exception {
        this.database = database;
        this.server = new TestingMailServer(database, clock);
        this.sending = new TestingSending(
                server, LIMITS, settings, server.loops, new Events(List.of(new Recorder())), this::enqueue, clock);
        this.limits = sending.limits;
        this.ledger = sending.ledger;
        this.guards = sending.guards;
        this.unsent = sending.unsent;
    }

    private void enqueue(OutboundMail mail) {
        if (!queueTakesMail) {
            throw new Unavailable("The mail queue does not take mail", null);
        }
        queued.add(mail);
    }

    /** Notes the events of all inboxes. */
    private final class Recorder implements EventSubscriber {
        @Override
        public void recorded(Handle handle, MailEvent event, boolean push) {
            events.add(event);
        }

        @Override
        public void committed(OrgId org) {}
    }

    public Caller caller(String slug) {
        Org org = new Orgs(database, clock).ensure(slug, slug, Tier.FREE);
        return new Caller(org, "key_" + slug, Set.of(Scope.ADMIN), Reach.all(org.id()));
    }

    public Inbox inbox(Caller owner, String localPart) {
        return server.inboxes.create(
                owner.reach(), null, new InboxChange(localPart, null, null, null, null, null, null, true));
    }

    public Accepted send(Caller caller, Inbox inbox, String... to) {
        return send(caller, inbox, List.of(to), List.of(), List.of(), null);
    }

    public Accepted send(Caller caller, Inbox inbox, List<String> to, List<String> cc, List<String> bcc, String key) {
        SendRequest request = new SendRequest(
                to, cc, bcc, null, "Hello", null, "Text", null, null, inbox.id().value(), null, null, null, key);
        return sending.sender.send(caller, request, null);
    }

    /** The recipient's server refuses the mail for good. */
    public void bounce(Accepted mail, String recipient) {
        happened(mail, recipient, Change.bounced(REFUSED));
    }

    /** The mail is given up. */
    public void fail(Accepted mail, String recipient) {
        happened(mail, recipient, Change.failed(new RemoteReply("mx.example", 452, "4.2.2", "mailbox full")));
    }

    public void deliver(Accepted mail, String recipient) {
        happened(mail, recipient, Change.to(RecipientState.DELIVERED, RemoteReply.NONE));
    }

    public void complain(Accepted mail, String recipient) {
        happened(mail, recipient, Change.to(RecipientState.COMPLAINED, RemoteReply.NONE));
    }

    private void happened(Accepted mail, String recipient, Change change) {
        if (!ledger.record(new MessageId(mail.messageId()), recipient, change)) {
            throw new AssertionError(recipient + " cannot become " + change.state());
        }
    }

    public List<String> recipients() {
        return queued.stream().map(OutboundMail::recipient).toList();
    }

    public static String text(OutboundMail mail) throws IOException {
        return new String(mail.raw().open().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        sending.close();
        server.close();
    }
}
