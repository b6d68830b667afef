package io.jamesagents.maildomain;

import io.jamesagents.AgentsException.Limited;
import io.jamesagents.apikey.Caller;
import io.jamesagents.audit.Audit;
import io.jamesagents.mailbox.MailAccounts;
import io.jamesagents.maildomain.dns.DnsLookups;
import io.jamesagents.maildomain.dns.DnsLookups.Findings;
import io.jamesagents.org.OrgId;
import io.jamesagents.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;

/**
 * Verifies domains. One is verified when its challenge, its key and its MX record are in the DNS, and then for good: what the
 * DNS says later changes the states of its records only. Within five seconds of a check its result is given again.
 */
public final class DomainVerification {
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Database database;
    private final MailDomains domains;
    private final DomainRecords records;
    private final DnsLookups lookups;
    private final MailAccounts accounts;
    private final Audit audit;
    private final Clock clock;
    private final DomainStore store = new DomainStore();
    /** One domain whose name servers hang must not keep the threads from other organisations. */
    private final Set<OrgId> checking = ConcurrentHashMap.newKeySet();

    public DomainVerification(
            Database database,
            MailDomains domains,
            DomainRecords records,
            DnsLookups lookups,
            MailAccounts accounts,
            Audit audit,
            Clock clock) {
        this.database = database;
        this.domains = domains;
        this.records = records;
        this.lookups = lookups;
        this.accounts = accounts;
        this.audit = audit;
        this.clock = clock;
    }

    /** Looks for the domain's records; James takes its mail from the moment it is verified. */
    public MailDomain verify(Caller caller, DomainId id) {
        caller.reach().requireWholeOrganisation();
        MailDomain domain = domains.get(caller.orgId(), id);
        if (!checking.add(caller.orgId())) {
            throw new Limited("Another check of your organisation is under way: try again in a moment", PAUSE);
        }
        try {
            check(caller, domain);
        } finally {
            checking.remove(caller.orgId());
        }
        MailDomain checked = domains.get(caller.orgId(), id);
        if (checked.verified()) {
            accounts.ensureDomain(checked.name());
        }
        return checked;
    }

    private void check(Caller caller, MailDomain domain) {
        long now = clock.millis();
        if (database.write(handle -> store.beginCheck(handle, domain.id(), now, PAUSE.toMillis()))) {
            Findings found = lookups.look(records.of(domain));
            database.update(handle -> {
                if (store.hold(handle, domain.id())) {
                    settle(handle, caller, domain, found);
                }
            });
        }
    }

    private void settle(Handle handle, Caller caller, MailDomain domain, Findings found) {
        Verdict verdict = Verdict.of(domain, found);
        if (verdict.verified() && !domain.verified() && !claimed(handle, domain)) {
            verdict = Verdict.TAKEN;
        }
        DomainProof before = domain.proof();
        DomainProof proof = new DomainProof(
                before.challenge(), before.selector(), before.publicKey(), found.states(), verdict.reason());
        store.update(handle, domain.id(), verdict.state(), proof, clock.millis());
        if (verdict.state() != domain.state() || (!verdict.verified() && !proof.equals(before))) {
            record(handle, caller, domain, verdict.state(), proof);
        }
    }

    /** A name that became the shared one since then is nobody's. */
    private boolean claimed(Handle handle, MailDomain domain) {
        return !DomainName.related(domain.name(), domains.sharedName()) && store.claim(handle, domain, clock.millis());
    }

    private void record(Handle handle, Caller caller, MailDomain domain, DomainState state, DomainProof proof) {
        String action = state == DomainState.VERIFIED ? "domain.verified" : "domain.verification_failed";
        audit.record(
                handle,
                caller.orgId(),
                caller.actor(),
                action,
                domain.id().value(),
                Map.of("status", state.word(), "records", DomainStore.words(proof.checks())));
    }
}
