package io.jamesagents.agent;

import io.jamesagents.AgentsException.Forbidden;
import io.jamesagents.Json;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.org.Org;
import io.jamesagents.org.Orgs;
import io.jamesagents.org.Suspension;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table {@code agent}. */
final class AgentStore {

    /** An agent's key, the organisation that it speaks for, and what to answer if that is suspended. */
    record Known(Org org, AgentKey key, Optional<Forbidden> suspension) {}

    /** False when the key is another agent's. */
    boolean insert(Handle handle, AgentId id, Registration from, InboxId inbox, long now) {
        Application application = from.application();
        Profile profile = application.profile();
        return handle.createUpdate("INSERT INTO agent (id, org_id, inbox_id, name, public_key, purpose, avatar_url,"
                                + " website_url, moltbook_handle, capabilities, status, created_at) VALUES (:id, :org,"
                                + " :inbox, :name, :key, :purpose, :avatar, :website, :moltbook, :capabilities,"
                                + " 'active', :now) ON CONFLICT DO NOTHING")
                        .bind("id", id.value())
                        .bind("org", from.org().value())
                        .bind("inbox", inbox.value())
                        .bind("name", application.agentName())
                        .bind("key", application.key().base64())
                        .bind("purpose", application.purpose())
                        .bind("avatar", profile.avatarUrl())
                        .bind("website", profile.websiteUrl())
                        .bind("moltbook", profile.moltbookHandle())
                        .bind("capabilities", Json.write(profile.capabilities()))
                        .bind("now", now)
                        .execute()
                == 1;
    }

    /** An active agent, whatever its organisation. */
    Optional<Known> find(Handle handle, String id) {
        return handle.createQuery("SELECT o.*, a.public_key FROM agent a JOIN org o ON o.id = a.org_id"
                        + " WHERE a.id = :id AND a.status = 'active' AND o.status IN "
                        + Suspension.KNOWN)
                .bind("id", id)
                .map((row, context) ->
                        new Known(Orgs.org(row), new AgentKey(row.getString("public_key")), Suspension.of(row)))
                .findOne();
    }

    boolean hasKey(Handle handle, AgentKey key) {
        return handle.createQuery("SELECT 1 FROM agent WHERE public_key = :key")
                .bind("key", key.base64())
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }
}
