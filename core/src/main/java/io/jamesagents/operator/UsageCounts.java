package io.jamesagents.operator;

import io.jamesagents.org.Org;
import io.jamesagents.org.OrgId;
import io.jamesagents.outbound.SendLimits;
import io.jamesagents.outbound.SendLimits.Window;
import io.jamesagents.store.Database;
import org.jdbi.v3.core.Handle;

/** Finds out how much an organisation uses, in steps that do not grow with it. */
public final class UsageCounts {
    static final int MOST = 10_000;

    private final Database database;
    private final SendLimits limits;

    public UsageCounts(Database database, SendLimits limits) {
        this.database = database;
        this.limits = limits;
    }

    public Usage of(Org org) {
        Window sending = limits.window(org.id(), org.tier());
        return database.read(handle -> new Usage(
                count(handle, org.id(), "inbox WHERE org_id = :org AND deleted_at IS NULL"),
                count(handle, org.id(), "mail_domain WHERE org_id = :org"),
                count(handle, org.id(), "message WHERE org_id = :org"),
                count(handle, org.id(), "webhook_delivery WHERE org_id = :org AND state = 'dead'"),
                sending));
    }

    private static long count(Handle handle, OrgId org, String from) {
        return handle.createQuery("SELECT COUNT(*) FROM (SELECT 1 FROM " + from + " LIMIT " + MOST + ") counted")
                .bind("org", org.value())
                .mapTo(Long.class)
                .one();
    }
}
