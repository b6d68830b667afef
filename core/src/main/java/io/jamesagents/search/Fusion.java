package io.jamesagents.search;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Blends how well things fit by their words with how well they fit by their meaning, into one score between 0 and 1.
 *
 * <p>The share of words is a thing's BM25 score as a part of the best one's; that of meaning is its cosine, or 0 if that is
 * negative. Both mean the same whatever else is found, so that a small inbox is ranked as a large one is. What one side did not
 * find gets what the last that it did find got, if it was asked for no more than those, else nothing.
 */
final class Fusion {
    private static final double WORDS = 0.3;
    private static final double MEANING = 0.7;

    private Fusion() {}

    /** What one side found; {@code full} if there may be more that it was not asked for. */
    record Side<T>(Map<T, Double> scores, boolean full) {
        private double of(T thing) {
            return Math.max(0, scores.getOrDefault(thing, full ? least() : 0.0));
        }

        private double least() {
            return scores.values().stream().mapToDouble(score -> score).min().orElse(0);
        }

        private double best() {
            return scores.values().stream().mapToDouble(score -> score).max().orElse(0);
        }
    }

    static <T> Map<T, Double> blend(Side<T> words, Side<T> meaning) {
        Set<T> things = new HashSet<>(words.scores().keySet());
        things.addAll(meaning.scores().keySet());
        double best = words.best();
        Map<T, Double> blended = new HashMap<>();
        for (T thing : things) {
            double byWords = best > 0 ? words.of(thing) / best : 0;
            blended.put(thing, Math.min(1, WORDS * byWords + MEANING * meaning.of(thing)));
        }
        return blended;
    }

    /** Scores of words alone. */
    static <T> Map<T, Double> words(Side<T> words) {
        double best = words.best();
        Map<T, Double> scores = new HashMap<>();
        words.scores().forEach((thing, score) -> scores.put(thing, best > 0 ? Math.max(0, score) / best : 0));
        return scores;
    }
}
