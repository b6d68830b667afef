package io.jamesagents.inbox;

import io.jamesagents.Json;
import io.jamesagents.inbox.WebhookTarget.Disabled;
import io.jamesagents.inbox.WebhookTarget.OldSecret;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The columns of the table {@code inbox} that are its webhook. */
final class WebhookColumns {
    private WebhookColumns() {}

    /** Null for none. */
    static WebhookTarget read(ResultSet row) throws SQLException {
        String endpoint = row.getString("webhook_endpoint");
        return endpoint == null
                ? null
                : new WebhookTarget(
                        endpoint,
                        Json.strings(row.getString("webhook_events")),
                        row.getString("webhook_secret"),
                        old(row),
                        disabled(row));
    }

    private static OldSecret old(ResultSet row) throws SQLException {
        String secret = row.getString("webhook_old_secret");
        return secret == null
                ? null
                : new OldSecret(secret, Instant.ofEpochMilli(row.getLong("webhook_old_secret_until")));
    }

    private static Disabled disabled(ResultSet row) throws SQLException {
        long at = row.getLong("webhook_disabled_at");
        return row.wasNull() ? null : new Disabled(Instant.ofEpochMilli(at), row.getString("webhook_disabled_reason"));
    }

    /** Null takes the webhook away. */
    static void set(Handle handle, Inbox inbox, WebhookTarget webhook) {
        Optional<WebhookTarget> target = Optional.ofNullable(webhook);
        Optional<OldSecret> old = target.map(WebhookTarget::old);
        Optional<Disabled> disabled = target.map(WebhookTarget::disabled);
        handle.createUpdate("UPDATE inbox SET webhook_endpoint = :endpoint, webhook_events = :events,"
                        + " webhook_secret = :secret, webhook_old_secret = :old, webhook_old_secret_until = :until,"
                        + " webhook_disabled_at = :disabledAt, webhook_disabled_reason = :reason"
                        + " WHERE id = :id AND org_id = :org AND deleted_at IS NULL")
                .bind("endpoint", target.map(WebhookTarget::endpoint).orElse(null))
                .bind("events", target.map(set -> Json.write(set.events())).orElse(null))
                .bind("secret", target.map(WebhookTarget::secret).orElse(null))
                .bind("old", old.map(OldSecret::secret).orElse(null))
                .bind("until", old.map(secret -> secret.until().toEpochMilli()).orElse(null))
                .bind(
                        "disabledAt",
                        disabled.map(state -> state.at().toEpochMilli()).orElse(null))
                .bind("reason", disabled.map(Disabled::reason).orElse(null))
                .bind("id", inbox.id().value())
                .bind("org", inbox.org().value())
                .execute();
    }
}
