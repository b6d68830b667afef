package io.jamesagents.search;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Ranks what was found by words together with what was found by meaning.
 *
 * <p>The order is that of a blend of both sides' scores, each as the number of standard deviations above the mean of all that was
 * found: so neither side's unit matters. What a side did not find gets the least that it found, or 0 by words if it has found
 * all there is.
 *
 * <p>The score that is shown is between 0 and 1 and says something by itself: the cosine, and the word score as a part of the
 * best one, weighed together. No thing shows more than one before it.
 */
public final class Fusion {
    private static final double WORDS = 0.45;
    private static final double SHOWN_WORDS = 0.3;
    /** Cosines of a small inbox that differ by less than this differ by chance. */
    private static final double LEAST_DEVIATION = 0.03;

    private Fusion() {}

    /** What one side found; {@code full} if there may be more than it was asked for. */
    public record Side<T>(Map<T, Double> scores, boolean full) {
        private double best() {
            return scores.values().stream().mapToDouble(score -> score).max().orElse(0);
        }

        private double least() {
            return scores.values().stream().mapToDouble(score -> score).min().orElse(0);
        }
    }

    /** The things in their order, with the score to show; {@code meaning} null when only words were looked for. */
    public static <T> Map<T, Double> rank(Side<T> words, @Nullable Side<T> meaning, Comparator<T> ofEquals) {
        Set<T> things = new HashSet<>(words.scores().keySet());
        double best = words.best();
        if (meaning == null) {
            return inOrder(things, thing -> words.scores().get(thing), ofEquals, thing -> share(words, thing, best));
        }
        things.addAll(meaning.scores().keySet());
        Column<T> byWords = Column.of(things, words.scores(), words.full() ? words.least() : 0, 0);
        Column<T> byMeaning = Column.of(things, meaning.scores(), meaning.least(), LEAST_DEVIATION);
        return inOrder(
                things,
                thing -> WORDS * byWords.deviations(thing) + (1 - WORDS) * byMeaning.deviations(thing),
                ofEquals,
                thing -> SHOWN_WORDS * share(words, thing, best) + (1 - SHOWN_WORDS) * byMeaning.value(thing));
    }

    private static <T> double share(Side<T> words, T thing, double best) {
        return best > 0 ? words.scores().getOrDefault(thing, 0.0) / best : 0;
    }

    private interface Score<T> {
        double of(T thing);
    }

    private static <T> Map<T, Double> inOrder(Set<T> things, Score<T> rank, Comparator<T> ofEquals, Score<T> shown) {
        List<T> ordered = things.stream()
                .sorted(Comparator.<T>comparingDouble(rank::of).reversed().thenComparing(ofEquals))
                .toList();
        Map<T, Double> scores = new LinkedHashMap<>();
        double last = 1;
        for (T thing : ordered) {
            last = Math.max(0, Math.min(last, shown.of(thing)));
            scores.put(thing, last);
        }
        return scores;
    }

    /** One side's score of everything that was found by either. */
    private record Column<T>(Map<T, Double> scores, double absent, double mean, double deviation) {
        static <T> Column<T> of(Collection<T> things, Map<T, Double> scores, double absent, double least) {
            double sum = 0;
            double squares = 0;
            for (T thing : things) {
                double score = scores.getOrDefault(thing, absent);
                sum += score;
                squares += score * score;
            }
            double mean = things.isEmpty() ? 0 : sum / things.size();
            double variance = things.isEmpty() ? 0 : squares / things.size() - mean * mean;
            return new Column<>(scores, absent, mean, Math.max(least, Math.sqrt(Math.max(0, variance))));
        }

        double value(T thing) {
            return scores.getOrDefault(thing, absent);
        }

        double deviations(T thing) {
            // Scores that differ by nothing but rounding say nothing.
            return deviation < 1e-9 ? 0 : (value(thing) - mean) / deviation;
        }
    }
}
