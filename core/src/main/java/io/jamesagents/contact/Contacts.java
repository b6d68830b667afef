package io.jamesagents.contact;

import io.jamesagents.inbox.InboxId;
import io.jamesagents.inbox.Reach;
import io.jamesagents.maildomain.DomainId;
import io.jamesagents.store.Database;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.statement.Query;

/** The people who write to an organisation's inboxes. */
public final class Contacts {
    private static final int MAX = 1000;

    private final Database database;

    public Contacts(Database database) {
        this.database = database;
    }

    /** How often an address has written to an inbox, and when it did so last. */
    public record Contact(String address, InboxId inbox, long messages, Instant lastActive) {}

    /** The most active first; {@code inboxes} empty and {@code domain} null for all. */
    public List<Contact> list(Reach reach, List<InboxId> inboxes, DomainId domain) {
        String sql = "SELECT sender, inbox_id, COUNT(*) AS n, MAX(created_at) AS newest FROM message"
                + " WHERE org_id = :org AND direction = 'inbound' AND sender IS NOT NULL"
                + reach.and("inbox_id")
                + (inboxes.isEmpty() ? "" : " AND inbox_id IN (<inboxes>)")
                + (domain == null ? "" : " AND domain_id = :domain")
                + " GROUP BY sender, inbox_id ORDER BY n DESC, sender, inbox_id LIMIT " + MAX;
        return database.read(handle -> {
            Query query =
                    reach.bind(handle.createQuery(sql)).bind("org", reach.org().value());
            if (!inboxes.isEmpty()) {
                query.bindList("inboxes", inboxes.stream().map(InboxId::value).toList());
            }
            if (domain != null) {
                query.bind("domain", domain.value());
            }
            return query.map((row, context) -> new Contact(
                            row.getString("sender"),
                            new InboxId(row.getString("inbox_id")),
                            row.getLong("n"),
                            Instant.ofEpochMilli(row.getLong("newest"))))
                    .list();
        });
    }
}
