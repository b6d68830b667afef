package io.jamesagents.screening;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Recognises orders to a program by their words, in several languages. */
final class Rules {
    /** So many sentences of a text cost a few tenths of a second at worst. */
    private static final int MOST = 200;

    private static final int ENOUGH = 2;
    private static final Verdict NOTHING = new Verdict(0, Set.of());

    /** What rules look for beside words: markup, commands, writing in other letters. */
    private static final Pattern SPECIAL = Pattern.compile("[<\\[{|/`_]|[^\\x00-\\u024f\\u2000-\\u206f]");

    private final Cues cues;
    private final List<Rule> rules =
            Resource.lines("rules.tsv").stream().map(Rule::parse).toList();

    Rules(Cues cues) {
        this.cues = cues;
    }

    /** How likely a sentence is an order, from 0 to below 1, and the codes of the rules that say so. */
    record Verdict(double score, Set<String> codes) {}

    /** A sentence in the form that is compared with words, and how many cues it has. */
    private record Words(String words, int cues) {
        boolean suspect() {
            return cues >= ENOUGH || SPECIAL.matcher(words).find();
        }
    }

    Verdict of(String sentence) {
        return of(words(sentence));
    }

    /** The sentences of a text, read. Of more than {@value #MOST} suspect ones those with most cues are compared with the rules. */
    List<Sentence> read(List<String> sentences) {
        List<Words> all = sentences.stream().map(this::words).toList();
        int[] suspects = IntStream.range(0, all.size())
                .filter(at -> all.get(at).suspect())
                .boxed()
                .sorted(Comparator.comparingInt((Integer at) -> -all.get(at).cues()))
                .limit(MOST)
                .mapToInt(Integer::intValue)
                .toArray();
        Verdict[] verdicts = new Verdict[all.size()];
        IntStream.of(suspects).forEach(at -> verdicts[at] = of(all.get(at)));
        return IntStream.range(0, all.size())
                .mapToObj(at -> sentence(sentences.get(at), all.get(at), verdicts[at]))
                .toList();
    }

    private Sentence sentence(String text, Words words, Verdict verdict) {
        return new Sentence(text, words.cues(), cues.order(words.words()), verdict == null ? NOTHING : verdict);
    }

    private Words words(String sentence) {
        String words = PlainForm.ofWords(sentence);
        return new Words(words, cues.weight(words));
    }

    private Verdict of(Words sentence) {
        if (!sentence.suspect()) {
            return NOTHING;
        }
        boolean latin = sentence.words().chars().allMatch(character -> character < Rule.OTHER_LETTERS);
        List<Rule> fitting = rules.stream()
                .filter(rule -> !(latin && rule.otherLetters()) && rule.fits(sentence.words()))
                .toList();
        return fitting.isEmpty() ? NOTHING : verdict(fitting);
    }

    private static Verdict verdict(List<Rule> fitting) {
        double unlikely = 1;
        double less = 1;
        Set<String> codes = new TreeSet<>();
        for (Rule rule : fitting) {
            if (rule.weight() < 0) {
                less *= 1 + rule.weight();
            } else {
                unlikely *= 1 - rule.weight();
                codes.add(rule.code());
            }
        }
        return new Verdict((1 - unlikely) * less, codes);
    }
}
