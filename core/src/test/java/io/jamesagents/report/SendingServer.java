package io.jamesagents.report;

import io.jamesagents.apikey.Caller;
import io.jamesagents.apikey.Scope;
import io.jamesagents.delivery.DeliveryLedger;
import io.jamesagents.event.Events;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.inbox.InboxChange;
import io.jamesagents.inbox.Reach;
import io.jamesagents.ingest.TestingMailServer;
import io.jamesagents.message.Limits;
import io.jamesagents.message.MailParser;
import io.jamesagents.message.MessageStore;
import io.jamesagents.org.Org;
import io.jamesagents.org.Orgs;
import io.jamesagents.org.Tier;
import io.jamesagents.outbound.OutboundQueue.OutboundMail;
import io.jamesagents.outbound.SendRequest;
import io.jamesagents.outbound.Sender;
import io.jamesagents.outbound.TestingSender;
import io.jamesagents.store.Database;
import io.jamesagents.webhook.SettableClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Organisations that send mails and get reports about them. */
final class SendingServer implements AutoCloseable {
    final SettableClock clock = new SettableClock();
    final List<OutboundMail> queued = new ArrayList<>();
    final TestingMailServer server;
    final DeliveryLedger ledger;
    final Reports reports;
    private final MailParser parser = new MailParser(Limits.DEFAULT);
    private final Sender sender;

    SendingServer(Database database) throws Exception {
        server = new TestingMailServer(database, clock);
        sender = TestingSender.on(server, parser, queued::add, clock);
        ledger = new DeliveryLedger(database, new MessageStore(), new Events(List.of()), List.of(), clock);
        ReturnPaths returnPaths = new ReturnPaths(database, server.returnTags, server.domains.sharedName(), clock);
        reports = new Reports(
                returnPaths, ledger, server.inboxes, server.domains, new ReportSettings(Set.of("abuse", "fbl")));
    }

    Inbox inbox(String org, String name) {
        Org owner = new Orgs(server.database, clock).ensure(org, org, Tier.ENTERPRISE);
        return server.inboxes.create(Reach.all(owner.id()), null, new InboxChange(name, null, null, null, null, null));
    }

    /** Sends a mail to one recipient, and gives it as it is in the queue. */
    OutboundMail send(Inbox from, String to) {
        Org owner = new Orgs(server.database, clock).get(from.org());
        Caller caller = new Caller(owner, "key_1", Set.of(Scope.ADMIN), Reach.all(from.org()));
        sender.send(
                caller,
                new SendRequest(
                        List.of(to),
                        null,
                        null,
                        null,
                        "Minutes",
                        null,
                        "Text",
                        null,
                        null,
                        from.id().value(),
                        null,
                        null,
                        null,
                        null),
                null);
        return queued.get(queued.size() - 1);
    }

    long rows(String table) {
        return server.database.read(handle -> handle.createQuery("SELECT COUNT(*) FROM " + table)
                .mapTo(Long.class)
                .one());
    }

    @Override
    public void close() {
        parser.close();
        server.close();
    }
}
