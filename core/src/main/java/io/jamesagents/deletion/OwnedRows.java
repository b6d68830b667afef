package io.jamesagents.deletion;

import io.jamesagents.store.Database;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Deletes what an organisation has in all tables, those included that features will add: every table with a column
 * {@code org_id} is one of these.
 */
final class OwnedRows implements Step {
    /** These stay, without anything about anybody. */
    static final Set<String> KEPT = Set.of("org", "inbox", "inbox_address", "deletion_request", "audit");
    /** What callers prove themselves with: kept until nothing is left to ask about. */
    static final Set<String> CREDENTIALS = Set.of("api_key", "agent", "agent_nonce");

    private static final int BATCH = 200;
    private static final Map<String, String> KINDS = Map.of(
            "mail_domain", Counts.DOMAINS,
            "mail_thread", Counts.THREADS,
            "thread_tag", Counts.THREAD_METADATA,
            "message", Counts.MESSAGES,
            "attachment", Counts.ATTACHMENTS,
            "outbound_recipient", Counts.DELIVERY_EVENTS,
            "webhook_delivery", Counts.WEBHOOK_DELIVERIES,
            "dmarc_report", Counts.DMARC_REPORTS,
            "api_key", Counts.API_KEYS,
            "suppression", Counts.SUPPRESSIONS);

    private final Database database;
    private final boolean credentials;

    OwnedRows(Database database, boolean credentials) {
        this.database = database;
        this.credentials = credentials;
    }

    @Override
    public boolean run(Run run) {
        for (String table : database.read(handle -> database.tablesWith(handle, "org_id"))) {
            boolean stays = KEPT.contains(table) || (!credentials && CREDENTIALS.contains(table));
            if (!stays && !delete(database, run, run.target(), table)) {
                return false;
            }
        }
        return true;
    }

    /** Deletes the rows of the target's organisation and, if it is about one, inbox; false when it was paused. */
    static boolean delete(Database database, Run run, Target target, String table) {
        String sql = "DELETE FROM " + table + " WHERE "
                + database.rowIn("SELECT " + database.row() + " FROM " + table + " WHERE org_id = :org"
                        + target.inbox("inbox_id") + " LIMIT " + BATCH);
        AtomicInteger deleted = new AtomicInteger(BATCH);
        while (deleted.get() == BATCH) {
            run.commit(handle -> {
                deleted.set(target.bindInbox(handle.createUpdate(sql)).execute());
                return KINDS.containsKey(table) ? Counts.of(KINDS.get(table), deleted.get()) : Counts.NONE;
            });
            if (run.pause()) {
                return false;
            }
        }
        return true;
    }
}
