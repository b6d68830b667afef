package io.jamesagents.extension;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.jamesagents.dmarc.DmarcAddress;
import io.jamesagents.dmarc.DmarcReports;
import io.jamesagents.dmarc.MailedReports;
import io.jamesagents.maildomain.DomainSettings;
import io.jamesagents.maildomain.MailDomains;
import io.jamesagents.message.MailParser;
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

    @Provides
    @Singleton
    DmarcAddress address(DomainSettings settings, MailDomains domains) {
        return new DmarcAddress(settings, domains);
    }

    @Provides
    @Singleton
    MailedReports mailed(MailParser parser, DmarcReports reports) {
        return new MailedReports(parser, reports);
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
