package io.jamesagents.screening;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds characters that cannot be seen and are there for a purpose: words split by them, text written in them, direction turned
 * round. Those of emoji, of scripts that need them and of newsletters' padding are let be.
 */
final class InvisibleText {
    private static final Pattern SPLIT_WORD =
            Pattern.compile("(?<=[A-Za-z])[\\u00ad\\u200b-\\u200d\\u2060-\\u2064\\ufeff\\u180e]++(?=[A-Za-z])");
    private static final Pattern ZERO_WIDTH_RUN = Pattern.compile("[\\u200b-\\u200f\\u2060-\\u2064\\ufeff]{16,}+");
    private static final Pattern OVERRIDE = Pattern.compile("[\\u202d\\u202e]");
    private static final Pattern TAGS = Pattern.compile("\\x{1F3F4}?[\\x{E0020}-\\x{E007E}]{2,}+");
    private static final Pattern SELECTORS = Pattern.compile("[\\ufe00-\\ufe0f\\x{E0100}-\\x{E01EF}]{4,}+");
    /** Begins the flags of England and the like, which are written in tag characters. */
    private static final String FLAG = "\ud83c\udff4";

    private static final int SOFT_HYPHEN = 0x00ad;
    private static final int FEW = 3;

    private final Set<String> kinds = new TreeSet<>();
    private final List<String> texts = new ArrayList<>();

    private InvisibleText() {}

    static Hidden in(String text) {
        InvisibleText found = new InvisibleText();
        if (text.chars().anyMatch(character -> character == SOFT_HYPHEN || character > 0x180d)) {
            found.look(text);
        }
        return new Hidden(found.kinds, found.texts, List.of());
    }

    private void look(String text) {
        long split = SPLIT_WORD
                .matcher(text)
                .results()
                .filter(run -> run.group().charAt(0) != SOFT_HYPHEN)
                .count();
        if (split >= FEW || ZERO_WIDTH_RUN.matcher(text).find()) {
            kinds.add("zero_width");
        }
        if (OVERRIDE.matcher(text).find()) {
            kinds.add("bidi_override");
        }
        written("tag_characters", TAGS.matcher(text), InvisibleText::fromTags);
        written("variation_selectors", SELECTORS.matcher(text), InvisibleText::fromSelectors);
    }

    private void written(String kind, Matcher runs, Function<String, String> reading) {
        runs.results()
                .map(MatchResult::group)
                .filter(run -> !run.startsWith(FLAG))
                .map(reading)
                .forEach(text -> {
                    kinds.add(kind);
                    texts.add(text);
                });
    }

    private static String fromTags(String run) {
        StringBuilder text = new StringBuilder();
        run.codePoints().forEach(tag -> text.append((char) (tag - 0xE0000)));
        return text.toString();
    }

    private static String fromSelectors(String run) {
        int[] values = run.codePoints()
                .map(selector -> selector < 0xE0100 ? selector - 0xfe00 : selector - 0xE0100 + 16)
                .toArray();
        byte[] bytes = new byte[values.length];
        for (int at = 0; at < values.length; at++) {
            bytes[at] = (byte) values[at];
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
