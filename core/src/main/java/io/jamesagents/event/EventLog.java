package io.jamesagents.event;

import io.jamesagents.AgentsException.Gone;
import io.jamesagents.AgentsException.NotFound;
import io.jamesagents.Json;
import io.jamesagents.event.FeedEvent.Mail;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.inbox.Reach;
import io.jamesagents.message.MessageId;
import io.jamesagents.org.OrgId;
import io.jamesagents.store.Database;
import io.jamesagents.thread.ThreadId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * The events of an organisation in the order of their commits, to be followed with a cursor as JMAP's {@code /changes} are
 * (RFC 8620, section 5.2). Who asks again with the cursor of the last answer sees every event once.
 *
 * <p>An event's number is taken under the lock of its organisation's row, which is held until the commit: when a number can be
 * seen, so can all below it.
 */
public final class EventLog {
    /** So many events are looked at for one page, however few of them are wanted. */
    static final int LOOKED_AT = 10_000;

    private final Database database;

    public EventLog(Database database) {
        this.database = database;
    }

    /** Up to which number events are there, and up to which they are removed. */
    private record State(long last, long floor) {}

    /** Where the log ends now: what comes after it has not happened yet. */
    public FeedCursor end(OrgId org) {
        return new FeedCursor(database.read(handle -> state(handle, org)).last);
    }

    /** Where the log begins: the place before the oldest event that is kept. */
    public FeedCursor begin(OrgId org) {
        return new FeedCursor(database.read(handle -> state(handle, org)).floor);
    }

    private static State state(Handle handle, OrgId org) {
        return handle.createQuery("SELECT event_seq, event_floor FROM org WHERE id = :org")
                .bind("org", org.value())
                .map((row, context) -> new State(row.getLong(1), row.getLong(2)))
                .findOne()
                .orElseThrow(() -> new NotFound("Organization"));
    }

    /** Fails with {@code cursor_expired} when there is no telling any more what came after the cursor. */
    public FeedPage page(Reach reach, FeedFilter filter, FeedCursor after, int limit) {
        List<FeedEvent> rows = new ArrayList<>();
        State state = database.read(handle -> read(handle, reach, filter, after, limit + 1, rows));
        if (after.position() < state.floor || after.position() > state.last) {
            throw new Gone(
                    "cursor_expired",
                    "This cursor is too old: begin anew, without one or with 'latest', and read again");
        }
        if (rows.size() > limit) {
            return new FeedPage(
                    List.copyOf(rows.subList(0, limit)), rows.get(limit - 1).cursor(), true);
        }
        long looked = Math.min(state.last, after.position() + LOOKED_AT);
        return new FeedPage(List.copyOf(rows), new FeedCursor(looked), looked < state.last);
    }

    /** One statement, so that the log's bounds and its rows are of the same moment. */
    private static State read(
            Handle handle, Reach reach, FeedFilter filter, FeedCursor after, int limit, List<FeedEvent> rows) {
        String sql = "SELECT o.event_seq, o.event_floor, e.*, m.id AS mail_id, m.sender, m.subject, m.snippet"
                + " FROM org o LEFT JOIN (SELECT * FROM event e WHERE e.org_id = :org AND e.org_seq > :after"
                + " AND e.org_seq <= :until" + reach.and("e.inbox_id") + filter.where()
                + " ORDER BY e.org_seq LIMIT :limit) e ON e.org_id = o.id"
                + " LEFT JOIN message m ON m.id = e.message_id WHERE o.id = :org ORDER BY e.org_seq";
        Query query = reach.bind(handle.createQuery(sql))
                .bind("org", reach.org().value())
                .bind("after", after.position())
                .bind("until", after.position() + LOOKED_AT)
                .bind("limit", limit);
        return bind(query, filter)
                .map((row, context) -> {
                    if (row.getString("id") != null) {
                        rows.add(event(row));
                    }
                    return new State(row.getLong("event_seq"), row.getLong("event_floor"));
                })
                .list()
                .stream()
                .findFirst()
                .orElseThrow(() -> new NotFound("Organization"));
    }

    private static Query bind(Query query, FeedFilter filter) {
        if (filter.inbox() != null) {
            query.bind("inbox", filter.inbox().value());
        }
        if (!filter.types().isEmpty()) {
            query.bindList("types", filter.types().stream().map(EventType::word).toList());
        }
        return query;
    }

    private static FeedEvent event(ResultSet row) throws SQLException {
        String thread = row.getString("thread_id");
        String message = row.getString("message_id");
        String data = row.getString("data");
        return new FeedEvent(
                new FeedCursor(row.getLong("org_seq")),
                row.getString("id"),
                row.getString("type"),
                row.getLong("seq"),
                new InboxId(row.getString("inbox_id")),
                thread == null ? null : new ThreadId(thread),
                message == null ? null : new MessageId(message),
                Instant.ofEpochMilli(row.getLong("created_at")),
                data == null ? Json.MAPPER.createObjectNode() : Json.tree(data),
                row.getString("mail_id") == null
                        ? null
                        : new Mail(row.getString("sender"), row.getString("subject"), row.getString("snippet")));
    }

    /**
     * The place behind a message of an inbox: before every mail that came in after it. Those that came in within the same
     * millisecond as a mail that was sent count as later.
     */
    public FeedCursor behind(Reach reach, InboxId inbox, MessageId message) {
        return database.read(handle -> handle.createQuery("SELECT COALESCE("
                                + "(SELECT e.org_seq FROM event e WHERE e.message_id = m.id AND e.type = 'inbound'),"
                                + "(SELECT e.org_seq FROM event e WHERE e.inbox_id = m.inbox_id"
                                + " AND e.created_at < m.created_at ORDER BY e.seq DESC LIMIT 1), 0), o.event_floor"
                                + " FROM message m JOIN org o ON o.id = m.org_id"
                                + " WHERE m.id = :message AND m.org_id = :org AND m.inbox_id = :inbox")
                        .bind("message", message.value())
                        .bind("org", reach.org().value())
                        .bind("inbox", inbox.value())
                        .map((row, context) -> new FeedCursor(Math.max(row.getLong(1), row.getLong(2))))
                        .findOne())
                .orElseThrow(() -> new NotFound("Message"));
    }
}
