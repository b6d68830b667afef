package io.jamesagents.ingest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.Json;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.mailbox.MailFolder;
import io.jamesagents.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What has been done about each mail for each inbox, kept before and after it is done. */
public final class Ledger {
    /** A mail is tried this often before it goes to quarantine. */
    public static final int MAX_ATTEMPTS = 3;

    static final String INTENT = "intent";
    static final String DONE = "done";
    static final String DUPLICATE = "duplicate";
    static final String QUARANTINED = "quarantined";

    private static final Duration QUARANTINED_FOR = Duration.ofMinutes(1);
    private static final String RELEASED = "(ingest.state = 'quarantined' AND ingest.updated_at < :released)";

    private final Database database;
    private final Clock clock;

    public Ledger(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * The entry of a mail: what is known, how often it was begun, the UID after which its copy would be, and, until it is
     * settled, what was found out about its sender.
     */
    record Entry(
            String ingestId,
            String inboxId,
            String state,
            int attempts,
            long afterUid,
            @Nullable ObjectNode authentication) {

        boolean settled() {
            return !state.equals(INTENT);
        }
    }

    /**
     * Counts an attempt and notes a UID that the mail's copy will be above, before anything else is done about the mail. A mail
     * that comes again a while after it went to quarantine was released from there, and gets all its attempts again.
     */
    Entry begin(String ingestId, Inbox inbox) {
        return begin(ingestId, inbox, null);
    }

    /** The same, with what is known about the sender; null leaves what was known already. */
    Entry begin(String ingestId, Inbox inbox, @Nullable ObjectNode authentication) {
        return database.write(handle -> handle.createQuery(
                        "INSERT INTO ingest (ingest_id, inbox_id, org_id, state, attempts, after_uid, authentication, created_at, updated_at)"
                                + " VALUES (:ingest, :inbox, :org, 'intent', 1, COALESCE((SELECT uid FROM message"
                                + " WHERE inbox_id = :inbox AND mailbox = :mailbox"
                                + " ORDER BY created_at DESC, id DESC LIMIT 1), 0), :authentication, :now, :now)"
                                + " ON CONFLICT (ingest_id, inbox_id) DO UPDATE SET"
                                + " attempts = CASE WHEN ingest.state = 'intent' THEN ingest.attempts + 1"
                                + "   WHEN " + RELEASED + " THEN 1 ELSE ingest.attempts END,"
                                + " state = CASE WHEN " + RELEASED + " THEN 'intent' ELSE ingest.state END,"
                                + " authentication = COALESCE(excluded.authentication, ingest.authentication),"
                                + " updated_at = CASE WHEN ingest.state = 'intent' OR " + RELEASED
                                + "   THEN :now ELSE ingest.updated_at END"
                                + " RETURNING ingest_id, inbox_id, state, attempts, after_uid, authentication")
                .bind("ingest", ingestId)
                .bind("inbox", inbox.id().value())
                .bind("org", inbox.org().value())
                .bind("mailbox", MailFolder.INBOX)
                .bind("authentication", authentication == null ? null : Json.write(authentication))
                .bind("now", clock.millis())
                .bind("released", clock.millis() - QUARANTINED_FOR.toMillis())
                .map((row, context) -> entry(row))
                .one());
    }

    /** Takes an attempt back that failed through no fault of the mail. */
    void forgive(String ingestId, Inbox inbox) {
        database.update(handle -> handle.createUpdate("UPDATE ingest SET attempts = attempts - 1"
                        + " WHERE ingest_id = :ingest AND inbox_id = :inbox AND org_id = :org AND state = 'intent'")
                .bind("ingest", ingestId)
                .bind("inbox", inbox.id().value())
                .bind("org", inbox.org().value())
                .execute());
    }

    /** Settles the entry; false when it was settled before, and then nothing may be done about the mail again. */
    boolean settle(Handle handle, String ingestId, Inbox inbox, String state, String messageId, String reason) {
        return handle.createUpdate(
                                "UPDATE ingest SET state = :state, message_id = :message, reason = :reason, authentication = NULL,"
                                        + " updated_at = :now WHERE ingest_id = :ingest AND inbox_id = :inbox"
                                        + " AND org_id = :org AND state = 'intent'")
                        .bind("state", state)
                        .bind("message", messageId)
                        .bind("reason", reason)
                        .bind("now", clock.millis())
                        .bind("ingest", ingestId)
                        .bind("inbox", inbox.id().value())
                        .bind("org", inbox.org().value())
                        .execute()
                == 1;
    }

    /** Gives a mail that went to quarantine all its attempts again. */
    public void release(Handle handle, String ingestId, Inbox inbox) {
        handle.createUpdate(
                        "UPDATE ingest SET state = 'intent', attempts = 0, updated_at = :now"
                                + " WHERE ingest_id = :ingest AND inbox_id = :inbox AND org_id = :org AND state = 'quarantined'")
                .bind("now", clock.millis())
                .bind("ingest", ingestId)
                .bind("inbox", inbox.id().value())
                .bind("org", inbox.org().value())
                .execute();
    }

    /** Why a mail went to quarantine; empty when it did not, as far as this inbox is concerned. */
    public Optional<String> quarantineReason(String ingestId, Inbox inbox) {
        return database.read(handle -> handle.createQuery("SELECT reason FROM ingest WHERE ingest_id = :ingest"
                        + " AND inbox_id = :inbox AND org_id = :org AND state = 'quarantined'")
                .bind("ingest", ingestId)
                .bind("inbox", inbox.id().value())
                .bind("org", inbox.org().value())
                .mapTo(String.class)
                .findOne());
    }

    /** Takes an intent out that nothing will come of. */
    void forget(Handle handle, String ingestId, Inbox inbox) {
        handle.createUpdate("DELETE FROM ingest WHERE ingest_id = :ingest AND inbox_id = :inbox AND org_id = :org"
                        + " AND state = 'intent'")
                .bind("ingest", ingestId)
                .bind("inbox", inbox.id().value())
                .bind("org", inbox.org().value())
                .execute();
    }

    /** Intents that nobody has worked on since then. */
    List<Entry> stale(Instant before, int limit) {
        return database.read(
                handle -> handle.createQuery("SELECT ingest_id, inbox_id, state, attempts, after_uid, authentication"
                                + " FROM ingest WHERE state = 'intent' AND updated_at < :before"
                                + " ORDER BY updated_at LIMIT :limit")
                        .bind("before", before.toEpochMilli())
                        .bind("limit", limit)
                        .map((row, context) -> entry(row))
                        .list());
    }

    private static Entry entry(ResultSet row) throws SQLException {
        String authentication = row.getString("authentication");
        return new Entry(
                row.getString("ingest_id"),
                row.getString("inbox_id"),
                row.getString("state"),
                row.getInt("attempts"),
                row.getLong("after_uid"),
                authentication == null ? null : Json.read(authentication, ObjectNode.class));
    }

    /** Forgets settled entries from before then: James's queue holds no mail that long. */
    void cleanUp(Instant before) {
        database.update(handle -> handle.createUpdate(
                        "DELETE FROM ingest WHERE state IN ('done', 'duplicate') AND updated_at < :before")
                .bind("before", before.toEpochMilli())
                .execute());
    }
}
