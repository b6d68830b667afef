package io.jamesagents.extension;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.jamesagents.Settings;
import io.jamesagents.delivery.DeliveryLedger;
import io.jamesagents.event.Events;
import io.jamesagents.extension.metrics.DeliveryNews;
import io.jamesagents.extension.metrics.MeteredQueue;
import io.jamesagents.guard.ReputationWatch;
import io.jamesagents.guard.SendGuards;
import io.jamesagents.inbox.Inboxes;
import io.jamesagents.loop.LoopGuard;
import io.jamesagents.mailbox.Mailboxes;
import io.jamesagents.mailets.SpoolQueue;
import io.jamesagents.message.MailParser;
import io.jamesagents.message.MessageStore;
import io.jamesagents.metrics.Meters;
import io.jamesagents.outbound.Acceptance;
import io.jamesagents.outbound.Admission;
import io.jamesagents.outbound.Composer;
import io.jamesagents.outbound.Enclosures;
import io.jamesagents.outbound.Idempotency;
import io.jamesagents.outbound.LimitSettings;
import io.jamesagents.outbound.OutboundQueue;
import io.jamesagents.outbound.SendIntents;
import io.jamesagents.outbound.SendLimits;
import io.jamesagents.outbound.Sender;
import io.jamesagents.outbound.Unsent;
import io.jamesagents.report.ReturnTags;
import io.jamesagents.store.Database;
import io.jamesagents.suppression.FailureRules;
import io.jamesagents.suppression.SuppressionCheck;
import io.jamesagents.suppression.UnsubscribeLinks;
import io.jamesagents.thread.RoutingTokens;
import io.jamesagents.thread.ThreadWriter;
import io.jamesagents.thread.Threads;
import io.jamesagents.understanding.MessageJobs;
import java.time.Clock;
import java.util.List;

/** Mail out: from the request to James's queue. */
final class MailOutModule extends AbstractModule {
    @Provides
    @Singleton
    SendLimits limits(Database database, Settings settings, Clock clock) {
        return new SendLimits(database, LimitSettings.read(settings), clock);
    }

    @Provides
    @Singleton
    DeliveryLedger deliveries(
            Database database,
            MessageStore messages,
            Events events,
            FailureRules suppressions,
            ReputationWatch reputation,
            Meters meters,
            Clock clock) {
        return new DeliveryLedger(
                database, messages, events, List.of(suppressions, reputation, new DeliveryNews(meters)), clock);
    }

    @Provides
    @Singleton
    OutboundQueue queue(SpoolQueue spool, Meters meters) {
        return new MeteredQueue(spool, meters);
    }

    @Provides
    @Singleton
    Idempotency idempotency(Database database, Clock clock) {
        return new Idempotency(database, clock);
    }

    @Provides
    @Singleton
    SendIntents intents(Database database, Mailboxes mailboxes, Clock clock) {
        return new SendIntents(database, mailboxes, clock);
    }

    @Provides
    @Singleton
    Unsent unsent(
            Database database,
            Mailboxes mailboxes,
            OutboundQueue queue,
            UnsubscribeLinks links,
            DeliveryLedger deliveries,
            Clock clock) {
        return new Unsent(database, mailboxes, queue, links, deliveries, clock);
    }

    @Provides
    @Singleton
    Admission admission(
            SendLimits limits,
            SendGuards guards,
            SuppressionCheck suppressions,
            LoopGuard loops,
            DeliveryLedger ledger,
            Events events) {
        return new Admission(limits, guards, suppressions, loops, ledger, events);
    }

    @Provides
    @Singleton
    Acceptance acceptance(
            Database database,
            MessageStore messages,
            ThreadWriter threads,
            MailParser parser,
            Admission admission,
            Idempotency idempotency,
            MessageJobs jobs,
            Clock clock) {
        return new Acceptance(database, messages, threads, parser, admission, idempotency, jobs, clock);
    }

    @Provides
    @Singleton
    Sender sender(
            Database database,
            Inboxes inboxes,
            Threads threads,
            Mailboxes mailboxes,
            MessageStore messages,
            ThreadWriter writer,
            RoutingTokens tokens,
            ReturnTags returnTags,
            Enclosures enclosures,
            Acceptance acceptance,
            Idempotency idempotency,
            SendIntents intents,
            Unsent unsent,
            Clock clock) {
        Composer composer = new Composer(messages, writer, tokens, returnTags);
        return new Sender(
                database,
                inboxes,
                threads,
                mailboxes,
                enclosures,
                composer,
                acceptance,
                idempotency,
                intents,
                unsent,
                clock);
    }
}
