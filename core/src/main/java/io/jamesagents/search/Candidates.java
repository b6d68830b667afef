package io.jamesagents.search;

import io.jamesagents.message.MessageId;
import io.jamesagents.search.Fusion.Side;
import io.jamesagents.thread.ThreadId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an index found on each side: messages by their words, and, unless there was no vector to look with, passages by their
 * meaning. A thread is as good as the best of its messages, a message as its best passage.
 */
record Candidates(List<WordMatch> words, @Nullable List<PassageMatch> passages, int depth) {

    /** A passage that is this far from what was asked for, and has none of its words, is not about it. */
    private static final double LEAST = 0.15;

    private static final Comparator<ThreadId> BY_ID = Comparator.comparing(ThreadId::value);

    static Candidates find(SearchIndex index, SearchFilter filter, String text, float @Nullable [] vector, int depth) {
        // Several passages may be of one message.
        return new Candidates(
                index.words(filter, text, depth),
                vector == null ? null : index.passages(filter, vector, 2 * depth),
                depth);
    }

    Set<MessageId> messages() {
        Set<MessageId> messages = new HashSet<>();
        words.forEach(match -> messages.add(match.message()));
        if (passages != null) {
            passages.forEach(match -> messages.add(match.message()));
        }
        return messages;
    }

    /** The threads, the best first, and how well each fits, from 0 to 1. */
    Map<ThreadId, Double> scores(Map<MessageId, ThreadId> threads) {
        Map<ThreadId, Double> byWords = new HashMap<>();
        for (WordMatch match : words) {
            best(byWords, threads.get(match.message()), match.score());
        }
        Side<ThreadId> wordSide = new Side<>(byWords, words.size() >= depth);
        if (passages == null) {
            return Fusion.rank(wordSide, null, BY_ID);
        }
        Map<ThreadId, Double> byMeaning = new HashMap<>();
        for (PassageMatch match : passages) {
            ThreadId thread = threads.get(match.message());
            if (match.cosine() >= LEAST || byWords.containsKey(thread)) {
                best(byMeaning, thread, match.cosine());
            }
        }
        return Fusion.rank(wordSide, new Side<>(byMeaning, true), BY_ID);
    }

    private static void best(Map<ThreadId, Double> scores, @Nullable ThreadId thread, double score) {
        if (thread != null) {
            scores.merge(thread, score, Math::max);
        }
    }

    /** The message of each thread that is shown: that of the best passage if there is one, else the best by words. */
    Map<ThreadId, MessageId> shown(Map<MessageId, ThreadId> threads) {
        Map<ThreadId, MessageId> shown = new LinkedHashMap<>();
        if (passages != null) {
            passages.forEach(match -> shown.putIfAbsent(threads.get(match.message()), match.message()));
        }
        words.forEach(match -> shown.putIfAbsent(threads.get(match.message()), match.message()));
        return shown;
    }

    /** The best passage of each message. */
    Map<MessageId, String> passageTexts() {
        Map<MessageId, String> texts = new HashMap<>();
        if (passages != null) {
            passages.forEach(match -> texts.putIfAbsent(match.message(), match.text()));
        }
        return texts;
    }
}
