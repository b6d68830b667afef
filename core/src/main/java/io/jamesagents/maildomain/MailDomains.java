package io.jamesagents.maildomain;

import io.jamesagents.AgentsException.NotFound;
import io.jamesagents.Ids;
import io.jamesagents.maildomain.dkim.DkimKey;
import io.jamesagents.maildomain.dkim.SigningKeys;
import io.jamesagents.org.OrgId;
import io.jamesagents.store.Database;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The domains of organisations, and the one they share. */
public final class MailDomains {
    private final Database database;
    private final String sharedName;
    private final Clock clock;
    private final DomainStore store = new DomainStore();

    public MailDomains(Database database, String sharedName, Clock clock) {
        this.database = database;
        this.sharedName = sharedName;
        this.clock = clock;
    }

    /** Makes the shared domain known; to be called at every start. */
    public MailDomain ensureShared() {
        MailDomain fresh = new MailDomain(
                sharedId(),
                null,
                sharedName,
                DomainState.VERIFIED,
                null,
                new DomainProof(null, null, null, Map.of(), null),
                clock.instant());
        return database.write(handle -> {
            store.insert(handle, fresh, null);
            return store.find(handle, sharedId())
                    .orElseThrow(() -> new IllegalStateException(
                            sharedName + ", the shared domain, is a domain that an organisation has verified"));
        });
    }

    /** Makes a key for the shared domain when it has none; of several nodes, the first one's stays. */
    public void ensureSharedKey(SigningKeys keys) {
        if (shared().proof().publicKey() == null) {
            DkimKey key = DkimKey.generate();
            String sealed = keys.sealed(key);
            database.update(handle -> store.addKey(handle, sharedId(), key.selector(), key.publicKey(), sealed));
        }
    }

    public String sharedName() {
        return sharedName;
    }

    public MailDomain shared() {
        return database.read(handle -> store.find(handle, sharedId())).orElseThrow();
    }

    /** The organisation's own domains in the order they were made, the shared one last. */
    public List<MailDomain> list(OrgId org) {
        return database.read(handle -> store.list(handle, org, sharedId()));
    }

    public MailDomain get(OrgId org, DomainId id) {
        return database.read(handle -> store.find(handle, org, sharedId(), id))
                .orElseThrow(() -> new NotFound("Domain"));
    }

    /** Where an inbox goes when its maker names no domain: the first verified own domain, else the shared one. */
    public MailDomain preferred(OrgId org) {
        return list(org).stream().filter(MailDomain::verified).findFirst().orElseThrow(() -> new NotFound("Domain"));
    }

    /** The organisation's own domain of that name, if it is verified. */
    public Optional<MailDomain> verified(OrgId org, String name) {
        return database.read(handle -> store.verified(handle, org, name));
    }

    /** Whether mail is taken for the domain of this name, whoever has it. */
    public boolean served(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.equals(sharedName) || database.read(handle -> store.verified(handle, lower));
    }

    /** Whether the name is a domain that the organisation has verified; as part of a larger transaction. */
    public static boolean owns(Handle handle, OrgId org, String name) {
        return new DomainStore().verified(handle, org, name).isPresent();
    }

    /** Which organisation has verified the domain of that name, or the nearest one above it; part of a larger transaction. */
    public static Optional<OrgId> ownerOf(Handle handle, String name) {
        List<String> names = new ArrayList<>();
        for (String at = name; at.contains("."); at = at.substring(at.indexOf('.') + 1)) {
            names.add(at);
        }
        return names.isEmpty() ? Optional.empty() : new DomainStore().owner(handle, names);
    }

    /** The names for which mail is taken, of all organisations. */
    public List<String> verifiedNames() {
        return database.read(store::verifiedNames);
    }

    private DomainId sharedId() {
        return new DomainId(Ids.derived("d_", "shared", sharedName));
    }
}
