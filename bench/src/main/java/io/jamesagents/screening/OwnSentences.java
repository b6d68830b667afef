package io.jamesagents.screening;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The sentences in this module's files {@code screening/*.txt}, where {a|b} stands for either word. */
final class OwnSentences {
    private static final Pattern CHOICE = Pattern.compile("\\{([^{}]*\\|[^{}]*)\\}");
    private static final int MOST_OF_A_LINE = 12;
    private static final int TRIES = 100;

    private OwnSentences() {}

    static List<String> lines(String name) throws IOException {
        try (InputStream in = OwnSentences.class.getResourceAsStream("/screening/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        }
    }

    /** Some of what each line stands for, always the same. */
    static List<String> of(List<String> lines) {
        Random random = new Random(11);
        List<String> all = new ArrayList<>();
        for (String line : lines) {
            Set<String> distinct = new LinkedHashSet<>();
            for (int i = 0; i < TRIES && distinct.size() < MOST_OF_A_LINE; i++) {
                distinct.add(CHOICE.matcher(line)
                        .replaceAll(choice -> chosen(choice, random))
                        .replaceAll(" +", " ")
                        .strip());
            }
            all.addAll(distinct);
        }
        return all;
    }

    private static String chosen(MatchResult choice, Random random) {
        String[] words = choice.group(1).split("\\|", -1);
        return java.util.regex.Matcher.quoteReplacement(words[random.nextInt(words.length)]);
    }
}
