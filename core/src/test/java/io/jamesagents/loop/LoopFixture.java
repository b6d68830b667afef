package io.jamesagents.loop;

import io.jamesagents.apikey.Caller;
import io.jamesagents.apikey.Scope;
import io.jamesagents.event.EventLog;
import io.jamesagents.event.EventType;
import io.jamesagents.event.FeedCursor;
import io.jamesagents.event.FeedEvent;
import io.jamesagents.event.FeedFilter;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.inbox.InboxChange;
import io.jamesagents.inbox.Reach;
import io.jamesagents.ingest.IncomingMail;
import io.jamesagents.ingest.TestingMailServer;
import io.jamesagents.ingest.Wants;
import io.jamesagents.message.StoredMessage;
import io.jamesagents.org.Org;
import io.jamesagents.org.Orgs;
import io.jamesagents.org.Tier;
import io.jamesagents.outbound.OutboundQueue.OutboundMail;
import io.jamesagents.outbound.SendRequest;
import io.jamesagents.outbound.TestingSender;
import io.jamesagents.store.Database;
import io.jamesagents.webhook.SettableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Two inboxes of two organisations that can write, and be written to. */
final class LoopFixture implements AutoCloseable {
    final SettableClock clock = new SettableClock();
    final List<OutboundMail> queued = new ArrayList<>();
    final TestingMailServer server;
    final Inbox ada;
    final Inbox eve;
    final LoopGuard loops;
    private final Orgs orgs;
    private final TestingSender sender;
    private int mails;

    LoopFixture(Database database) throws Exception {
        this(database, new LoopSettings(true, 3, 10, Duration.ofSeconds(10)));
    }

    LoopFixture(Database database, LoopSettings settings) throws Exception {
        server = new TestingMailServer(database, clock);
        orgs = new Orgs(database, clock);
        ada = server.inbox("ada");
        Org other = orgs.ensure("other", "Other", Tier.FREE);
        eve = server.inboxes.create(Reach.all(other.id()), null, new InboxChange("eve", null, null, null, null, null));
        loops = new LoopGuard(
                database, settings, new LoopReport(database, server.inboxes, server.events, clock), clock);
        sender = new TestingSender(server, loops, queued::add, clock);
    }

    /** Sends a mail as REST does; returns its thread. */
    String send(Inbox from, String to, String thread, Map<String, String> headers) {
        Caller caller = new Caller(orgs.get(from.org()), "key_1", Set.of(Scope.ADMIN), Reach.all(from.org()));
        SendRequest request = new SendRequest(
                List.of(to),
                null,
                null,
                null,
                "Hello",
                null,
                "Text",
                null,
                thread,
                from.id().value(),
                null,
                headers,
                null,
                null);
        return sender.sender.send(caller, request, null).threadId();
    }

    String lastSent() throws IOException {
        OutboundMail last = queued.get(queued.size() - 1);
        return new String(last.raw().open().readAllBytes(), StandardCharsets.UTF_8);
    }

    private String lastId() throws IOException {
        return lastSent()
                .lines()
                .filter(line -> line.startsWith("Message-ID: "))
                .findFirst()
                .orElseThrow()
                .substring(12);
    }

    /** An answer to the last mail that was sent comes in, or a mail that does not say what it answers; returns its thread. */
    String receive(Inbox inbox, String from, String headers, boolean inThread) throws Exception {
        String mail = "From: " + from + "\nMessage-ID: <" + ++mails + "@x.example>\n"
                + (inThread ? "In-Reply-To: " + lastId() + "\n" : "") + headers + "Subject: Out of office " + mails
                + "\n\nI am away " + mails + "\n";
        server.delivery.deliver(TestingMailServer.mail("m" + mails, inbox, mail), inbox);
        return newest(inbox).thread().value();
    }

    /** The last mail that was sent comes in; returns the thread it is in there. */
    String pass(Inbox to) throws Exception {
        OutboundMail mail = queued.get(queued.size() - 1);
        server.delivery.deliver(
                new IncomingMail(
                        "m" + ++mails, mail.returnPath(), to.address(), mail.raw(), clock.instant(), Wants.EVERYTHING),
                to);
        return newest(to).thread().value();
    }

    private StoredMessage newest(Inbox inbox) {
        List<StoredMessage> all = server.messages(inbox);
        return all.get(all.size() - 1);
    }

    List<FeedEvent> suspicions(Inbox inbox) {
        FeedFilter filter = new FeedFilter(inbox.id(), Set.of(EventType.LOOP_SUSPECTED));
        return new EventLog(server.database)
                .page(Reach.all(inbox.org()), filter, new FeedCursor(0), 100)
                .rows();
    }

    @Override
    public void close() {
        sender.close();
        server.close();
    }
}
