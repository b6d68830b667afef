package io.jamesagents.dmarc;

import io.jamesagents.inbox.Inboxes;
import io.jamesagents.maildomain.DomainSettings;
import io.jamesagents.maildomain.MailDomains;

/** The address to which receivers send their reports, as far as its mail comes here. */
public final class DmarcAddress {
    private final DomainSettings settings;
    private final MailDomains domains;

    public DmarcAddress(DomainSettings settings, MailDomains domains) {
        this.settings = settings;
        this.domains = domains;
    }

    /** Whether it is this address, without regard to case and to a part behind a plus sign. */
    public boolean is(String address) {
        return settings.reports().equals(Inboxes.withoutDetail(address)) && comesHere();
    }

    /** An operator may have the reports sent to somebody else's domain. */
    private boolean comesHere() {
        String reports = settings.reports();
        String domain = reports.substring(reports.lastIndexOf('@') + 1);
        return domain.equals(settings.shared()) || domains.verifiedNames().contains(domain);
    }
}
