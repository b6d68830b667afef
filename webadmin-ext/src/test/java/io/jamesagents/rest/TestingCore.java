package io.jamesagents.rest;

import io.jamesagents.ServerSecret;
import io.jamesagents.agent.AddressLimits;
import io.jamesagents.agent.AgentSettings;
import io.jamesagents.agent.Agents;
import io.jamesagents.agent.Registrations;
import io.jamesagents.apikey.ApiKeys;
import io.jamesagents.apikey.OrgKeys;
import io.jamesagents.attachment.AttachmentSettings;
import io.jamesagents.attachment.Attachments;
import io.jamesagents.attachment.DownloadLinks;
import io.jamesagents.attachment.Uploads;
import io.jamesagents.attachment.text.AttachmentTexts;
import io.jamesagents.audit.Audit;
import io.jamesagents.authentication.AuthenticationResults;
import io.jamesagents.contact.Contacts;
import io.jamesagents.deletion.DeletionWorker;
import io.jamesagents.deletion.Deletions;
import io.jamesagents.deletion.Erasure;
import io.jamesagents.delivery.DeliveryEvents;
import io.jamesagents.delivery.DeliveryLedger;
import io.jamesagents.delivery.DeliveryMetrics;
import io.jamesagents.dmarc.DmarcReports;
import io.jamesagents.embedding.NoEmbedder;
import io.jamesagents.event.EventLog;
import io.jamesagents.event.EventWatch;
import io.jamesagents.event.Events;
import io.jamesagents.extraction.builtin.BuiltInExtractor;
import io.jamesagents.extraction.mail.Conversation;
import io.jamesagents.extraction.mail.ExtractionTrial;
import io.jamesagents.extraction.mail.Extractions;
import io.jamesagents.guard.GuardRules;
import io.jamesagents.guard.GuardSettings;
import io.jamesagents.guard.Guards;
import io.jamesagents.guard.ReputationWatch;
import io.jamesagents.guard.SendGuards;
import io.jamesagents.inbox.FirstInbox;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.inbox.InboxSettings;
import io.jamesagents.inbox.InboxStore;
import io.jamesagents.inbox.InboxWebhooks;
import io.jamesagents.inbox.Inboxes;
import io.jamesagents.ingest.InboundCommit;
import io.jamesagents.ingest.InboundDelivery;
import io.jamesagents.ingest.InboundJobs;
import io.jamesagents.ingest.IncomingMail;
import io.jamesagents.ingest.Ledger;
import io.jamesagents.ingest.Outcome;
import io.jamesagents.ingest.Wants;
import io.jamesagents.job.Jobs;
import io.jamesagents.loop.LoopGuard;
import io.jamesagents.loop.LoopReport;
import io.jamesagents.loop.LoopSettings;
import io.jamesagents.mailbox.MailAccounts;
import io.jamesagents.mailbox.MailFolder;
import io.jamesagents.mailbox.Mailboxes;
import io.jamesagents.maildomain.DomainRecords;
import io.jamesagents.maildomain.DomainSettings;
import io.jamesagents.maildomain.DomainVerification;
import io.jamesagents.maildomain.MailDomains;
import io.jamesagents.maildomain.OwnDomains;
import io.jamesagents.maildomain.dkim.SigningKeys;
import io.jamesagents.maildomain.dns.DnsLookups;
import io.jamesagents.message.Limits;
import io.jamesagents.message.MailParser;
import io.jamesagents.message.MessageStore;
import io.jamesagents.message.Messages;
import io.jamesagents.message.RawMail;
import io.jamesagents.metrics.Meters;
import io.jamesagents.org.Orgs;
import io.jamesagents.org.Tier;
import io.jamesagents.outbound.Acceptance;
import io.jamesagents.outbound.Admission;
import io.jamesagents.outbound.Composer;
import io.jamesagents.outbound.Enclosures;
import io.jamesagents.outbound.Idempotency;
import io.jamesagents.outbound.LimitSettings;
import io.jamesagents.outbound.OutboundQueue.OutboundMail;
import io.jamesagents.outbound.SendIntents;
import io.jamesagents.outbound.SendLimits;
import io.jamesagents.outbound.Sender;
import io.jamesagents.outbound.Unsent;
import io.jamesagents.report.ReturnTags;
import io.jamesagents.rest.access.Credentials;
import io.jamesagents.rest.agent.RegistrationResource;
import io.jamesagents.rest.apikey.ApiKeyResource;
import io.jamesagents.rest.attachment.AttachmentResource;
import io.jamesagents.rest.audit.AuditResource;
import io.jamesagents.rest.billing.CreditsResource;
import io.jamesagents.rest.contact.GraphResource;
import io.jamesagents.rest.deletion.DeletionResource;
import io.jamesagents.rest.delivery.DeliveryEventResource;
import io.jamesagents.rest.delivery.DeliveryMetricsResource;
import io.jamesagents.rest.delivery.MessageDeliveryResource;
import io.jamesagents.rest.dmarc.DmarcResource;
import io.jamesagents.rest.domain.DomainResource;
import io.jamesagents.rest.event.EventResource;
import io.jamesagents.rest.event.EventStreamResource;
import io.jamesagents.rest.event.EventStreams;
import io.jamesagents.rest.event.LiveSettings;
import io.jamesagents.rest.event.LiveThreads;
import io.jamesagents.rest.event.MailWaitResource;
import io.jamesagents.rest.event.MailWaits;
import io.jamesagents.rest.feedback.FeedbackResource;
import io.jamesagents.rest.guard.GuardResource;
import io.jamesagents.rest.health.HealthResource;
import io.jamesagents.rest.inbox.DomainInboxResource;
import io.jamesagents.rest.inbox.DomainWebhookSecretResource;
import io.jamesagents.rest.inbox.ExtractionTestResource;
import io.jamesagents.rest.inbox.InboxResource;
import io.jamesagents.rest.inbox.OneDomainInboxResource;
import io.jamesagents.rest.inbox.Places;
import io.jamesagents.rest.inbox.WebhookSecretResource;
import io.jamesagents.rest.message.MessageResource;
import io.jamesagents.rest.message.SendResource;
import io.jamesagents.rest.message.ThreadMessageResource;
import io.jamesagents.rest.org.LimitsResource;
import io.jamesagents.rest.org.OrgResource;
import io.jamesagents.rest.search.SearchResource;
import io.jamesagents.rest.suppression.SuppressionResource;
import io.jamesagents.rest.suppression.UnsubscribeResource;
import io.jamesagents.rest.thread.OneThreadResource;
import io.jamesagents.rest.thread.ThreadResource;
import io.jamesagents.rest.webhook.DeliveryResource;
import io.jamesagents.search.TestingSearch;
import io.jamesagents.store.Database;
import io.jamesagents.store.StoreSettings;
import io.jamesagents.suppression.FailureRules;
import io.jamesagents.suppression.SuppressionCheck;
import io.jamesagents.suppression.Suppressions;
import io.jamesagents.suppression.UnsubscribeLinks;
import io.jamesagents.suppression.Unsubscriptions;
import io.jamesagents.thread.RoutingTokens;
import io.jamesagents.thread.ThreadWriter;
import io.jamesagents.thread.Threads;
import io.jamesagents.understanding.MessageJobs;
import io.jamesagents.webhook.Breaker;
import io.jamesagents.webhook.EndpointHealth;
import io.jamesagents.webhook.WebhookDeliveries;
import io.jamesagents.webhook.WebhookOutbox;
import io.jamesagents.webhook.WebhookSettings;
import io.jamesagents.webhook.send.WebhookClient;
import io.jamesagents.webhook.send.WebhookTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.james.dnsservice.api.InMemoryDNSService;
import org.apache.james.domainlist.lib.DomainListConfiguration;
import org.apache.james.domainlist.memory.MemoryDomainList;
import org.apache.james.mailbox.inmemory.manager.InMemoryIntegrationResources;
import org.apache.james.user.memory.MemoryUsersRepository;

/** The whole core on a SQLite file, with James's mailboxes and users in memory. */
final class TestingCore implements AutoCloseable {
    static final String DOMAIN = "agents.localhost";
    static final long FREE_HOUR = 100;
    static final long FREE_DAY = 1000;
    static final LiveSettings LIVE = new LiveSettings(5, 100, 20, 100);

    final List<OutboundMail> queued = new CopyOnWriteArrayList<>();
    final Database database;
    final ApiKeys keys;
    final SendLimits limits;
    final InMemoryDNSService dns = new InMemoryDNSService();

    final TestingClock clock = new TestingClock();
    final TestingSearch search;
    private final WebhookSettings webhooks = new WebhookSettings(List.of("127.0.0.0/8"), true, 10, 2);
    private final WebhookClient webhookClient = WebhookClient.of(webhooks);
    private final ServerSecret secret = new ServerSecret(new byte[32]);
    private final MailParser parser = new MailParser(Limits.DEFAULT);
    private final MessageStore store = new MessageStore();
    private final Audit audit;
    private final AttachmentSettings files =
            new AttachmentSettings(1 << 20, 2 << 20, 4 << 20, 4 << 20, Duration.ofDays(7));
    private final Attachments attachments;
    private final Orgs orgs;
    private final MailDomains domains;
    private final MailAccounts accounts;
    private final Mailboxes mailboxes;
    private final Inboxes inboxes;
    private final Threads threads;
    private final EventWatch watch;
    private final Events events;
    private final ThreadWriter writer;
    private final LiveThreads live = new LiveThreads();
    private final InboundDelivery delivery;
    private final Registrations registrations;
    private final AddressLimits addressLimits;
    private final GuardSettings guards = new GuardSettings(
            new GuardRules(false, 50, 3, 0, false), 20, Duration.ofDays(1), Duration.ofHours(4), 15, 50);
    private final UnsubscribeLinks links = new UnsubscribeLinks(secret, "https://mail.example");
    final Credentials credentials;
    final DeliveryLedger ledger;
    private final DeletionWorker deletions;

    TestingCore(Path folder, AgentSettings agentSettings) throws Exception {
        database = Database.open(StoreSettings.sqlite(folder.resolve("agents.db")));
        watch = new EventWatch(database);
        events = new Events(List.of(new WebhookOutbox(webhooks, () -> {}), watch));
        writer = new ThreadWriter(new RoutingTokens(secret), events, clock);
        audit = new Audit(database, clock);
        orgs = new Orgs(database, clock);
        keys = new ApiKeys(database, secret, clock);
        limits = new SendLimits(
                database,
                new LimitSettings(FREE_HOUR, FREE_DAY, LimitSettings.UNLIMITED, LimitSettings.UNLIMITED),
                clock);
        domains = new MailDomains(database, DOMAIN, clock);
        domains.ensureShared();
        mailboxes =
                new Mailboxes(InMemoryIntegrationResources.defaultResources().getMailboxManager());
        accounts = accounts();
        accounts.ensureDomain(DOMAIN);
        inboxes = new Inboxes(new InboxStore(database), domains, accounts, new InboxSettings(true, true), clock);
        threads = new Threads(database, events, clock);
        search = TestingSearch.inMemory(database, threads, clock);
        delivery = delivery();
        ledger = new DeliveryLedger(
                database,
                store,
                events,
                List.of(new FailureRules(clock), new ReputationWatch(database, guards, events, clock)),
                clock);
        attachments = new Attachments(database, mailboxes, files, clock);
        FirstInbox firstInbox = new FirstInbox(inboxes, new InboxStore(database), domains, accounts, clock);
        registrations = new Registrations(database, orgs, firstInbox, audit, secret, agentSettings, clock);
        addressLimits = new AddressLimits(database, secret, agentSettings, clock);
        credentials = new Credentials(keys, new Agents(database, clock), agentSettings);
        deletions = new DeletionWorker(
                database,
                new Erasure(database, inboxes, mailboxes, accounts, matching -> 0, search.forgetting),
                audit,
                clock);
    }

    private MailAccounts accounts() throws Exception {
        MemoryDomainList list = new MemoryDomainList(null);
        list.configure(DomainListConfiguration.builder()
                .autoDetect(false)
                .autoDetectIp(false)
                .build());
        return new MailAccounts(MemoryUsersRepository.withVirtualHosting(list), list, mailboxes);
    }

    private MessageJobs messageJobs() {
        return new MessageJobs(new Jobs(database, clock));
    }

    private InboundDelivery delivery() {
        Ledger ledger = new Ledger(database, clock);
        return new InboundDelivery(
                ledger,
                mailboxes,
                parser,
                new InboundCommit(
                        database, ledger, store, writer, threads, events, new InboundJobs(messageJobs()), clock),
                new AuthenticationResults("mx.agents.localhost"),
                Meters.NONE);
    }

    String key(String org, String... permissions) {
        return keys.issue(orgs.ensure(org, org, Tier.FREE).id(), "test", List.of(permissions));
    }

    /** Takes all keys of an organisation away. */
    void revokeKeys(String org) {
        database.update(handle -> handle.createUpdate(
                        "UPDATE api_key SET status = 'inactive' WHERE org_id = (SELECT id FROM org WHERE slug = :org)")
                .bind("org", org)
                .execute());
    }

    /** Somebody removes every mail of an inbox over IMAP. */
    void expunge(String inbox) {
        MailFolder folder =
                MailFolder.inbox(inboxes.find(new InboxId(inbox)).orElseThrow().mailboxUser());
        mailboxes.list(folder, 0, 100, "Subject").forEach(head -> mailboxes.delete(folder, head.place()));
    }

    /** A mail comes in. */
    void receive(String inbox, String mail) throws Exception {
        var found = inboxes.find(new InboxId(inbox)).orElseThrow();
        RawMail raw = RawMail.of(mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
        Outcome outcome = delivery.deliver(
                new IncomingMail(
                        UUID.randomUUID().toString(),
                        "alice@sender.example",
                        found.address(),
                        raw,
                        clock.instant(),
                        Wants.EVERYTHING),
                found);
        if (outcome != Outcome.DELIVERED) {
            throw new AssertionError(outcome);
        }
    }

    void giveUp(String delivery) {
        database.update(handle -> handle.createUpdate("UPDATE webhook_delivery SET state = 'dead' WHERE id = :id")
                .bind("id", delivery)
                .execute());
    }

    private ExtractionTrial extractionTrial() {
        return new ExtractionTrial(
                new Messages(database, store),
                new Extractions(new BuiltInExtractor(new NoEmbedder()), new Conversation(database, store)));
    }

    List<Object> resources() {
        Places places = new Places(inboxes, domains);
        InboxWebhooks inboxWebhooks = new InboxWebhooks(database, inboxes, clock);
        EventLog log = new EventLog(database);
        return List.of(
                new EventResource(log, places),
                new EventStreamResource(log, new EventStreams(log, watch, live, LIVE), places),
                new MailWaitResource(log, new MailWaits(log, new Messages(database, store), watch, live, LIVE), places),
                new HealthResource(database::answers),
                domainResource(),
                new InboxResource(inboxes, domains),
                new DomainInboxResource(inboxes, domains),
                new OneDomainInboxResource(inboxes, domains),
                new ExtractionTestResource(inboxes, domains, extractionTrial()),
                new OrgResource(orgs),
                new LimitsResource(limits),
                new ApiKeyResource(new OrgKeys(database, keys, inboxes, audit, clock)),
                new AuditResource(audit),
                new RegistrationResource(registrations, addressLimits),
                new DeletionResource(
                        new Deletions(database, secret, inboxes, deletions, Duration.ofSeconds(20), audit, clock)),
                new ThreadResource(threads, places),
                new SearchResource(search.search, places),
                new DeliveryMetricsResource(new DeliveryMetrics(database, clock), places),
                new DeliveryEventResource(new DeliveryEvents(database, clock), new Messages(database, store), places),
                new MessageDeliveryResource(new Messages(database, store), ledger, new DeliveryEvents(database, clock)),
                new SuppressionResource(new Suppressions(database, inboxes, domains, audit, clock), places),
                new UnsubscribeResource(new Unsubscriptions(database, links, audit, clock), addressLimits),
                new GuardResource(new Guards(database, guards, audit, clock)),
                new GraphResource(new Contacts(database), places),
                new DmarcResource(new DmarcReports(database, domains, clock)),
                new CreditsResource(),
                new FeedbackResource(clock),
                new OneThreadResource(threads),
                new ThreadMessageResource(threads, new Messages(database, store)),
                new MessageResource(new Messages(database, store), places),
                new SendResource(sender()),
                new AttachmentResource(
                        new Uploads(database, files, clock),
                        attachments,
                        new AttachmentTexts(database, attachments),
                        new DownloadLinks(database, keys, orgs, secret, clock),
                        ""),
                new DeliveryResource(
                        new WebhookDeliveries(database, inboxes, webhooks, endpoint -> {}, clock),
                        new WebhookTest(inboxes, webhookClient, true, clock),
                        new EndpointHealth(database, inboxWebhooks, endpoint -> Breaker.CLOSED, clock)),
                new WebhookSecretResource(inboxWebhooks),
                new DomainWebhookSecretResource(inboxes, inboxWebhooks));
    }

    private DomainResource domainResource() {
        SigningKeys signing = new SigningKeys(database, secret, clock);
        DomainRecords records =
                new DomainRecords(new DomainSettings(DOMAIN, "mx.example", List.of("a:mx.example"), "dmarc@" + DOMAIN));
        return new DomainResource(
                domains,
                new OwnDomains(database, domains, signing, audit, clock),
                new DomainVerification(database, domains, records, new DnsLookups(dns), accounts, audit, clock),
                records,
                inboxes);
    }

    private Sender sender() {
        Idempotency idempotency = new Idempotency(database, clock);
        return new Sender(
                database,
                inboxes,
                threads,
                mailboxes,
                new Enclosures(attachments, files),
                new Composer(store, writer, new RoutingTokens(secret), new ReturnTags(secret)),
                new Acceptance(database, store, writer, parser, admission(), idempotency, messageJobs(), clock),
                idempotency,
                new SendIntents(database, mailboxes, clock),
                new Unsent(database, mailboxes, queued::add, links, ledger, clock),
                clock);
    }

    private Admission admission() {
        return new Admission(
                limits, new SendGuards(database, guards, clock), new SuppressionCheck(clock), loops(), ledger, events);
    }

    private LoopGuard loops() {
        LoopSettings settings = new LoopSettings(true, 3, 10, Duration.ofSeconds(10));
        return new LoopGuard(database, settings, new LoopReport(database, inboxes, events, clock), clock);
    }

    @Override
    public void close() {
        live.close();
        watch.close();
        deletions.close();
        parser.close();
        webhookClient.close();
        database.close();
    }
}
