package io.jamesagents.screening;

import io.jamesagents.embedding.Embedder;
import io.jamesagents.embedding.EmbeddingUnavailable;
import io.jamesagents.screening.Rules.Verdict;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Says how much a mail looks like one that gives orders to the program that reads it. Rules look at every sentence, the model at
 * {@value #SENTENCES} of those that are read and {@value #UNSEEN} of those that are not; without the model the rules decide
 * alone. An order in text that nobody sees, or that is encoded, weighs more.
 */
final class InjectionScreen {
    private static final int SENTENCES = 24;
    private static final int UNSEEN = 8;
    private static final double SUSPECT = 0.3;
    private static final double ALONE_FROM = 0.5;
    private static final double HIDDEN_FROM = 0.8;

    private final Cues cues = new Cues();
    private final Rules rules = new Rules(cues);
    private final Head head = new Head();
    private final Embedder embedder;

    InjectionScreen(Embedder embedder) {
        this.embedder = embedder;
    }

    /** The finding and who found it: {@code rules}, and {@code embedding} when the model could be asked. */
    record Result(Injection injection, List<String> checkedBy) {}

    Result look(MailTexts mail) {
        Injection byRules = byRules(mail);
        if (!embedder.model().equals(head.model())) {
            return new Result(byRules, List.of("rules"));
        }
        try {
            return new Result(withModel(mail, byRules), List.of("rules", "embedding"));
        } catch (EmbeddingUnavailable e) {
            return new Result(byRules, List.of("rules"));
        }
    }

    private Injection byRules(MailTexts mail) {
        Injection seen = most(mail.seen(), null);
        Injection unseen = most(mail.unseen(), "hidden");
        Injection encoded = most(mail.encoded(), "encoded");
        return both(both(seen, unseen), encoded);
    }

    /** What the rules say of the worst sentence, and the codes of all; with a reason to look more closely, it weighs more. */
    private Injection most(List<String> sentences, String reason) {
        double score = 0;
        Set<String> codes = new TreeSet<>();
        for (String sentence : sentences) {
            Verdict verdict = rules.of(sentence);
            score = Math.max(score, verdict.score());
            codes.addAll(verdict.codes());
        }
        if (reason == null || score < SUSPECT) {
            return new Injection(score, codes);
        }
        codes.add(reason);
        return new Injection(worse(score), codes);
    }

    private Injection withModel(MailTexts mail, Injection byRules) {
        List<String> seen = cues.choose(mail.seen(), SENTENCES);
        List<String> unseen = cues.choose(mail.unseen(), UNSEEN);
        List<Looked> looked = look(Stream.concat(seen.stream(), unseen.stream()).toList());
        List<Looked> read = looked.subList(0, seen.size());
        double planted = read.isEmpty() ? 0 : head.planted(read);
        Injection found = both(byRules, meaning(planted, Set.of()));
        double hidden = looked.subList(seen.size(), looked.size()).stream()
                .mapToDouble(head::alone)
                .max()
                .orElse(0);
        return hidden < ALONE_FROM ? found : both(found, meaning(worse(hidden), Set.of("hidden")));
    }

    private static Injection meaning(double score, Set<String> also) {
        Set<String> codes = new TreeSet<>(also);
        if (Risk.of(score) != Risk.NONE) {
            codes.add("meaning");
        }
        return new Injection(score, codes);
    }

    private List<Looked> look(List<String> sentences) {
        List<float[]> vectors = sentences.isEmpty() ? List.of() : embedder.passages(sentences);
        return IntStream.range(0, sentences.size())
                .mapToObj(at -> {
                    String sentence = sentences.get(at);
                    return new Looked(rules.of(sentence), cues.order(sentence), vectors.get(at));
                })
                .toList();
    }

    private static double worse(double score) {
        return HIDDEN_FROM + (1 - HIDDEN_FROM) * score;
    }

    private static Injection both(Injection one, Injection other) {
        Set<String> codes = new TreeSet<>(one.codes());
        codes.addAll(other.codes());
        return new Injection(Math.max(one.score(), other.score()), codes);
    }
}
