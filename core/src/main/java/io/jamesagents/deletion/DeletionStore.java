package io.jamesagents.deletion;

import io.jamesagents.Json;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.org.OrgId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table {@code deletion_request}. */
final class DeletionStore {
    /** A token that is wrong this often closes the request. */
    static final int MAX_WRONG = 5;

    private static final int MAX_ERROR = 500;

    /** False when the organisation has a live request already. */
    boolean insert(Handle handle, DeletionRequest request, String tokenHmac) {
        Wanted wanted = request.wanted();
        return handle.createUpdate("INSERT INTO deletion_request (id, org_id, actor, scope, inbox_id, before_at, state,"
                                + " token_hmac, wrong_tokens, preview, deleted, failures, requested_at, confirm_by)"
                                + " VALUES (:id, :org, :actor, :scope, :inbox, :before, 'pending', :token, 0,"
                                + " :preview, '{}', 0, :requested, :confirmBy) ON CONFLICT DO NOTHING")
                        .bind("id", request.id())
                        .bind("org", request.org().value())
                        .bind("actor", request.actor())
                        .bind("scope", wanted.scope().word())
                        .bind(
                                "inbox",
                                wanted.inbox() == null ? null : wanted.inbox().value())
                        .bind(
                                "before",
                                wanted.before() == null ? null : wanted.before().toEpochMilli())
                        .bind("token", tokenHmac)
                        .bind("preview", Json.write(request.preview().each()))
                        .bind("requested", request.requestedAt().toEpochMilli())
                        .bind("confirmBy", request.confirmBy().toEpochMilli())
                        .execute()
                == 1;
    }

    /** Closes requests whose hour is over. */
    void expire(Handle handle, long now) {
        handle.createUpdate("UPDATE deletion_request SET state = 'expired'"
                        + " WHERE state = 'pending' AND confirm_by <= :now")
                .bind("now", now)
                .execute();
    }

    Optional<DeletionRequest> find(Handle handle, OrgId org, String id) {
        return handle.createQuery("SELECT * FROM deletion_request WHERE id = :id AND org_id = :org")
                .bind("id", id)
                .bind("org", org.value())
                .map((row, context) -> request(row))
                .findOne();
    }

    /** The HMAC of a request's token. */
    String token(Handle handle, DeletionRequest request) {
        return handle.createQuery("SELECT token_hmac FROM deletion_request WHERE id = :id AND org_id = :org")
                .bind("id", request.id())
                .bind("org", request.org().value())
                .mapTo(String.class)
                .one();
    }

    void countWrongToken(Handle handle, DeletionRequest request) {
        handle.createUpdate("UPDATE deletion_request SET wrong_tokens = wrong_tokens + 1,"
                        + " state = CASE WHEN state = 'pending' AND wrong_tokens + 1 >= :max THEN 'expired' ELSE state END"
                        + " WHERE id = :id AND org_id = :org")
                .bind("max", MAX_WRONG)
                .bind("id", request.id())
                .bind("org", request.org().value())
                .execute();
    }

    /** Begins the execution; false when the request is not pending. */
    boolean confirm(Handle handle, DeletionRequest request, String owner, long now, long leaseUntil) {
        return handle.createUpdate("UPDATE deletion_request SET state = 'executing', confirmed_at = :now,"
                                + " lease_owner = :owner, lease_until = :until"
                                + " WHERE id = :id AND org_id = :org AND state = 'pending'")
                        .bind("now", now)
                        .bind("owner", owner)
                        .bind("until", leaseUntil)
                        .bind("id", request.id())
                        .bind("org", request.org().value())
                        .execute()
                == 1;
    }

    /** Takes over executions that nobody works on; {@code alone}: nobody but this owner can be working on any. */
    List<DeletionRequest> takeOver(Handle handle, String owner, boolean alone, long now, long leaseUntil) {
        return handle.createQuery("UPDATE deletion_request SET lease_owner = :owner, lease_until = :until"
                        + " WHERE state = 'executing' AND (lease_until < :now OR (:alone = 1 AND lease_owner <> :owner))"
                        + " RETURNING *")
                .bind("owner", owner)
                .bind("until", leaseUntil)
                .bind("now", now)
                .bind("alone", alone ? 1 : 0)
                .map((row, context) -> request(row))
                .list();
    }

    /** Renews the lease and gives what is deleted so far; empty when somebody else has taken over. */
    Optional<Counts> renew(Handle handle, DeletionRequest request, String owner, long leaseUntil) {
        return handle.createQuery("UPDATE deletion_request SET lease_until = :until, failures = 0, error = NULL"
                        + " WHERE id = :id AND org_id = :org AND lease_owner = :owner AND state = 'executing'"
                        + " RETURNING deleted")
                .bind("until", leaseUntil)
                .bind("id", request.id())
                .bind("org", request.org().value())
                .bind("owner", owner)
                .map((row, context) -> Counts.read(row.getString(1)))
                .findOne();
    }

    void setDeleted(Handle handle, DeletionRequest request, Counts deleted) {
        handle.createUpdate("UPDATE deletion_request SET deleted = :deleted WHERE id = :id AND org_id = :org")
                .bind("deleted", Json.write(deleted.each()))
                .bind("id", request.id())
                .bind("org", request.org().value())
                .execute();
    }

    void complete(Handle handle, DeletionRequest request, long now) {
        handle.createUpdate("UPDATE deletion_request SET state = 'completed', completed_at = :now, lease_owner = NULL,"
                        + " lease_until = NULL WHERE id = :id AND org_id = :org")
                .bind("now", now)
                .bind("id", request.id())
                .bind("org", request.org().value())
                .execute();
    }

    /** Notes a failure; after the last one allowed the request has failed. */
    void failed(Handle handle, DeletionRequest request, String owner, String error, int most, long retryAt) {
        handle.createUpdate("UPDATE deletion_request SET failures = failures + 1, error = :error, lease_until = :retry,"
                        + " state = CASE WHEN failures + 1 >= :most THEN 'failed' ELSE state END"
                        + " WHERE id = :id AND org_id = :org AND lease_owner = :owner AND state = 'executing'")
                .bind("error", error.length() > MAX_ERROR ? error.substring(0, MAX_ERROR) : error)
                .bind("retry", retryAt)
                .bind("most", most)
                .bind("id", request.id())
                .bind("org", request.org().value())
                .bind("owner", owner)
                .execute();
    }

    private static DeletionRequest request(ResultSet row) throws SQLException {
        String inbox = row.getString("inbox_id");
        return new DeletionRequest(
                row.getString("id"),
                new OrgId(row.getString("org_id")),
                row.getString("actor"),
                new Wanted(
                        DeletionScope.parse(row.getString("scope")),
                        inbox == null ? null : new InboxId(inbox),
                        time(row, "before_at")),
                DeletionState.parse(row.getString("state")),
                Counts.read(row.getString("preview")),
                Counts.read(row.getString("deleted")),
                time(row, "requested_at"),
                time(row, "confirm_by"),
                time(row, "confirmed_at"),
                time(row, "completed_at"),
                row.getString("error"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
