package io.jamesagents.suppression;

import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.AgentsException.NotFound;
import io.jamesagents.apikey.Caller;
import io.jamesagents.audit.Audit;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.inbox.InboxStore;
import io.jamesagents.inbox.Inboxes;
import io.jamesagents.inbox.Reach;
import io.jamesagents.maildomain.DomainId;
import io.jamesagents.maildomain.MailDomains;
import io.jamesagents.store.Cursor;
import io.jamesagents.store.Database;
import io.jamesagents.store.Page;
import io.jamesagents.suppression.SuppressionStore.Wanted;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * The suppressed addresses of an organisation as its callers see and change them. A key that is limited to inboxes sees and
 * changes the entries of these inboxes alone.
 */
public final class Suppressions {
    private static final int BATCH = 500;

    private final Database database;
    private final Inboxes inboxes;
    private final MailDomains domains;
    private final Audit audit;
    private final Clock clock;
    private final SuppressionStore store = new SuppressionStore();

    public Suppressions(Database database, Inboxes inboxes, MailDomains domains, Audit audit, Clock clock) {
        this.database = database;
        this.inboxes = inboxes;
        this.domains = domains;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * The newest first: those of an inbox with what holds for it from its domain and organisation, those of a domain with those
     * of its inboxes, or all; with an address, those of them that hold for it.
     */
    public Page<Suppression> list(Reach reach, InboxId inbox, DomainId domain, String email, int limit, Cursor after) {
        List<String> addresses = email == null
                ? null
                : SuppressionCheck.keys(CanonicalAddress.of(email).orElseThrow(Suppressions::noAddress));
        Wanted wanted = new Wanted(scope(reach, inbox, domain), addresses);
        List<Suppression> rows =
                database.read(handle -> store.list(handle, reach, wanted, limit + 1, after, clock.millis()));
        return Page.of(rows, limit, entry -> new Cursor(entry.createdAt().toEpochMilli(), entry.id()));
    }

    /** The inbox may be deleted by now. */
    private SuppressionScope scope(Reach reach, InboxId inbox, DomainId domain) {
        if (inbox == null) {
            return new SuppressionScope(reach.org(), null, domain);
        }
        return inboxes.find(inbox)
                .filter(found -> found.org().equals(reach.org()))
                .map(SuppressionScope::of)
                .orElse(new SuppressionScope(reach.org(), inbox, null));
    }

    /** Adds an entry; one that is there and lasts as long stays as it is. Returns the one that holds. */
    public Suppression add(Caller caller, NewSuppression wanted) {
        CanonicalAddress address = CanonicalAddress.of(wanted.email()).orElseThrow(Suppressions::noAddress);
        Instant now = Instant.ofEpochMilli(clock.millis());
        if (wanted.expiresAt() != null && !wanted.expiresAt().isAfter(now)) {
            throw new Invalid("expires_at", "expires_at must lie in the future");
        }
        SuppressionScope scope = changed(caller.reach(), wanted.inbox(), wanted.domain());
        Suppression entry =
                Suppression.of(scope, address, SuppressionReason.MANUAL, now).until(wanted.expiresAt());
        return database.write(handle -> {
            requireLive(handle, scope);
            store.put(handle, entry).ifPresent(id -> record(handle, caller, "suppression.added", id, scope));
            return store.find(handle, scope, address, now.toEpochMilli()).orElseThrow();
        });
    }

    private SuppressionScope changed(Reach reach, InboxId inbox, DomainId domain) {
        if (inbox != null) {
            Inbox found = inboxes.get(reach, inbox);
            return SuppressionScope.of(found);
        }
        reach.requireWholeOrganisation();
        return new SuppressionScope(
                reach.org(),
                null,
                domain == null ? null : domains.get(reach.org(), domain).id());
    }

    /** Nothing is added to an inbox whose data is being deleted. */
    private void requireLive(Handle handle, SuppressionScope scope) {
        if (scope.inbox() != null) {
            database.lock(handle, scope.inbox());
            if (!InboxStore.live(handle, scope.inbox())) {
                throw new NotFound("Inbox");
            }
        }
    }

    /** Takes an address out of the scope of an inbox or a domain, or, with neither, out of all within reach. */
    public void remove(Caller caller, String email, InboxId inbox, DomainId domain) {
        Reach reach = caller.reach();
        CanonicalAddress address = CanonicalAddress.of(email).orElseThrow(Suppressions::notFound);
        SuppressionScope scope =
                inbox == null && domain == null ? null : new SuppressionScope(reach.org(), inbox, domain);
        database.update(handle -> {
            List<String> removed = store.remove(handle, reach, scope, address);
            if (removed.isEmpty()) {
                throw notFound();
            }
            removed.forEach(id -> record(handle, caller, "suppression.removed", id, scope));
        });
    }

    private void record(Handle handle, Caller caller, String action, String id, SuppressionScope scope) {
        Map<String, String> details = scope == null || scope.inbox() == null
                ? Map.of("scope", scope == null ? "all" : scope.word())
                : Map.of("scope", scope.word(), "inbox_id", scope.inbox().value());
        audit.record(handle, caller.orgId(), caller.actor(), action, id, details);
    }

    private static Invalid noAddress() {
        return new Invalid("email", "email must be an e-mail address");
    }

    private static NotFound notFound() {
        return new NotFound("Suppression");
    }

    /** Removes entries whose time is over, and counters of failures that nobody added to for long. */
    public void cleanUp() {
        long now = clock.millis();
        while (database.write(handle -> store.forget(handle, now, BATCH)) == BATCH) {
            // There is more.
        }
        database.update(handle -> SoftFailures.forget(handle, now));
    }
}
