package io.jamesagents.ingest;

import io.jamesagents.ServerSecret;
import io.jamesagents.authentication.AuthenticationResults;
import io.jamesagents.event.EventSubscriber;
import io.jamesagents.event.Events;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.inbox.InboxChange;
import io.jamesagents.inbox.InboxSettings;
import io.jamesagents.inbox.InboxStore;
import io.jamesagents.inbox.Inboxes;
import io.jamesagents.inbox.Reach;
import io.jamesagents.job.Jobs;
import io.jamesagents.loop.LoopGuard;
import io.jamesagents.loop.LoopReport;
import io.jamesagents.loop.LoopSettings;
import io.jamesagents.mailbox.MailAccounts;
import io.jamesagents.mailbox.MailFolder;
import io.jamesagents.mailbox.Mailboxes;
import io.jamesagents.maildomain.MailDomains;
import io.jamesagents.message.Limits;
import io.jamesagents.message.MailParser;
import io.jamesagents.message.MessageQuery;
import io.jamesagents.message.MessageStore;
import io.jamesagents.message.Messages;
import io.jamesagents.message.RawMail;
import io.jamesagents.message.StoredMessage;
import io.jamesagents.metrics.Meters;
import io.jamesagents.org.OrgId;
import io.jamesagents.org.Orgs;
import io.jamesagents.org.Tier;
import io.jamesagents.report.ReturnTags;
import io.jamesagents.store.Database;
import io.jamesagents.store.Order;
import io.jamesagents.thread.RoutingTokens;
import io.jamesagents.thread.ThreadWriter;
import io.jamesagents.thread.Threads;
import io.jamesagents.understanding.MessageJobs;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.james.dnsservice.api.InMemoryDNSService;
import org.apache.james.domainlist.lib.DomainListConfiguration;
import org.apache.james.domainlist.memory.MemoryDomainList;
import org.apache.james.mailbox.inmemory.manager.InMemoryIntegrationResources;
import org.apache.james.user.memory.MemoryUsersRepository;

/** The parts that take mail in, on James's mailboxes in memory and a real database. */
public final class TestingMailServer implements AutoCloseable {
    public final Database database;
    public final Mailboxes mailboxes;
    public final MailAccounts accounts;
    public final MailDomains domains;
    public final Inboxes inboxes;
    public final Ledger ledger;
    public final Jobs jobs;
    public final InboundDelivery delivery;
    public final Adoption adoption;
    public final Threads threads;
    public final Messages messages;
    public final RoutingTokens tokens;
    public final ReturnTags returnTags;
    public final OrgId org;
    public final Events events;
    public final ThreadWriter writer;
    public final LoopGuard loops;
    private final MailParser parser = new MailParser(Limits.DEFAULT);

    public TestingMailServer(Database database, Clock clock, EventSubscriber... subscribers) throws Exception {
        this.database = database;
        this.mailboxes =
                new Mailboxes(InMemoryIntegrationResources.defaultResources().getMailboxManager());
        MemoryDomainList domainList = new MemoryDomainList(new InMemoryDNSService());
        domainList.configure(DomainListConfiguration.builder()
                .autoDetect(false)
                .autoDetectIp(false)
                .build());
        MemoryUsersRepository users = MemoryUsersRepository.withVirtualHosting(domainList);
        this.accounts = new MailAccounts(users, domainList, mailboxes);
        this.domains = new MailDomains(database, "agents.localhost", clock);
        accounts.ensureDomain(domains.ensureShared().name());
        this.inboxes = new Inboxes(new InboxStore(database), domains, accounts, new InboxSettings(true, true), clock);
        this.org = new Orgs(database, clock)
                .ensure("default", "Default", Tier.FREE)
                .id();
        this.tokens = new RoutingTokens(new ServerSecret(new byte[32]));
        this.returnTags = new ReturnTags(new ServerSecret(new byte[32]));
        this.events = new Events(List.of(subscribers));
        this.threads = new Threads(database, events, clock);
        this.writer = new ThreadWriter(tokens, events, clock);
        this.loops = loops(clock);
        MessageStore store = new MessageStore();
        this.messages = new Messages(database, store);
        this.ledger = new Ledger(database, clock);
        this.jobs = new Jobs(database, clock);
        InboundCommit commit = new InboundCommit(
                database, ledger, store, writer, threads, events, new InboundJobs(new MessageJobs(jobs)), clock);
        this.delivery = new InboundDelivery(
                ledger, mailboxes, parser, commit, new AuthenticationResults("mx.agents.localhost"), Meters.NONE);
        this.adoption = new Adoption(inboxes, mailboxes, parser, ledger, commit, new MailboxPositions(database), clock);
    }

    private LoopGuard loops(Clock clock) {
        LoopSettings settings = new LoopSettings(true, 3, 10, Duration.ofSeconds(10));
        return new LoopGuard(database, settings, new LoopReport(database, inboxes, events, clock), clock);
    }

    public Inbox inbox(String localPart) {
        return inboxes.create(Reach.all(org), null, new InboxChange(localPart, null, null, null, null, null));
    }

    /** What the reconciler does about mail that came past the pipeline. */
    public void reconcile() {
        adoption.round(100);
    }

    public static IncomingMail mail(String ingestId, Inbox inbox, String mail) {
        return mail(ingestId, inbox.address(), mail);
    }

    public static IncomingMail mail(String ingestId, String recipient, String mail) {
        RawMail raw = RawMail.of(mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
        return new IncomingMail(
                ingestId, "joe@x.example", recipient, raw, Clock.systemUTC().instant(), Wants.EVERYTHING);
    }

    public List<StoredMessage> messages(Inbox inbox) {
        return messages.list(
                        Reach.all(inbox.org()),
                        new MessageQuery(null, inbox.id(), null, null, null, null, Order.ASC, 1000, null))
                .rows();
    }

    /** How many mails IMAP shows in the inbox. */
    public int mails(Inbox inbox) {
        return mailboxes
                .list(MailFolder.inbox(inbox.mailboxUser()), 0, 1000, InboundDelivery.TRACE)
                .size();
    }

    @Override
    public void close() {
        parser.close();
        database.close();
    }
}
