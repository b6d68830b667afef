package io.jamesagents.extension;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.jamesagents.audit.Audit;
import io.jamesagents.deletion.Deletions;
import io.jamesagents.event.Events;
import io.jamesagents.inbox.AdoptedInbox;
import io.jamesagents.inbox.InboxStore;
import io.jamesagents.inbox.Inboxes;
import io.jamesagents.ingest.Ledger;
import io.jamesagents.ingest.history.HistoryCommit;
import io.jamesagents.ingest.history.MailboxAdoption;
import io.jamesagents.ingest.history.MailboxHistory;
import io.jamesagents.mailbox.MailAccounts;
import io.jamesagents.mailbox.Mailboxes;
import io.jamesagents.maildomain.MailDomains;
import io.jamesagents.maildomain.OwnDomains;
import io.jamesagents.maildomain.VouchedDomains;
import io.jamesagents.mailets.QuarantineRepository;
import io.jamesagents.message.MailParser;
import io.jamesagents.message.MessageStore;
import io.jamesagents.operator.Accounts;
import io.jamesagents.operator.Operator;
import io.jamesagents.operator.Removal;
import io.jamesagents.operator.UsageCounts;
import io.jamesagents.org.Orgs;
import io.jamesagents.outbound.SendLimits;
import io.jamesagents.quarantine.MailDepot;
import io.jamesagents.quarantine.Quarantine;
import io.jamesagents.rest.operator.DeadWebhookRoutes;
import io.jamesagents.rest.operator.DomainRoutes;
import io.jamesagents.rest.operator.InboxRoutes;
import io.jamesagents.rest.operator.KeyRoutes;
import io.jamesagents.rest.operator.OperatorTaskRunner;
import io.jamesagents.rest.operator.OrganizationRoutes;
import io.jamesagents.rest.operator.QuarantineRoutes;
import io.jamesagents.rest.operator.ReconcileRoutes;
import io.jamesagents.store.Database;
import io.jamesagents.thread.ThreadWriter;
import io.jamesagents.understanding.MessageJobs;
import io.jamesagents.webhook.DeadLetters;
import io.jamesagents.webhook.WebhookDeliveries;
import java.time.Clock;

/** What the operator does on James's webadmin. */
final class OperatorModule extends AbstractModule {
    @Override
    protected void configure() {
        bind(MailDepot.class).to(QuarantineRepository.class).in(Singleton.class);
        bind(OperatorTaskRunner.class).in(Singleton.class);
        bind(OrganizationRoutes.class).in(Singleton.class);
        bind(KeyRoutes.class).in(Singleton.class);
        bind(DomainRoutes.class).in(Singleton.class);
        bind(InboxRoutes.class).in(Singleton.class);
        bind(ReconcileRoutes.class).in(Singleton.class);
        bind(QuarantineRoutes.class).in(Singleton.class);
        bind(DeadWebhookRoutes.class).in(Singleton.class);
    }

    @Provides
    @Singleton
    Accounts accounts(Database database, Orgs orgs, Audit audit, Clock clock) {
        return new Accounts(database, orgs, audit, clock);
    }

    @Provides
    @Singleton
    UsageCounts usage(Database database, SendLimits limits) {
        return new UsageCounts(database, limits);
    }

    @Provides
    @Singleton
    Removal removal(Deletions deletions) {
        return new Removal(deletions);
    }

    @Provides
    @Singleton
    VouchedDomains vouched(
            Database database, MailDomains domains, OwnDomains own, MailAccounts accounts, Audit audit, Clock clock) {
        return new VouchedDomains(database, domains, own, accounts, audit, clock);
    }

    @Provides
    @Singleton
    AdoptedInbox adopted(Database database, Inboxes inboxes, MailDomains domains, MailAccounts accounts, Clock clock) {
        return new AdoptedInbox(inboxes, new InboxStore(database), domains, accounts, clock);
    }

    @Provides
    @Singleton
    MailboxAdoption adoption(Database database, AdoptedInbox adopted, Mailboxes mailboxes, Audit audit, Clock clock) {
        return new MailboxAdoption(database, adopted, mailboxes, audit, clock);
    }

    @Provides
    @Singleton
    HistoryCommit historyCommit(
            Database database, MessageStore messages, ThreadWriter threads, MessageJobs jobs, Clock clock) {
        return new HistoryCommit(database, messages, threads, jobs, clock);
    }

    @Provides
    @Singleton
    MailboxHistory history(
            Database database, Mailboxes mailboxes, MailParser parser, HistoryCommit commit, Events events) {
        return new MailboxHistory(database, mailboxes, parser, commit, events);
    }

    @Provides
    @Singleton
    Quarantine quarantine(Database database, MailDepot depot, Ledger ledger, Inboxes inboxes, Audit audit) {
        return new Quarantine(database, depot, ledger, inboxes, audit, Operator.ACTOR);
    }

    @Provides
    @Singleton
    DeadLetters deadLetters(Database database, WebhookDeliveries deliveries, Audit audit) {
        return new DeadLetters(database, deliveries, audit, Operator.ACTOR);
    }
}
