package io.jamesagents.screening;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Recognises orders to a program by their words, in several languages. */
final class Rules {
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

    Verdict of(String sentence) {
        String words = PlainForm.ofWords(sentence);
        if (cues.weight(words) < 2 && !SPECIAL.matcher(words).find()) {
            return NOTHING;
        }
        List<Rule> fitting = rules.stream().filter(rule -> rule.fits(words)).toList();
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
