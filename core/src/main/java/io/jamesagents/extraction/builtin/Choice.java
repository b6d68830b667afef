package io.jamesagents.extraction.builtin;

import io.jamesagents.extraction.Found;
import io.jamesagents.extraction.Found.Evidence;
import io.jamesagents.extraction.Found.Source;
import io.jamesagents.extraction.MailToRead;
import io.jamesagents.extraction.find.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Chooses one of a field's values: the one whose name and description come closest to what the mail is about, by meaning and by
 * the words they share.
 */
final class Choice {
    private static final double WORDS_WEIGHT = 0.05;
    private static final double TEMPERATURE = 0.04;
    private static final double TOO_FAR = 0.12;
    private static final double TOO_FAR_FOR_REST = 0.22;
    private static final double REST_CONFIDENCE = 0.4;
    private static final int SNIPPET = 120;

    private final List<Option> options;
    private final MailToRead mail;
    private final Meaning meaning;

    Choice(List<Option> options, MailToRead mail, Meaning meaning) {
        this.options = options;
        this.mail = mail;
        this.meaning = meaning;
    }

    /** Empty when nothing speaks for any of them. */
    Optional<Hit> best(Optional<float[]> about) {
        double[] words = words();
        Optional<double[]> close = about.flatMap(this::closeness);
        double[] scores = IntStream.range(0, options.size())
                .mapToDouble(i -> close.map(all -> all[i]).orElse(0.0) + WORDS_WEIGHT * words[i])
                .toArray();
        int best = best(scores);
        if (best < 0) {
            return Optional.empty();
        }
        Optional<Option> rest = options.stream().filter(Option::isRest).findFirst();
        double least = close.isEmpty() ? WORDS_WEIGHT / 2 : rest.isPresent() ? TOO_FAR_FOR_REST : TOO_FAR;
        if (scores[best] < least) {
            return close.isEmpty() ? Optional.empty() : rest.map(option -> hit(option, REST_CONFIDENCE));
        }
        return Optional.of(hit(options.get(best), share(scores, best)));
    }

    private int best(double[] scores) {
        return IntStream.range(0, scores.length)
                .filter(i -> !options.get(i).isRest())
                .boxed()
                .max((a, b) -> Double.compare(scores[a], scores[b]))
                .orElse(-1);
    }

    /** What the best one has of all, if scores were chances. */
    private static double share(double[] scores, int best) {
        double all = 0;
        for (double score : scores) {
            all += Math.exp((score - scores[best]) / TEMPERATURE);
        }
        return Math.min(0.95, 1 / all);
    }

    private Hit hit(Option option, double confidence) {
        boolean subject = mail.subject() != null && !mail.subject().isBlank();
        String text = subject ? mail.subject() : String.join(" ", Opening.sentences(mail));
        Evidence evidence = new Evidence(
                text.substring(0, Math.min(SNIPPET, text.length())), subject ? Source.subject : Source.text);
        return new Hit(option.value(), new Found(confidence, evidence));
    }

    private Optional<double[]> closeness(float[] about) {
        List<String> texts = new ArrayList<>();
        options.forEach(option -> texts.addAll(option.texts()));
        return meaning.labels(texts).map(vectors -> {
            double[] close = new double[options.size()];
            int next = 0;
            for (int i = 0; i < close.length; i++) {
                int count = options.get(i).texts().size();
                close[i] = Meaning.dot(about, Meaning.mean(vectors.subList(next, next + count)));
                next += count;
            }
            return close;
        });
    }

    /** How much of its words the mail has, rare ones counting more; from 0 to 1. */
    private double[] words() {
        List<Set<String>> all = options.stream()
                .map(option -> Words.setOf(option.said() + " " + option.description()))
                .toList();
        Map<String, Integer> spread = new HashMap<>();
        all.forEach(words -> words.forEach(word -> spread.merge(word, 1, Integer::sum)));
        Set<String> said = Words.setOf(Opening.text(mail));
        return all.stream()
                .mapToDouble(words -> share(words, said, spread, all.size()))
                .toArray();
    }

    private static double share(Set<String> words, Set<String> said, Map<String, Integer> spread, int options) {
        double found = 0;
        double total = 0;
        for (String word : words) {
            double weight = Math.log(1 + (double) options / spread.get(word));
            total += weight;
            found += said.contains(word) ? weight : 0;
        }
        return total == 0 ? 0 : found / total;
    }
}
