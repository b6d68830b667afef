package io.jamesagents.extension;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.jamesagents.apikey.ApiKeys;
import io.jamesagents.apikey.OrgKeys;
import io.jamesagents.audit.Audit;
import io.jamesagents.inbox.Inboxes;
import io.jamesagents.org.Orgs;
import io.jamesagents.outbound.SendLimits;
import io.jamesagents.rest.apikey.ApiKeyResource;
import io.jamesagents.rest.audit.AuditResource;
import io.jamesagents.rest.org.LimitsResource;
import io.jamesagents.rest.org.OrgResource;
import io.jamesagents.store.Database;
import java.time.Clock;

/** Organisations, their keys, and the log of what was done. */
final class OrgModule extends AbstractModule {
    @Provides
    @Singleton
    OrgKeys keys(Database database, ApiKeys keys, Inboxes inboxes, Audit audit, Clock clock) {
        return new OrgKeys(database, keys, inboxes, audit, clock);
    }

    @ProvidesIntoSet
    @Chore
    Runnable recordUse(ApiKeys keys) {
        return keys::recordUse;
    }

    @ProvidesIntoSet
    @Served
    Object org(Orgs orgs) {
        return new OrgResource(orgs);
    }

    @ProvidesIntoSet
    @Served
    Object limits(SendLimits limits) {
        return new LimitsResource(limits);
    }

    @ProvidesIntoSet
    @Served
    Object apiKeys(OrgKeys keys) {
        return new ApiKeyResource(keys);
    }

    @ProvidesIntoSet
    @Served
    Object audit(Audit audit) {
        return new AuditResource(audit);
    }
}
