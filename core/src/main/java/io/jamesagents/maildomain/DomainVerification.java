package io.jamesagents.maildomain;

import io.jamesagents.apikey.Caller;
import io.jamesagents.audit.Audit;
import io.jamesagents.mailbox.MailAccounts;
import io.jamesagents.maildomain.dns.DnsLookups;
import io.jamesagents.maildomain.dns.DnsLookups.Findings;
import io.jamesagents.maildomain.dns.DnsRecord.Kind;
import io.jamesagents.maildomain.dns.RecordState;
import io.jamesagents.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
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
        long now = clock.millis();
        if (database.write(handle -> store.beginCheck(handle, id, now, PAUSE.toMillis()))) {
            Findings found = lookups.look(records.of(domain));
            database.update(handle -> {
                if (store.hold(handle, id)) {
                    settle(handle, caller, domain, found);
                }
            });
        }
        MailDomain checked = domains.get(caller.orgId(), id);
        if (checked.verified()) {
            accounts.ensureDomain(checked.name());
        }
        return checked;
    }

    private void settle(Handle handle, Caller caller, MailDomain domain, Findings found) {
        DomainState state = state(domain, found);
        String reason = state == DomainState.VERIFIED ? null : reason(state, found.states());
        if (state == DomainState.VERIFIED && !domain.verified() && !store.claim(handle, domain, clock.millis())) {
            state = DomainState.FAILED;
            reason = "The domain is already verified by another organisation of this server";
        }
        DomainProof before = domain.proof();
        DomainProof proof =
                new DomainProof(before.challenge(), before.selector(), before.publicKey(), found.states(), reason);
        store.update(handle, domain.id(), state, proof, clock.millis());
        if (state != domain.state() || (state != DomainState.VERIFIED && !proof.equals(before))) {
            record(handle, caller, domain, state, proof);
        }
    }

    private static DomainState state(MailDomain domain, Findings found) {
        if (domain.verified() || all(found.states(), RecordState.VERIFIED)) {
            return DomainState.VERIFIED;
        }
        if (any(found.states(), RecordState.FAILED)) {
            return DomainState.FAILED;
        }
        return found.complete() ? DomainState.PENDING : DomainState.TEMPORARY_FAILURE;
    }

    private static boolean all(Map<Kind, RecordState> states, RecordState state) {
        return Arrays.stream(Kind.values()).filter(Kind::required).allMatch(kind -> states.get(kind) == state);
    }

    private static boolean any(Map<Kind, RecordState> states, RecordState state) {
        return Arrays.stream(Kind.values()).filter(Kind::required).anyMatch(kind -> states.get(kind) == state);
    }

    private static String reason(DomainState state, Map<Kind, RecordState> states) {
        return switch (state) {
            case FAILED -> "The DNS has something else for: " + names(states, RecordState.FAILED);
            case PENDING -> "Not found in the DNS yet: " + names(states, RecordState.PENDING);
            case TEMPORARY_FAILURE -> "The DNS did not answer: try again later";
            case VERIFIED -> null;
        };
    }

    private static String names(Map<Kind, RecordState> states, RecordState wanted) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.required() && states.get(kind) == wanted)
                .map(Kind::name)
                .collect(Collectors.joining(", "));
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
