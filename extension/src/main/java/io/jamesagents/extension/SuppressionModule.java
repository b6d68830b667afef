package io.jamesagents.extension;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.jamesagents.ServerSecret;
import io.jamesagents.Settings;
import io.jamesagents.agent.AddressLimits;
import io.jamesagents.audit.Audit;
import io.jamesagents.delivery.DeliveryLedger;
import io.jamesagents.inbox.Inboxes;
import io.jamesagents.maildomain.MailDomains;
import io.jamesagents.rest.inbox.Places;
import io.jamesagents.rest.suppression.SuppressionResource;
import io.jamesagents.rest.suppression.UnsubscribeResource;
import io.jamesagents.store.Database;
import io.jamesagents.suppression.FailureRules;
import io.jamesagents.suppression.SuppressedSince;
import io.jamesagents.suppression.SuppressionCheck;
import io.jamesagents.suppression.Suppressions;
import io.jamesagents.suppression.UnsubscribeLinks;
import io.jamesagents.suppression.Unsubscriptions;
import java.time.Clock;

/** Addresses to which nothing is sent. */
final class SuppressionModule extends AbstractModule {
    @Provides
    @Singleton
    Suppressions suppressions(Database database, Inboxes inboxes, MailDomains domains, Audit audit, Clock clock) {
        return new Suppressions(database, inboxes, domains, audit, clock);
    }

    @Provides
    @Singleton
    SuppressionCheck check(Clock clock) {
        return new SuppressionCheck(clock);
    }

    @Provides
    @Singleton
    SuppressedSince since(Database database, DeliveryLedger ledger, SuppressionCheck check) {
        return new SuppressedSince(database, ledger, check);
    }

    @Provides
    @Singleton
    FailureRules failures(Clock clock) {
        return new FailureRules(clock);
    }

    @Provides
    @Singleton
    UnsubscribeLinks links(ServerSecret secret, Settings settings) {
        return new UnsubscribeLinks(secret, settings.text("agents.public-url"));
    }

    @ProvidesIntoSet
    @Chore
    Runnable cleanUp(Suppressions suppressions) {
        return suppressions::cleanUp;
    }

    @ProvidesIntoSet
    @Served
    Object resource(Suppressions suppressions, Places places) {
        return new SuppressionResource(suppressions, places);
    }

    @ProvidesIntoSet
    @Served
    Object unsubscribing(Database database, UnsubscribeLinks links, AddressLimits limits, Audit audit, Clock clock) {
        return new UnsubscribeResource(new Unsubscriptions(database, links, audit, clock), limits);
    }
}
