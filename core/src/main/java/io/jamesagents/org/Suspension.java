package io.jamesagents.org;

import io.jamesagents.AgentsException.Forbidden;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * What a suspended organisation may not do: nothing by the API, and nothing be sent. Its mail is taken in and kept, its webhooks
 * are called, and what it had sent before goes its way.
 */
public final class Suspension {
    /** The status of an organisation that is suspended. */
    public static final String SUSPENDED = "suspended";

    /** The statuses of organisations whose callers are told why, rather than unknown. */
    public static final String KNOWN = "('active', 'suspended')";

    private Suspension() {}

    /** What to answer the organisation of a row that has all columns of {@code org}; empty when it is active. */
    public static Optional<Forbidden> of(ResultSet org) throws SQLException {
        return SUSPENDED.equals(org.getString("status"))
                ? Optional.of(refusal(org.getString("suspended_reason")))
                : Optional.empty();
    }

    /** Refuses an organisation that is suspended by now; part of a larger transaction. */
    public static void refuse(Handle handle, OrgId org) {
        handle.createQuery("SELECT suspended_reason FROM org WHERE id = :org AND status = :suspended")
                .bind("org", org.value())
                .bind("suspended", SUSPENDED)
                .map((row, context) -> refusal(row.getString(1)))
                .findOne()
                .ifPresent(refusal -> {
                    throw refusal;
                });
    }

    private static Forbidden refusal(String reason) {
        return new Forbidden("Your organisation is suspended" + (reason == null ? "" : ": " + reason));
    }
}
