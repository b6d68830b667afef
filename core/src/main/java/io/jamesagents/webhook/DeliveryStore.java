package io.jamesagents.webhook;

import io.jamesagents.Ids;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.inbox.Reach;
import io.jamesagents.org.OrgId;
import io.jamesagents.store.Cursor;
import io.jamesagents.webhook.WebhookDeliveries.Filter;
import io.jamesagents.webhook.WebhookDelivery.Attempt;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** What an organisation sees and changes of the tables {@code webhook_delivery}, {@code _attempt} and {@code _payload}. */
final class DeliveryStore {
    static final int COUNTED = 10_000;

    List<WebhookDelivery> list(Handle handle, Reach reach, Filter filter, int limit, int offset, Cursor after) {
        String sql = "SELECT * FROM webhook_delivery" + where(reach, filter)
                + (after == null ? "" : " AND (created_at, id) < (:time, :id)")
                + " ORDER BY created_at DESC, id DESC LIMIT :limit" + (after == null ? " OFFSET :offset" : "");
        Query query = bind(handle.createQuery(sql), reach, filter).bind("limit", limit);
        if (after == null) {
            query.bind("offset", Math.max(0, offset));
        } else {
            query.bind("time", after.time()).bind("id", after.id());
        }
        return query.map((row, context) -> delivery(row)).list();
    }

    long count(Handle handle, Reach reach, Filter filter) {
        String sql = "SELECT COUNT(*) FROM (SELECT 1 FROM webhook_delivery" + where(reach, filter)
                + " LIMIT :limit) counted";
        return bind(handle.createQuery(sql), reach, filter)
                .bind("limit", COUNTED)
                .mapTo(Long.class)
                .one();
    }

    private static String where(Reach reach, Filter filter) {
        return " WHERE org_id = :org"
                + reach.and("inbox_id")
                + (filter.inbox() == null ? "" : " AND inbox_id = :inbox")
                + (filter.state() == null ? "" : " AND state = :state")
                + (filter.endpoint() == null ? "" : " AND endpoint = :endpoint");
    }

    private static Query bind(Query query, Reach reach, Filter filter) {
        reach.bind(query).bind("org", reach.org().value());
        if (filter.inbox() != null) {
            query.bind("inbox", filter.inbox().value());
        }
        if (filter.state() != null) {
            query.bind("state", filter.state().word());
        }
        if (filter.endpoint() != null) {
            query.bind("endpoint", filter.endpoint());
        }
        return query;
    }

    Optional<WebhookDelivery> find(Handle handle, OrgId org, DeliveryId id) {
        return one(handle.createQuery("SELECT * FROM webhook_delivery WHERE id = :id AND org_id = :org"), org, id)
                .map((row, context) -> delivery(row))
                .findOne();
    }

    private static Query one(Query query, OrgId org, DeliveryId id) {
        return query.bind("id", id.value()).bind("org", org.value());
    }

    /** Null when the body is deleted. */
    String payloadHash(Handle handle, OrgId org, DeliveryId id) {
        Query query = handle.createQuery("SELECT p.body FROM webhook_payload p JOIN webhook_delivery d"
                + " ON d.event_id = p.event_id WHERE d.id = :id AND d.org_id = :org AND p.org_id = :org");
        return one(query, org, id)
                .mapTo(String.class)
                .findOne()
                .map(body -> HexFormat.of().formatHex(Ids.sha256().digest(body.getBytes(StandardCharsets.UTF_8))))
                .orElse(null);
    }

    List<Attempt> attempts(Handle handle, OrgId org, DeliveryId id) {
        String sql = "SELECT * FROM webhook_attempt WHERE delivery_id = :id AND org_id = :org ORDER BY attempt";
        return one(handle.createQuery(sql), org, id)
                .map((row, context) -> new Attempt(
                        row.getInt("attempt"),
                        integer(row, "status_code"),
                        row.getString("error"),
                        row.getLong("latency_ms"),
                        time(row, "attempted_at")))
                .list();
    }

    /** Makes deliveries due now that are not under way, each with at least one more attempt. Returns how many. */
    int makeDue(Handle handle, OrgId org, List<DeliveryId> ids, String endpoint, long now) {
        return handle.createUpdate("UPDATE webhook_delivery SET endpoint = :endpoint, next_attempt_at = :now,"
                        + " dead_at = NULL, delivered_at = NULL, delivery_latency_ms = NULL,"
                        + " state = CASE WHEN attempt_count = 0 THEN 'pending' ELSE 'failed' END,"
                        + " max_attempts = CASE WHEN attempt_count < max_attempts THEN max_attempts"
                        + " ELSE attempt_count + 1 END"
                        + " WHERE id IN (<ids>) AND org_id = :org AND state <> 'pending' AND lease_owner IS NULL")
                .bind("endpoint", endpoint)
                .bind("now", now)
                .bindList("ids", ids.stream().map(DeliveryId::value).toList())
                .bind("org", org.value())
                .execute();
    }

    /** The oldest first. */
    List<WebhookDelivery> toReplay(Handle handle, OrgId org, WebhookDeliveries.Replay replay, Cursor after, int limit) {
        return handle.createQuery("SELECT * FROM webhook_delivery WHERE org_id = :org AND inbox_id = :inbox"
                        + " AND state = :state AND (created_at, id) > (:time, :id)"
                        + " ORDER BY created_at, id LIMIT :limit")
                .bind("org", org.value())
                .bind("inbox", replay.inbox().value())
                .bind("state", replay.state().word())
                .bind("time", after.time())
                .bind("id", after.id())
                .bind("limit", limit)
                .map((row, context) -> delivery(row))
                .list();
    }

    static WebhookDelivery delivery(ResultSet row) throws SQLException {
        return new WebhookDelivery(
                new DeliveryId(row.getString("id")),
                new InboxId(row.getString("inbox_id")),
                row.getString("message_id"),
                row.getString("event_id"),
                row.getString("event_type"),
                number(row, "event_seq"),
                number(row, "delivery_seq"),
                row.getString("endpoint"),
                DeliveryState.parse(row.getString("state")),
                row.getInt("attempt_count"),
                row.getInt("max_attempts"),
                time(row, "created_at"),
                // While a row is leased, its due time is only that of the lease's end.
                row.getString("lease_owner") == null ? time(row, "next_attempt_at") : null,
                time(row, "delivered_at"),
                time(row, "dead_at"),
                integer(row, "last_status_code"),
                row.getString("last_error"),
                number(row, "delivery_latency_ms"));
    }

    static Long number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    private static Integer integer(ResultSet row, String column) throws SQLException {
        Long value = number(row, column);
        return value == null ? null : value.intValue();
    }

    static Instant time(ResultSet row, String column) throws SQLException {
        Long millis = number(row, column);
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
