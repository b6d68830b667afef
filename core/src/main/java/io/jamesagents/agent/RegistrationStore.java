package io.jamesagents.agent;

import io.jamesagents.Json;
import io.jamesagents.org.OrgId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table {@code agent_registration}: a row for each registration, until it is proven or forgotten. */
final class RegistrationStore {
    private static final int MAX_TRIES = 5;
    private static final int BATCH = 500;

    /** False when the slug or the key is in another registration. */
    boolean insert(Handle handle, Registration registration, String tokenHmac, long now) {
        Application application = registration.application();
        Profile profile = application.profile();
        return handle.createUpdate(
                                "INSERT INTO agent_registration (id, org_id, token_hmac, slug, public_key, agent_name,"
                                        + " org_name, purpose, avatar_url, website_url, moltbook_handle, capabilities, challenge,"
                                        + " tries, opened, lease_until, expires_at, created_at) VALUES (:id, :org, :token, :slug,"
                                        + " :key, :agentName, :orgName, :purpose, :avatar, :website, :moltbook, :capabilities,"
                                        + " :challenge, 0, 0, 0, :expires, :now) ON CONFLICT DO NOTHING")
                        .bind("id", registration.id())
                        .bind("org", registration.org().value())
                        .bind("token", tokenHmac)
                        .bind("slug", application.slug())
                        .bind("key", application.key().base64())
                        .bind("agentName", application.agentName())
                        .bind("orgName", application.orgName())
                        .bind("purpose", application.purpose())
                        .bind("avatar", profile.avatarUrl())
                        .bind("website", profile.websiteUrl())
                        .bind("moltbook", profile.moltbookHandle())
                        .bind("capabilities", Json.write(profile.capabilities()))
                        .bind("challenge", registration.challenge().value())
                        .bind("expires", registration.expiresAt().toEpochMilli())
                        .bind("now", now)
                        .execute()
                == 1;
    }

    /** The registration of a token that can still be used. */
    Optional<Registration> find(Handle handle, String tokenHmac, long now) {
        return handle.createQuery("SELECT * FROM agent_registration WHERE token_hmac = :token AND tries < :tries"
                        + " AND expires_at > :now")
                .bind("token", tokenHmac)
                .bind("tries", MAX_TRIES)
                .bind("now", now)
                .map((row, context) -> registration(row))
                .findOne();
    }

    boolean hasSlug(Handle handle, String slug) {
        return handle.createQuery("SELECT 1 FROM agent_registration WHERE slug = :slug")
                .bind("slug", slug)
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    void countTry(Handle handle, String id) {
        handle.createUpdate("UPDATE agent_registration SET tries = tries + 1 WHERE id = :id")
                .bind("id", id)
                .execute();
    }

    /** Takes the registration for oneself until a time; empty while somebody else has it, or when it is gone. */
    Optional<Registration> lease(Handle handle, String id, long now, long until) {
        return handle.createQuery("UPDATE agent_registration SET lease_until = :until"
                        + " WHERE id = :id AND lease_until <= :now RETURNING *")
                .bind("id", id)
                .bind("now", now)
                .bind("until", until)
                .map((row, context) -> registration(row))
                .findOne();
    }

    void endLease(Handle handle, String id) {
        handle.createUpdate("UPDATE agent_registration SET lease_until = 0 WHERE id = :id")
                .bind("id", id)
                .execute();
    }

    void markOpened(Handle handle, String id) {
        handle.createUpdate("UPDATE agent_registration SET opened = 1 WHERE id = :id")
                .bind("id", id)
                .execute();
    }

    /** Whether it was still there. */
    boolean delete(Handle handle, String id) {
        return handle.createUpdate("DELETE FROM agent_registration WHERE id = :id")
                        .bind("id", id)
                        .execute()
                == 1;
    }

    /** Those in the way of a slug and a key whose time is over, and for which no mailbox was made. */
    List<Registration> expired(Handle handle, String slug, AgentKey key, long now) {
        return handle.createQuery("SELECT * FROM agent_registration WHERE (slug = :slug OR public_key = :key)"
                        + " AND expires_at <= :now AND lease_until <= :now AND opened = 0")
                .bind("slug", slug)
                .bind("key", key.base64())
                .bind("now", now)
                .map((row, context) -> registration(row))
                .list();
    }

    /** Those whose time is over and at which nobody is; where a mailbox was made, it is over for a while already. */
    List<Registration> expired(Handle handle, long now, long longAgo) {
        return handle.createQuery("SELECT * FROM agent_registration WHERE lease_until <= :now AND expires_at <="
                        + " CASE WHEN opened = 1 THEN :longAgo ELSE :now END ORDER BY expires_at LIMIT :batch")
                .bind("now", now)
                .bind("longAgo", longAgo)
                .bind("batch", BATCH)
                .map((row, context) -> registration(row))
                .list();
    }

    private static Registration registration(ResultSet row) throws SQLException {
        Application application = new Application(
                row.getString("agent_name"),
                row.getString("org_name"),
                row.getString("slug"),
                new AgentKey(row.getString("public_key")),
                row.getString("purpose"),
                new Profile(
                        row.getString("avatar_url"),
                        row.getString("website_url"),
                        row.getString("moltbook_handle"),
                        Json.strings(row.getString("capabilities"))));
        return new Registration(
                row.getString("id"),
                new OrgId(row.getString("org_id")),
                application,
                new Challenge(row.getString("challenge")),
                row.getInt("opened") == 1,
                Instant.ofEpochMilli(row.getLong("expires_at")));
    }
}
