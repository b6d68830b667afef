package io.jamesagents.screening;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Chooses the sentences of a long text that are worth a model's time: those with most words that orders to a program are made of
 * come first, and the rest of the places goes to sentences spread over the whole.
 */
final class Cues {
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}]+");
    private static final Set<String> COURTESY = Set.of("please", "kindly", "and", "then", "now");
    private static final Set<String> QUESTION = Set.of("what", "which", "who", "how", "why", "when");
    private static final int FIRST_WORDS = 3;

    private final Set<String> words = new HashSet<>();
    private final Set<String> orders = new HashSet<>();

    /** As the file {@code cues.txt} names them. */
    Cues() {
        Resource.lines("cues.txt").forEach(line -> (line.startsWith("!") ? orders : words)
                .add(line.startsWith("!") ? line.substring(1) : line));
    }

    /** At most so many of the sentences, in their order; a quarter of them are spread over the text. */
    List<Sentence> choose(List<Sentence> sentences, int max) {
        if (sentences.size() <= max) {
            return sentences;
        }
        Set<Integer> chosen = new TreeSet<>();
        IntStream.range(0, max / 4).forEach(place -> chosen.add(place * sentences.size() / (max / 4)));
        IntStream.range(0, sentences.size())
                .boxed()
                .sorted(Comparator.comparingInt(
                        (Integer place) -> -sentences.get(place).cues()))
                .takeWhile(place -> chosen.size() < max)
                .forEach(chosen::add);
        return chosen.stream().map(sentences::get).toList();
    }

    /** Whether a sentence, in the form of {@link PlainForm#ofWords}, begins as an order does, after words of courtesy. */
    boolean order(String sentence) {
        return NO_LETTERS
                .splitAsStream(sentence)
                .filter(word -> !word.isEmpty())
                .limit(FIRST_WORDS)
                .dropWhile(COURTESY::contains)
                .findFirst()
                .filter(word -> orders.contains(word) && !QUESTION.contains(word))
                .isPresent();
    }

    /** Of a sentence in the form of {@link PlainForm#ofWords}. */
    int weight(String sentence) {
        String[] parts = BETWEEN.split(sentence);
        Set<String> seen = new HashSet<>();
        int weight = 0;
        for (int at = 0; at < parts.length; at++) {
            boolean order = orders.contains(parts[at]);
            if ((order || words.contains(parts[at])) && seen.add(parts[at])) {
                weight += order && at < FIRST_WORDS ? 3 : 1;
            }
        }
        return weight;
    }
}
