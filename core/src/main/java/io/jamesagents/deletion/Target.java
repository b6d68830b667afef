package io.jamesagents.deletion;

import io.jamesagents.inbox.InboxId;
import io.jamesagents.org.OrgId;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** The rows that a deletion is about; {@code before} null for messages of any time. */
record Target(OrgId org, Wanted wanted, Instant before) {

    static Target of(OrgId org, Wanted wanted) {
        return new Target(org, wanted, wanted.before());
    }

    /** One inbox of it. */
    Target only(InboxId inbox) {
        return new Target(org, new Wanted(DeletionScope.INBOX, inbox, null), null);
    }

    /** The condition that a row of {@code message} is to be deleted. */
    String messages(String alias) {
        return alias + ".org_id = :org" + inbox(alias + ".inbox_id")
                + (before == null ? "" : " AND " + alias + ".created_at < :before");
    }

    /** To be added to a WHERE. */
    String inbox(String column) {
        return wanted.inbox() == null ? "" : " AND " + column + " = :inbox";
    }

    /** Binds what {@link #messages} asks for. */
    <S extends SqlStatement<S>> S bind(S statement) {
        return before == null ? bindInbox(statement) : bindInbox(statement).bind("before", before.toEpochMilli());
    }

    /** Binds the organisation, and what {@link #inbox} asks for. */
    <S extends SqlStatement<S>> S bindInbox(S statement) {
        statement.bind("org", org.value());
        return wanted.inbox() == null
                ? statement
                : statement.bind("inbox", wanted.inbox().value());
    }

    /** An inbox that is not erased yet, deleted ones included. */
    record Place(InboxId id, String mailboxUser) {}

    List<Place> places(Handle handle) {
        String sql = "SELECT id, mailbox_user FROM inbox WHERE org_id = :org AND erased_at IS NULL" + inbox("id")
                + " ORDER BY created_at, id";
        return bindInbox(handle.createQuery(sql))
                .map((row, context) -> new Place(new InboxId(row.getString(1)), row.getString(2)))
                .list();
    }
}
