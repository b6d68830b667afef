package io.jamesagents.extraction.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.extraction.Found;
import io.jamesagents.extraction.Found.Evidence;
import io.jamesagents.extraction.find.Candidate;
import io.jamesagents.extraction.find.Text;
import io.jamesagents.extraction.find.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which of the values in a mail a field means: the one whose surroundings say what the field's name says. A field whose name says
 * more than its sort, such as a due date, takes none without that.
 */
final class Ranking {
    private static final Set<String> SMALL =
            Words.setOf("of the a an in for to is and or by with your our der die das von");
    private static final int[] NEAR = {15, 30, 60};
    private static final int AFTER = 30;
    private static final int MOST = 50;
    private static final double PER_STEP = 0.05;
    private static final double ALL_WORDS = 0.2;
    private static final double PER_SAID_WORD = 0.03;
    private static final int MOST_SAID = 3;
    private static final double ALONE = 0.5;
    private static final double AMONG_OTHERS = 0.15;

    private final FormField field;
    private final Kind kind;
    private final Text text;
    private final Set<String> wanted;
    private final Set<String> said;

    Ranking(FormField field, Kind kind, Text text) {
        this.field = field;
        this.kind = kind;
        this.text = text;
        this.wanted = new HashSet<>(field.words());
        wanted.removeAll(SMALL);
        if (!kind.needsWords() || wanted.size() > 1) {
            wanted.removeAll(kind.ownWords());
        }
        this.said = Words.setOf(field.description());
        said.removeAll(SMALL);
        said.removeAll(kind.ownWords());
    }

    private record Scored(Candidate candidate, double score) {}

    /** The best first; of equal values one. */
    List<Hit> hits() {
        List<Candidate> candidates = kind.finder().find(text);
        long different = candidates.stream().map(Candidate::value).distinct().count();
        List<Scored> scored = new ArrayList<>();
        candidates.forEach(candidate -> {
            double score = score(candidate, different);
            if (score > 0) {
                scored.add(new Scored(candidate, score));
            }
        });
        scored.sort(Comparator.comparing(Scored::score).reversed());
        Map<JsonNode, Hit> hits = new LinkedHashMap<>();
        scored.forEach(one -> {
            if (hits.size() < MOST) {
                hits.putIfAbsent(one.candidate.value(), hit(one));
            }
        });
        return List.copyOf(hits.values());
    }

    private Hit hit(Scored scored) {
        Candidate candidate = scored.candidate;
        Evidence evidence =
                new Evidence(text.around(candidate.start(), candidate.end()), text.source(candidate.start()));
        return new Hit(candidate.value(), new Found(Math.min(scored.score, 0.98), evidence));
    }

    /** Zero for a value that the field does not mean. */
    private double score(Candidate candidate, long different) {
        String before = text.before(candidate.start());
        Set<String> after = Words.setOf(beginning(text.after(candidate.end()), AFTER));
        double described = PER_SAID_WORD * Math.min(MOST_SAID, common(said, Words.setOf(before), after));
        if (wanted.isEmpty()) {
            return candidate.quality() + described - (different > 1 && !field.list() ? AMONG_OTHERS : 0);
        }
        double near = 0;
        for (int length : NEAR) {
            int found = common(wanted, Words.setOf(ending(before, length)), after);
            near = Math.max(near, found == 0 ? 0 : ALL_WORDS * found / wanted.size() + PER_STEP);
        }
        if (near > 0) {
            return candidate.quality() + near + described + closeness(before);
        }
        boolean only = different == 1 && kind.rare();
        return only ? ALONE + described : 0;
    }

    private double closeness(String before) {
        double closeness = 0;
        for (int length : NEAR) {
            if (common(wanted, Words.setOf(ending(before, length)), Set.of()) > 0) {
                closeness += PER_STEP;
            }
        }
        return closeness;
    }

    private static int common(Set<String> wanted, Set<String> some, Set<String> others) {
        return (int) wanted.stream()
                .filter(word -> some.contains(word) || others.contains(word))
                .count();
    }

    private static String ending(String text, int most) {
        return text.substring(Math.max(0, text.length() - most));
    }

    private static String beginning(String text, int most) {
        return text.substring(0, Math.min(text.length(), most));
    }
}
