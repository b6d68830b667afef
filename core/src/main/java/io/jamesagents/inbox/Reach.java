package io.jamesagents.inbox;

import io.jamesagents.AgentsException.Forbidden;
import io.jamesagents.AgentsException.NotFound;
import io.jamesagents.org.OrgId;
import java.util.Set;
import org.jdbi.v3.core.statement.EmptyHandling;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * How far a caller reaches within its organisation: to all inboxes ({@code only} is null), or to those that its key is limited
 * to. What lies in any other inbox does not exist for the caller.
 */
public record Reach(OrgId org, Set<InboxId> only) {

    public Reach {
        only = only == null ? null : Set.copyOf(only);
    }

    public static Reach all(OrgId org) {
        return new Reach(org, null);
    }

    public boolean limited() {
        return only != null;
    }

    public boolean covers(InboxId inbox) {
        return only == null || only.contains(inbox);
    }

    /** Whether everything within the other reach is within this one. */
    public boolean covers(Reach other) {
        return only == null || (other.only != null && only.containsAll(other.only));
    }

    /** An inbox out of reach is one that does not exist. */
    public void require(InboxId inbox) {
        if (!covers(inbox)) {
            throw new NotFound("Inbox");
        }
    }

    /** Refuses callers that are limited to certain inboxes what concerns the organisation as a whole. */
    public void requireWholeOrganisation() {
        if (limited()) {
            throw new Forbidden("This API key is limited to certain inboxes");
        }
    }

    /** The condition, to be added to a WHERE, that a column names an inbox within reach; see {@link #bind}. */
    public String and(String column) {
        return limited() ? " AND " + column + " IN (<reach>)" : "";
    }

    /** Binds what {@link #and} asks for. */
    public <S extends SqlStatement<S>> S bind(S statement) {
        return limited()
                ? statement.bindList(
                        EmptyHandling.NULL_KEYWORD,
                        "reach",
                        only.stream().map(InboxId::value).toList())
                : statement;
    }
}
