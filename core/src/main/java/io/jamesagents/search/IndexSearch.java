package io.jamesagents.search;

import io.jamesagents.inbox.Reach;
import io.jamesagents.message.MessageId;
import io.jamesagents.store.Database;
import io.jamesagents.thread.MailThread;
import io.jamesagents.thread.ThreadId;
import io.jamesagents.thread.Threads;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Finds threads in an index: candidates by words and by meaning, blended, one row per thread. */
final class IndexSearch {
    private static final int DEPTH = 100;
    /** When most of what is found may be of threads that are not wanted. */
    private static final int DEEPER = 1000;

    private final Database database;
    private final Threads threads;

    IndexSearch(Database database, Threads threads) {
        this.database = database;
        this.threads = threads;
    }

    /** The best first. Without a vector by words alone. */
    List<Hit> find(SearchIndex index, Reach reach, SearchQuery query, float @Nullable [] vector) {
        Candidates candidates = candidates(index, reach, query, vector);
        Map<MessageId, ThreadId> known =
                database.read(handle -> new ThreadsOfMessages(handle, reach, query).of(candidates.messages()));
        Map<ThreadId, Double> scores = candidates.scores(known);
        List<ThreadId> best = scores.keySet().stream().limit(query.limit()).toList();
        return best.isEmpty() ? List.of() : rows(index, reach, query, best, scores, shown(candidates, known, best));
    }

    private Candidates candidates(SearchIndex index, Reach reach, SearchQuery query, float @Nullable [] vector) {
        SearchFilter filter = query.filter(reach);
        if (!query.refinement().ofThread()) {
            return Candidates.find(index, filter, query.text(), vector, DEPTH);
        }
        Set<MessageId> some = database.read(handle -> new ThreadsOfMessages(handle, reach, query).all());
        return some.size() <= ThreadsOfMessages.MOST
                ? Candidates.find(index, filter.only(some), query.text(), vector, DEPTH)
                : Candidates.find(index, filter, query.text(), vector, DEEPER);
    }

    private record Shown(MessageId message, @Nullable String passage) {}

    private static Map<ThreadId, Shown> shown(
            Candidates candidates, Map<MessageId, ThreadId> known, List<ThreadId> best) {
        Map<ThreadId, MessageId> messages = candidates.shown(known);
        Map<MessageId, String> passages = candidates.passageTexts();
        Map<ThreadId, Shown> shown = new HashMap<>();
        for (ThreadId thread : best) {
            MessageId message = messages.get(thread);
            shown.put(thread, new Shown(message, passages.get(message)));
        }
        return shown;
    }

    private List<Hit> rows(
            SearchIndex index,
            Reach reach,
            SearchQuery query,
            List<ThreadId> best,
            Map<ThreadId, Double> scores,
            Map<ThreadId, Shown> shown) {
        Map<MessageId, Match> matches = matches(index, reach, query, shown.values());
        return database.read(handle -> {
            Map<ThreadId, Set<String>> people = HitRows.people(handle, reach, best);
            List<Hit> hits = new ArrayList<>();
            for (MailThread thread : threads.list(handle, reach, best)) {
                hits.add(new Hit(
                        thread,
                        scores.get(thread.id()),
                        List.copyOf(people.getOrDefault(thread.id(), Set.of())),
                        matches.get(shown.get(thread.id()).message())));
            }
            return hits;
        });
    }

    private Map<MessageId, Match> matches(SearchIndex index, Reach reach, SearchQuery query, Iterable<Shown> shown) {
        List<Shown> all = new ArrayList<>();
        shown.forEach(all::add);
        Map<MessageId, String> texts = database.read(
                handle -> texts(handle, reach, all.stream().map(Shown::message).toList()));
        List<String> looked =
                all.stream().map(one -> texts.getOrDefault(one.message(), "")).toList();
        List<List<Span>> spans = index.spans(query.text(), looked);
        Map<MessageId, Match> matches = new HashMap<>();
        for (int i = 0; i < all.size(); i++) {
            Shown one = all.get(i);
            matches.put(
                    one.message(), new Match(one.message(), one.passage(), Highlights.of(looked.get(i), spans.get(i))));
        }
        return matches;
    }

    private static Map<MessageId, String> texts(Handle handle, Reach reach, List<MessageId> messages) {
        return HitRows.texts(handle, reach.org(), messages);
    }
}
