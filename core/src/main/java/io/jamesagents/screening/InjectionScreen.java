package io.jamesagents.screening;

import io.jamesagents.embedding.Embedder;
import io.jamesagents.embedding.EmbeddingUnavailable;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Says how much a mail looks like one that gives orders to the program that reads it. Rules look at every sentence, the model at
 * {@value #SENTENCES} of those that are read and {@value #UNSEEN} of those that are not; without the model the rules decide
 * alone. An order in text that nobody sees, or that is encoded, weighs more.
 */
final class InjectionScreen {
    private static final int SENTENCES = 12;
    private static final int UNSEEN = 4;
    private static final double SUSPECT = 0.3;
    private static final double ALONE_FROM = 0.9;
    private static final double HIDDEN_FROM = 0.8;

    private final Cues cues = new Cues();
    private final Rules rules = new Rules(cues);
    private final Head head;
    private final Embedder embedder;

    InjectionScreen(Embedder embedder) {
        this(embedder, Head.trained());
    }

    InjectionScreen(Embedder embedder, Head head) {
        this.embedder = embedder;
        this.head = head;
    }

    /** The finding and who found it: {@code rules}, and {@code embedding} when the model could be asked. */
    record Result(Injection injection, List<String> checkedBy) {}

    /** The sentences of a mail by where they are, read. */
    private record Read(List<Sentence> seen, List<Sentence> unseen, List<Sentence> encoded) {}

    Result look(MailTexts mail) {
        Read read = new Read(rules.read(mail.seen()), rules.read(mail.unseen()), rules.read(mail.encoded()));
        Injection byRules = byRules(read);
        if (!embedder.model().equals(head.model())) {
            return new Result(byRules, List.of("rules"));
        }
        try {
            return new Result(withModel(read, byRules), List.of("rules", "embedding"));
        } catch (EmbeddingUnavailable e) {
            return new Result(byRules, List.of("rules"));
        }
    }

    private static Injection byRules(Read mail) {
        Injection seen = most(mail.seen(), null);
        Injection unseen = most(mail.unseen(), "hidden");
        Injection encoded = most(mail.encoded(), "encoded");
        return both(both(seen, unseen), encoded);
    }

    /** What the rules say of the worst sentence, and the codes of all; with a reason to look more closely, it weighs more. */
    private static Injection most(List<Sentence> sentences, @Nullable String reason) {
        double score = 0;
        Set<String> codes = new TreeSet<>();
        for (Sentence sentence : sentences) {
            score = Math.max(score, sentence.rules().score());
            codes.addAll(sentence.rules().codes());
        }
        if (reason == null || score < SUSPECT) {
            return new Injection(score, codes);
        }
        codes.add(reason);
        return new Injection(worse(score), codes);
    }

    private Injection withModel(Read mail, Injection byRules) {
        List<Looked> read = looked(cues.choose(mail.seen(), SENTENCES));
        double planted = read.isEmpty() ? 0 : head.planted(read);
        Injection found = both(byRules, meaning(planted, Set.of()));
        double hidden = looked(cues.choose(mail.unseen(), UNSEEN)).stream()
                .mapToDouble(head::alone)
                .max()
                .orElse(0);
        return hidden < ALONE_FROM ? found : both(found, meaning(worse(hidden), Set.of("hidden")));
    }

    /** The sentences of a text that the model looks at. */
    List<Looked> looked(MailTexts mail) {
        return looked(cues.choose(rules.read(mail.seen()), SENTENCES));
    }

    /** Those of a text that is no mail, all of them. */
    List<Looked> looked(String text) {
        return looked(rules.read(Sentences.of(PlainForm.of(text))));
    }

    private List<Looked> looked(List<Sentence> sentences) {
        List<float[]> vectors = sentences.isEmpty()
                ? List.of()
                : embedder.passages(sentences.stream().map(Sentence::text).toList());
        return IntStream.range(0, sentences.size())
                .mapToObj(at -> new Looked(sentences.get(at), vectors.get(at)))
                .toList();
    }

    private static Injection meaning(double score, Set<String> also) {
        Set<String> codes = new TreeSet<>(also);
        if (Risk.of(score) != Risk.NONE) {
            codes.add("meaning");
        }
        return new Injection(score, codes);
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
