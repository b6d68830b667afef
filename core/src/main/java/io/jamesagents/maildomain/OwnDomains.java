package io.jamesagents.maildomain;

import io.jamesagents.AgentsException.Conflict;
import io.jamesagents.AgentsException.Forbidden;
import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.Ids;
import io.jamesagents.ShortText;
import io.jamesagents.apikey.Caller;
import io.jamesagents.audit.Audit;
import io.jamesagents.maildomain.dkim.DkimKey;
import io.jamesagents.maildomain.dkim.SigningKeys;
import io.jamesagents.store.Database;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * Makes and takes out domains of organisations. Any organisation may have any name waiting, without learning who else has; only
 * one of them can prove it.
 */
public final class OwnDomains {
    private static final int MOST_WAITING = 100;
    private static final int MAX_REGION = 64;

    private final Database database;
    private final MailDomains domains;
    private final SigningKeys keys;
    private final Audit audit;
    private final Clock clock;
    private final DomainStore store = new DomainStore();

    public OwnDomains(Database database, MailDomains domains, SigningKeys keys, Audit audit, Clock clock) {
        this.database = database;
        this.domains = domains;
        this.keys = keys;
        this.audit = audit;
        this.clock = clock;
    }

    /** Makes a domain that waits for its DNS records, with a key of its own; {@code region} may be null. */
    public MailDomain create(Caller caller, String wanted, String region) {
        caller.reach().requireWholeOrganisation();
        String name = DomainName.parse(wanted);
        ShortText.require("region", region, MAX_REGION);
        if (DomainName.related(name, domains.sharedName())) {
            throw new Invalid("name", "The shared domain, and what is above or below it, cannot be an own domain");
        }
        requireRoom(caller, name);
        DkimKey key = DkimKey.generate();
        MailDomain domain = new MailDomain(
                new DomainId(Ids.random("d_")),
                caller.orgId(),
                name,
                DomainState.PENDING,
                region,
                new DomainProof("agents-challenge=" + Ids.random(""), key.selector(), key.publicKey(), Map.of(), null),
                clock.instant());
        return insert(caller, domain, keys.sealed(key));
    }

    private MailDomain insert(Caller caller, MailDomain domain, String sealedKey) {
        database.update(handle -> {
            if (!store.insert(handle, domain, sealedKey)) {
                throw exists(domain.name());
            }
            audit.record(
                    handle,
                    caller.orgId(),
                    caller.actor(),
                    "domain.created",
                    domain.id().value());
        });
        return domains.get(caller.orgId(), domain.id());
    }

    /** Before a key is made, which takes a moment. */
    private void requireRoom(Caller caller, String name) {
        List<MailDomain> there = domains.list(caller.orgId());
        if (there.stream().anyMatch(domain -> domain.name().equals(name))) {
            throw exists(name);
        }
        long waiting = there.stream().filter(domain -> !domain.verified()).count();
        if (waiting >= MOST_WAITING) {
            throw new Forbidden(
                    "Your organisation has " + waiting + " domains that are not verified: verify or delete some first");
        }
    }

    private static Conflict exists(String name) {
        return new Conflict("domain_exists", "The domain " + name + " is there already");
    }

    /** Takes out a domain that is not verified; of a verified one there may be inboxes and mail. */
    public void delete(Caller caller, DomainId id) {
        caller.reach().requireWholeOrganisation();
        MailDomain domain = domains.get(caller.orgId(), id);
        if (domain.shared()) {
            throw new Forbidden("The shared domain is not yours to delete");
        }
        database.update(handle -> {
            if (!store.delete(handle, caller.orgId(), id)) {
                throw new Conflict("domain_verified", "The domain " + domain.name() + " is verified: it stays");
            }
            audit.record(handle, caller.orgId(), caller.actor(), "domain.deleted", id.value());
        });
    }
}
