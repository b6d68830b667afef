package io.jamesagents.extension;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.jamesagents.ServerSecret;
import io.jamesagents.Settings;
import io.jamesagents.Settings.InvalidSetting;
import io.jamesagents.audit.Audit;
import io.jamesagents.deletion.Aftercare;
import io.jamesagents.deletion.Compaction;
import io.jamesagents.deletion.DeletionWorker;
import io.jamesagents.deletion.Deletions;
import io.jamesagents.deletion.Erasure;
import io.jamesagents.deletion.InTransit;
import io.jamesagents.inbox.Inboxes;
import io.jamesagents.mailbox.MailAccounts;
import io.jamesagents.mailbox.Mailboxes;
import io.jamesagents.mailets.QueuedAndStored;
import io.jamesagents.rest.deletion.DeletionResource;
import io.jamesagents.search.Forgetting;
import io.jamesagents.store.Database;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;

/** Deletion of data, and what has to be done afterwards. */
final class DeletionModule extends AbstractModule {
    private static final String COMPACT_AT = "agents.deletion.compact-at";
    private static final Duration BUDGET = Duration.ofSeconds(20);

    @Override
    protected void configure() {
        bind(InTransit.class).to(QueuedAndStored.class).in(Singleton.class);
    }

    @Provides
    @Singleton
    Erasure erasure(
            Database database,
            Inboxes inboxes,
            Mailboxes mailboxes,
            MailAccounts accounts,
            InTransit transit,
            Forgetting forgetting) {
        return new Erasure(database, inboxes, mailboxes, accounts, transit, forgetting);
    }

    @Provides
    @Singleton
    DeletionWorker worker(Database database, Erasure erasure, Audit audit, Clock clock) {
        return new DeletionWorker(database, erasure, audit, clock);
    }

    @Provides
    @Singleton
    Deletions deletions(
            Database database, ServerSecret secret, Inboxes inboxes, DeletionWorker worker, Audit audit, Clock clock) {
        return new Deletions(database, secret, inboxes, worker, BUDGET, audit, clock);
    }

    @Provides
    @Singleton
    Aftercare aftercare(Database database, Mailboxes mailboxes, InTransit transit, Clock clock) {
        return new Aftercare(database, mailboxes, transit, clock);
    }

    @Provides
    @Singleton
    Compaction compaction(Database database, Forgetting forgetting, Settings settings, Clock clock) {
        try {
            Compaction compaction = new Compaction(database, LocalTime.parse(settings.required(COMPACT_AT)), clock);
            compaction.add("search", forgetting::expunge);
            return compaction;
        } catch (DateTimeException e) {
            throw new InvalidSetting(COMPACT_AT, "must be a time of day such as 03:00");
        }
    }

    @ProvidesIntoSet
    @Chore
    Runnable resume(DeletionWorker worker) {
        return worker::resume;
    }

    @ProvidesIntoSet
    @Chore
    Runnable sweep(Aftercare aftercare) {
        return aftercare::run;
    }

    @ProvidesIntoSet
    @Chore
    Runnable compact(Compaction compaction) {
        return compaction::run;
    }

    @ProvidesIntoSet
    @Served
    Object deletion(Deletions deletions) {
        return new DeletionResource(deletions);
    }
}
