package io.jamesagents.extension;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.jamesagents.ServerSecret;
import io.jamesagents.Settings;
import io.jamesagents.audit.Audit;
import io.jamesagents.inbox.Inboxes;
import io.jamesagents.mailbox.MailAccounts;
import io.jamesagents.maildomain.DomainRecords;
import io.jamesagents.maildomain.DomainSettings;
import io.jamesagents.maildomain.DomainVerification;
import io.jamesagents.maildomain.MailDomains;
import io.jamesagents.maildomain.OwnDomains;
import io.jamesagents.maildomain.dkim.SigningKeys;
import io.jamesagents.maildomain.dns.DnsLookups;
import io.jamesagents.outbound.DkimSigning;
import io.jamesagents.rest.domain.DomainResource;
import io.jamesagents.store.Database;
import java.time.Clock;
import org.apache.james.dnsservice.api.DNSService;

/** Domains: the shared one and those of organisations, their proof, and the keys that mail is signed with. */
final class DomainModule extends AbstractModule {
    @Provides
    @Singleton
    DomainSettings settings(Settings settings) {
        return DomainSettings.read(settings);
    }

    @Provides
    @Singleton
    MailDomains domains(Database database, DomainSettings settings, Clock clock) {
        return new MailDomains(database, settings.shared(), clock);
    }

    @Provides
    @Singleton
    SigningKeys keys(Database database, ServerSecret secret, Clock clock) {
        return new SigningKeys(database, secret, clock);
    }

    @Provides
    @Singleton
    DkimSigning signing(Inboxes inboxes, SigningKeys keys) {
        return new DkimSigning(inboxes, keys);
    }

    @Provides
    @Singleton
    OwnDomains ownDomains(Database database, MailDomains domains, SigningKeys keys, Audit audit, Clock clock) {
        return new OwnDomains(database, domains, keys, audit, clock);
    }

    @Provides
    @Singleton
    DomainRecords records(DomainSettings settings) {
        return new DomainRecords(settings);
    }

    @Provides
    @Singleton
    DnsLookups lookups(DNSService dns) {
        return new DnsLookups(dns);
    }

    @Provides
    @Singleton
    DomainVerification verification(
            Database database,
            MailDomains domains,
            DomainRecords records,
            DnsLookups lookups,
            MailAccounts accounts,
            Audit audit,
            Clock clock) {
        return new DomainVerification(database, domains, records, lookups, accounts, audit, clock);
    }

    @ProvidesIntoSet
    @Served
    Object resource(
            MailDomains domains,
            OwnDomains own,
            DomainVerification verification,
            DomainRecords records,
            Inboxes inboxes) {
        return new DomainResource(domains, own, verification, records, inboxes);
    }
}
