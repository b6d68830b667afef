package io.jamesagents.extension;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.jamesagents.dmarc.DmarcReports;
import io.jamesagents.maildomain.MailDomains;
import io.jamesagents.rest.dmarc.DmarcResource;
import io.jamesagents.store.Database;
import java.time.Clock;

/** Reports of DMARC. */
final class DmarcModule extends AbstractModule {
    @Provides
    @Singleton
    DmarcReports reports(Database database, MailDomains domains, Clock clock) {
        return new DmarcReports(database, domains, clock);
    }

    @ProvidesIntoSet
    @Chore
    Runnable cleanUp(DmarcReports reports) {
        return reports::cleanUp;
    }

    @ProvidesIntoSet
    @Served
    Object resource(DmarcReports reports) {
        return new DmarcResource(reports);
    }
}
