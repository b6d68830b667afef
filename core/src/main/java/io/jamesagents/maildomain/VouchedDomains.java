package io.jamesagents.maildomain;

import io.jamesagents.AgentsException.Conflict;
import io.jamesagents.apikey.Caller;
import io.jamesagents.audit.Audit;
import io.jamesagents.mailbox.MailAccounts;
import io.jamesagents.store.Database;
import java.time.Clock;

/**
 * Verifies domains on the word of the operator, who runs their mail already: nothing is asked of the DNS. The organisation has the
 * whole domain from then on, as if it had proved it.
 */
public final class VouchedDomains {
    private final Database database;
    private final MailDomains domains;
    private final OwnDomains own;
    private final MailAccounts accounts;
    private final Audit audit;
    private final Clock clock;
    private final DomainStore store = new DomainStore();

    public VouchedDomains(
            Database database, MailDomains domains, OwnDomains own, MailAccounts accounts, Audit audit, Clock clock) {
        this.database = database;
        this.domains = domains;
        this.own = own;
        this.accounts = accounts;
        this.audit = audit;
        this.clock = clock;
    }

    /** The domain, made unless the organisation has it waiting, and verified; refused when another has it verified. */
    public MailDomain vouch(Caller operator, String wanted) {
        String name = DomainName.parse(wanted);
        MailDomain domain = domains.list(operator.orgId()).stream()
                .filter(there -> !there.shared() && there.name().equals(name))
                .findFirst()
                .orElseGet(() -> own.create(operator, name, null));
        if (!domain.verified()) {
            verify(operator, domain);
        }
        accounts.ensureDomain(name);
        return domains.get(operator.orgId(), domain.id());
    }

    private void verify(Caller operator, MailDomain domain) {
        DomainProof before = domain.proof();
        DomainProof proof =
                new DomainProof(before.challenge(), before.selector(), before.publicKey(), before.checks(), null);
        database.update(handle -> {
            if (!store.hold(handle, domain.id()) || !store.claim(handle, domain, clock.millis())) {
                throw new Conflict(
                        "domain_taken", "The domain " + domain.name() + " is verified by another organisation");
            }
            store.update(handle, domain.id(), DomainState.VERIFIED, proof, clock.millis());
            audit.record(
                    handle,
                    operator.orgId(),
                    operator.actor(),
                    "domain.vouched",
                    domain.id().value());
        });
    }
}
