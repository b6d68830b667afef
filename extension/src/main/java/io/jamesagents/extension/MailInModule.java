package io.jamesagents.extension;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.jamesagents.authentication.AuthenticationResults;
import io.jamesagents.event.Events;
import io.jamesagents.inbox.Inboxes;
import io.jamesagents.ingest.Adoption;
import io.jamesagents.ingest.InboundCommit;
import io.jamesagents.ingest.InboundDelivery;
import io.jamesagents.ingest.InboundJobs;
import io.jamesagents.ingest.Ledger;
import io.jamesagents.ingest.MailboxPositions;
import io.jamesagents.ingest.Reconciler;
import io.jamesagents.job.Jobs;
import io.jamesagents.mailbox.Mailboxes;
import io.jamesagents.message.MailParser;
import io.jamesagents.message.MessageStore;
import io.jamesagents.metrics.Meters;
import io.jamesagents.outbound.Idempotency;
import io.jamesagents.outbound.SendIntents;
import io.jamesagents.outbound.SendLimits;
import io.jamesagents.outbound.Unsent;
import io.jamesagents.store.Database;
import io.jamesagents.thread.ThreadWriter;
import io.jamesagents.thread.Threads;
import io.jamesagents.understanding.MessageJobs;
import io.jamesagents.webhook.WebhookRetention;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Mail in: from the last mailet to the message, and what keeps the two sides agreeing. */
final class MailInModule extends AbstractModule {
    @Provides
    @Singleton
    Ledger ledger(Database database, Clock clock) {
        return new Ledger(database, clock);
    }

    @Provides
    @Singleton
    InboundCommit commit(
            Database database,
            Ledger ledger,
            MessageStore messages,
            ThreadWriter writer,
            Threads threads,
            Events events,
            MessageJobs jobs,
            Clock clock) {
        return new InboundCommit(database, ledger, messages, writer, threads, events, new InboundJobs(jobs), clock);
    }

    @Provides
    @Singleton
    InboundDelivery delivery(
            Ledger ledger,
            Mailboxes mailboxes,
            MailParser parser,
            InboundCommit commit,
            AuthenticationResults results,
            Meters meters) {
        return new InboundDelivery(ledger, mailboxes, parser, commit, results, meters);
    }

    @Provides
    @Singleton
    Adoption adoption(
            Inboxes inboxes,
            Mailboxes mailboxes,
            MailParser parser,
            Ledger ledger,
            InboundCommit commit,
            Database database,
            Clock clock) {
        return new Adoption(inboxes, mailboxes, parser, ledger, commit, new MailboxPositions(database), clock);
    }

    @Provides
    @Singleton
    Reconciler reconciler(
            Ledger ledger, Inboxes inboxes, InboundDelivery delivery, Adoption adoption, Chores chores, Clock clock) {
        return new Reconciler(ledger, inboxes, delivery, adoption, chores.all(), clock);
    }

    /** What is done now and then beside the reconciling itself. */
    record Chores(List<Runnable> all) {}

    @Provides
    @Singleton
    Chores chores(
            Unsent unsent,
            SendIntents intents,
            Jobs jobs,
            SendLimits limits,
            Idempotency idempotency,
            WebhookRetention webhooks,
            @Chore Set<Runnable> others,
            Clock clock) {
        Stream<Runnable> own = Stream.of(
                unsent::resume,
                intents::sweep,
                jobs::expireLeases,
                limits::cleanUp,
                idempotency::cleanUp,
                () -> webhooks.cleanup(clock.instant()));
        return new Chores(Stream.concat(own, others.stream()).toList());
    }
}
