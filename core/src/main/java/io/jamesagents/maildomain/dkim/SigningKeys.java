package io.jamesagents.maildomain.dkim;

import io.jamesagents.ServerSecret;
import io.jamesagents.org.OrgId;
import io.jamesagents.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The keys of domains: sealed in the database, and opened in memory for a minute, since each mail asks for one. */
public final class SigningKeys {
    private static final String PURPOSE = "dkim";
    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final int MOST = 1_000;

    private final Database database;
    private final ServerSecret secret;
    private final Clock clock;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    public SigningKeys(Database database, ServerSecret secret, Clock clock) {
        this.database = database;
        this.secret = secret;
        this.clock = clock;
    }

    private record Kept(SigningKey key, long until) {}

    /** The private key as it may be stored. */
    public String sealed(DkimKey key) {
        return secret.seal(PURPOSE, key.pem());
    }

    /** The key of a domain by its name, if the domain is verified. */
    public Optional<SigningKey> of(String domain) {
        long now = clock.millis();
        Kept known = kept.get(domain);
        if (known != null && known.until > now) {
            return Optional.of(known.key);
        }
        Optional<SigningKey> found = read(domain);
        if (kept.size() >= MOST) {
            kept.clear();
        }
        // A domain without a key may be verified any moment, and is asked for seldom.
        found.ifPresent(key -> kept.put(domain, new Kept(key, now + KEPT.toMillis())));
        return found;
    }

    private Optional<SigningKey> read(String domain) {
        return database.read(
                handle -> handle.createQuery("SELECT org_id, name, dkim_selector, dkim_key FROM mail_domain"
                                + " WHERE name = :name AND status = 'verified' AND dkim_key IS NOT NULL")
                        .bind("name", domain)
                        .map((row, context) -> key(row))
                        .findOne());
    }

    private SigningKey key(ResultSet row) throws SQLException {
        String org = row.getString("org_id");
        return new SigningKey(
                row.getString("name"),
                org == null ? null : new OrgId(org),
                row.getString("dkim_selector"),
                DkimKey.privateKey(secret.open(PURPOSE, row.getString("dkim_key"))));
    }
}
