package io.jamesagents.extension;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.jamesagents.ServerSecret;
import io.jamesagents.Settings;
import io.jamesagents.delivery.DeliveryLedger;
import io.jamesagents.inbox.Inboxes;
import io.jamesagents.maildomain.MailDomains;
import io.jamesagents.report.ReportSettings;
import io.jamesagents.report.Reports;
import io.jamesagents.report.ReturnPaths;
import io.jamesagents.report.ReturnTags;
import io.jamesagents.store.Database;
import java.time.Clock;

/** Reports about mail that was sent. */
final class ReportModule extends AbstractModule {
    @Provides
    @Singleton
    ReturnTags tags(ServerSecret secret) {
        return new ReturnTags(secret);
    }

    @Provides
    @Singleton
    Reports reports(
            Database database,
            ReturnTags tags,
            DeliveryLedger ledger,
            Inboxes inboxes,
            MailDomains domains,
            Settings settings,
            Clock clock) {
        ReturnPaths returnPaths = new ReturnPaths(database, tags, domains.sharedName(), clock);
        return new Reports(returnPaths, ledger, inboxes, domains, ReportSettings.read(settings));
    }
}
