package io.jamesagents.search;

import io.jamesagents.inbox.Reach;
import io.jamesagents.store.Database;
import io.jamesagents.thread.MailThread;
import io.jamesagents.thread.ThreadId;
import io.jamesagents.thread.Threads;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Finds threads by their words, in the database: a thread is found when one of its messages has every word, as a part of its
 * subject, its sender or its text, whatever the case (on SQLite: of ASCII letters). A word in the subject counts most. Every
 * message in question is looked at, so that the time grows with the size of the inbox.
 */
public final class WordSearch {
    private static final double SUBJECT = 1.0;
    private static final double SENDER = 0.8;
    private static final double TEXT = 0.6;

    private final Database database;
    private final Threads threads;

    public WordSearch(Database database, Threads threads) {
        this.database = database;
        this.threads = threads;
    }

    /** The best first; of equals, the newest. */
    public List<Hit> find(Reach reach, SearchQuery query) {
        return database.read(handle -> {
            Map<ThreadId, Double> scores = scores(handle, reach, query);
            if (scores.isEmpty()) {
                return List.of();
            }
            List<ThreadId> ids = List.copyOf(scores.keySet());
            Map<ThreadId, Set<String>> people = HitRows.people(handle, reach, ids);
            List<Hit> hits = new ArrayList<>();
            for (MailThread thread : threads.list(handle, reach, ids)) {
                Set<String> addresses = people.getOrDefault(thread.id(), Set.of());
                hits.add(new Hit(thread, scores.get(thread.id()), List.copyOf(addresses), null));
            }
            return hits;
        });
    }

    private static Map<ThreadId, Double> scores(Handle handle, Reach reach, SearchQuery wanted) {
        List<String> words = wanted.words();
        List<String> found = new ArrayList<>();
        List<String> weights = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            found.add("(s LIKE :w# OR f LIKE :w# OR b LIKE :w#)".replace(":w#", ":w" + i + " ESCAPE '!'"));
            weights.add(("CASE WHEN s LIKE :w# THEN " + SUBJECT + " WHEN f LIKE :w# THEN " + SENDER + " ELSE " + TEXT
                            + " END")
                    .replace(":w#", ":w" + i + " ESCAPE '!'"));
        }
        RefinedRows refined = new RefinedRows(wanted.refinement());
        String sql = "SELECT thread_id, MAX((" + String.join(" + ", weights) + ") / " + words.size() + ".0) AS score,"
                + " MAX(created_at) AS newest FROM (SELECT m.thread_id, m.created_at, LOWER(COALESCE(m.subject, '')) AS s,"
                + " COALESCE(m.sender, '') AS f, LOWER(b.text) AS b"
                + " FROM message m JOIN message_body b ON b.message_id = m.id WHERE m.org_id = :org"
                + reach.and("m.inbox_id")
                + (wanted.inbox() == null ? "" : " AND m.inbox_id = :inbox")
                + (wanted.domain() == null ? "" : " AND m.domain_id = :domain")
                + refined.and()
                + ") x WHERE " + String.join(" AND ", found)
                + " GROUP BY thread_id ORDER BY score DESC, newest DESC, thread_id LIMIT :limit";
        Query query = refined.bind(reach.bind(handle.createQuery(sql)))
                .bind("org", reach.org().value())
                .bind("limit", wanted.limit());
        for (int i = 0; i < words.size(); i++) {
            query.bind("w" + i, "%" + words.get(i).replaceAll("([!%_])", "!$1") + "%");
        }
        if (wanted.inbox() != null) {
            query.bind("inbox", wanted.inbox().value());
        }
        if (wanted.domain() != null) {
            query.bind("domain", wanted.domain().value());
        }
        Map<ThreadId, Double> scores = new LinkedHashMap<>();
        query.map((row, context) -> scores.put(new ThreadId(row.getString("thread_id")), row.getDouble("score")))
                .list();
        return scores;
    }
}
