package io.jamesagents.extraction.builtin;

import com.fasterxml.jackson.databind.node.BooleanNode;
import io.jamesagents.extraction.Found;
import io.jamesagents.extraction.Found.Evidence;
import io.jamesagents.extraction.Found.Source;
import io.jamesagents.extraction.MailToRead;
import io.jamesagents.extraction.find.Words;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether a mail says what a field asks: yes when a sentence has its words or comes close to its meaning, no when that sentence
 * denies it, and nothing when there is no such sentence.
 */
final class YesNo {
    private static final Set<String> NOT_SAYING = Words.setOf(
            "is are was has have had does do did wants want needs need should can requires require requested flag whether if the a an of customer sender mail email");
    private static final Pattern DENIED =
            Pattern.compile("(?iu)\\b(?:no|not|never|without|cannot|nicht|kein\\w*|nie|ohne)\\b|n['’]t\\b");
    private static final Pattern YES = Pattern.compile("(?iu)^(?:yes|y|true|ja|x|on|1)\\b.{0,20}$");
    private static final Pattern NO = Pattern.compile("(?iu)^(?:no|n|false|nein|off|0)\\b.{0,20}$");
    private static final double CLOSE = 0.5;
    private static final int SNIPPET = 200;

    private final FormField field;
    private final Set<String> wanted;

    YesNo(FormField field) {
        this.field = field;
        this.wanted = new HashSet<>(Words.of(field.name()));
        wanted.removeAll(NOT_SAYING);
    }

    /** What the value of a label says. */
    static Optional<Boolean> labelled(String value) {
        if (YES.matcher(value).matches()) {
            return Optional.of(true);
        }
        return NO.matcher(value).matches() ? Optional.of(false) : Optional.empty();
    }

    Optional<Hit> in(MailToRead mail, Meaning meaning) {
        if (mail.subject() != null && says(mail.subject())) {
            return Optional.of(hit(mail.subject(), Source.subject, 0.7));
        }
        List<String> sentences = Opening.sentences(mail);
        Optional<String> said = sentences.stream().filter(this::says).findFirst();
        if (said.isPresent()) {
            return said.map(sentence -> hit(sentence, Source.text, 0.7));
        }
        return closest(sentences, meaning);
    }

    private boolean says(String sentence) {
        return !wanted.isEmpty() && Words.setOf(sentence).containsAll(wanted);
    }

    private Optional<Hit> closest(List<String> sentences, Meaning meaning) {
        String asked = field.description().isEmpty() ? field.said() : field.said() + ": " + field.description();
        Optional<List<float[]>> label = meaning.labels(List.of(asked));
        Optional<List<float[]>> vectors = sentences.isEmpty() ? Optional.empty() : meaning.vectors(sentences);
        if (label.isEmpty() || vectors.isEmpty()) {
            return Optional.empty();
        }
        int best = 0;
        double[] close = new double[sentences.size()];
        for (int i = 0; i < close.length; i++) {
            close[i] = Meaning.dot(label.get().get(0), vectors.get().get(i));
            best = close[i] > close[best] ? i : best;
        }
        return close[best] < CLOSE
                ? Optional.empty()
                : Optional.of(hit(sentences.get(best), Source.text, Math.min(0.9, close[best])));
    }

    private static Hit hit(String sentence, Source source, double confidence) {
        boolean denied = DENIED.matcher(sentence.toLowerCase(Locale.ROOT)).find();
        String shown = sentence.substring(0, Math.min(SNIPPET, sentence.length()));
        return new Hit(BooleanNode.valueOf(!denied), new Found(confidence, new Evidence(shown, source)));
    }
}
