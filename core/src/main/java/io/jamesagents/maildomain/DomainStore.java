package io.jamesagents.maildomain;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.Json;
import io.jamesagents.maildomain.dns.DnsRecord.Kind;
import io.jamesagents.maildomain.dns.RecordState;
import io.jamesagents.org.OrgId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** The tables {@code mail_domain} and {@code domain_claim}. */
final class DomainStore {

    /** Whether there was no such domain of the organisation yet. */
    boolean insert(Handle handle, MailDomain domain, String sealedKey) {
        return handle.createUpdate("INSERT INTO mail_domain (id, org_id, name, status, region, created_at, challenge,"
                                + " dkim_selector, dkim_public, dkim_key) VALUES (:id, :org, :name, :status, :region, :now,"
                                + " :challenge, :selector, :public, :key) ON CONFLICT DO NOTHING")
                        .bind("id", domain.id().value())
                        .bind("org", domain.shared() ? null : domain.org().value())
                        .bind("name", domain.name())
                        .bind("status", domain.state().word())
                        .bind("region", domain.region())
                        .bind("now", domain.createdAt().toEpochMilli())
                        .bind("challenge", domain.proof().challenge())
                        .bind("selector", domain.proof().selector())
                        .bind("public", domain.proof().publicKey())
                        .bind("key", sealedKey)
                        .execute()
                == 1;
    }

    /** Takes out a domain that is not verified. */
    boolean delete(Handle handle, OrgId org, DomainId id) {
        return handle.createUpdate("DELETE FROM mail_domain WHERE id = :id AND org_id = :org AND status <> 'verified'")
                        .bind("id", id.value())
                        .bind("org", org.value())
                        .execute()
                == 1;
    }

    Optional<MailDomain> find(Handle handle, DomainId id) {
        return handle.createQuery("SELECT * FROM mail_domain WHERE id = :id")
                .bind("id", id.value())
                .map((row, context) -> domain(row))
                .findOne();
    }

    /** The organisation's domain, or the shared one. */
    Optional<MailDomain> find(Handle handle, OrgId org, DomainId shared, DomainId id) {
        return handle.createQuery("SELECT * FROM mail_domain WHERE (org_id = :org OR id = :shared) AND id = :id")
                .bind("org", org.value())
                .bind("shared", shared.value())
                .bind("id", id.value())
                .map((row, context) -> domain(row))
                .findOne();
    }

    /** The organisation's own in the order they were made, the shared one last. */
    List<MailDomain> list(Handle handle, OrgId org, DomainId shared) {
        return handle.createQuery("SELECT * FROM mail_domain WHERE (org_id = :org OR id = :shared)"
                        + " ORDER BY CASE WHEN org_id IS NULL THEN 1 ELSE 0 END, created_at, id")
                .bind("org", org.value())
                .bind("shared", shared.value())
                .map((row, context) -> domain(row))
                .list();
    }

    Optional<MailDomain> verified(Handle handle, OrgId org, String name) {
        return handle.createQuery(
                        "SELECT * FROM mail_domain WHERE org_id = :org AND name = :name AND status = 'verified'")
                .bind("org", org.value())
                .bind("name", name)
                .map((row, context) -> domain(row))
                .findOne();
    }

    /** Whether anybody has verified the domain of this name. */
    boolean verified(Handle handle, String name) {
        return handle.createQuery("SELECT 1 FROM mail_domain WHERE name = :name AND status = 'verified'")
                .bind("name", name)
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    /** The organisation that has verified the longest of these names, whichever it is. */
    Optional<OrgId> owner(Handle handle, List<String> names) {
        return handle.createQuery("SELECT org_id FROM mail_domain WHERE name IN (<names>) AND status = 'verified'"
                        + " AND org_id IS NOT NULL ORDER BY LENGTH(name) DESC LIMIT 1")
                .bindList("names", names)
                .mapTo(String.class)
                .findOne()
                .map(OrgId::new);
    }

    List<String> verifiedNames(Handle handle) {
        return handle.createQuery("SELECT name FROM mail_domain WHERE status = 'verified' ORDER BY name")
                .mapTo(String.class)
                .list();
    }

    /** Gives a domain its key, unless it has one. */
    void addKey(Handle handle, DomainId id, String selector, String publicKey, String sealedKey) {
        handle.createUpdate("UPDATE mail_domain SET dkim_selector = :selector, dkim_public = :public, dkim_key = :key"
                        + " WHERE id = :id AND dkim_key IS NULL")
                .bind("id", id.value())
                .bind("selector", selector)
                .bind("public", publicKey)
                .bind("key", sealedKey)
                .execute();
    }

    /** Whether the domain may be checked now; the next time it may after the pause. */
    boolean beginCheck(Handle handle, DomainId id, long now, long pause) {
        return handle.createUpdate("UPDATE mail_domain SET checked_at = :now"
                                + " WHERE id = :id AND (checked_at IS NULL OR checked_at <= :before)")
                        .bind("id", id.value())
                        .bind("now", now)
                        .bind("before", now - pause)
                        .execute()
                == 1;
    }

    /** Keeps others from changing the domain until the transaction ends; false when it is gone. */
    boolean hold(Handle handle, DomainId id) {
        return handle.createUpdate("UPDATE mail_domain SET checked_at = checked_at WHERE id = :id")
                        .bind("id", id.value())
                        .execute()
                == 1;
    }

    /** Makes the name the domain's for good; false when it is another's. */
    boolean claim(Handle handle, MailDomain domain, long now) {
        handle.createUpdate("INSERT INTO domain_claim (name, org_id, domain_id, created_at)"
                        + " VALUES (:name, :org, :id, :now) ON CONFLICT (name) DO NOTHING")
                .bind("name", domain.name())
                .bind("org", domain.org().value())
                .bind("id", domain.id().value())
                .bind("now", now)
                .execute();
        return handle.createQuery("SELECT domain_id FROM domain_claim WHERE name = :name")
                .bind("name", domain.name())
                .mapTo(String.class)
                .one()
                .equals(domain.id().value());
    }

    /** Stores what a check found. A domain that is verified stays so. */
    void update(Handle handle, DomainId id, DomainState state, DomainProof proof, long now) {
        handle.createUpdate("UPDATE mail_domain SET checks = :checks, reason = :reason, status = :status,"
                        + " verified_at = CASE WHEN :status = 'verified' THEN COALESCE(verified_at, :now) END"
                        + " WHERE id = :id AND (status <> 'verified' OR :status = 'verified')")
                .bind("id", id.value())
                .bind("checks", Json.write(words(proof.checks())))
                .bind("reason", proof.reason())
                .bind("status", state.word())
                .bind("now", now)
                .execute();
    }

    static Map<String, String> words(Map<Kind, RecordState> checks) {
        Map<String, String> words = new TreeMap<>();
        checks.forEach((kind, state) -> words.put(kind.name().toLowerCase(Locale.ROOT), state.word()));
        return words;
    }

    private static Map<Kind, RecordState> checks(String json) {
        Map<Kind, RecordState> checks = new EnumMap<>(Kind.class);
        JsonNode words = Json.tree(json);
        for (Kind kind : words == null ? new Kind[0] : Kind.values()) {
            String word = words.path(kind.name().toLowerCase(Locale.ROOT)).asText("not_started");
            checks.put(kind, RecordState.valueOf(word.toUpperCase(Locale.ROOT)));
        }
        return checks;
    }

    private static MailDomain domain(ResultSet row) throws SQLException {
        String org = row.getString("org_id");
        DomainProof proof = new DomainProof(
                row.getString("challenge"),
                row.getString("dkim_selector"),
                row.getString("dkim_public"),
                checks(row.getString("checks")),
                row.getString("reason"));
        return new MailDomain(
                new DomainId(row.getString("id")),
                org == null ? null : new OrgId(org),
                row.getString("name"),
                DomainState.parse(row.getString("status")),
                row.getString("region"),
                proof,
                Instant.ofEpochMilli(row.getLong("created_at")));
    }
}
