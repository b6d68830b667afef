package io.jamesagents.extraction.builtin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What words of business mail in other languages are in English: the local model knows that one only. */
final class Glossary {
    private static final NavigableMap<String, String> WORDS = read();
    private static final Pattern WORD = Pattern.compile("[\\p{L}-]{3,40}");
    private static final int FEWEST = 3;

    private Glossary() {}

    private static NavigableMap<String, String> read() {
        NavigableMap<String, String> words = new TreeMap<>();
        try (InputStream file = Glossary.class.getResourceAsStream("glossary.txt");
                BufferedReader reader = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            reader.lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .forEach(line -> {
                        int space = line.indexOf(' ');
                        words.put(line.substring(0, space), line.substring(space + 1));
                    });
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The known words of a text in English; empty when they are so few that it may be English itself. */
    static Optional<String> english(String text) {
        Set<String> found = new LinkedHashSet<>();
        Matcher matcher = WORD.matcher(text.toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            meaning(matcher.group()).ifPresent(found::add);
        }
        return found.size() < FEWEST ? Optional.empty() : Optional.of(String.join(", ", found));
    }

    private static Optional<String> meaning(String word) {
        for (int length = word.length(); length >= FEWEST; length--) {
            Map.Entry<String, String> entry = WORDS.floorEntry(word.substring(0, length));
            if (entry != null && word.startsWith(entry.getKey())) {
                return Optional.of(entry.getValue());
            }
        }
        return Optional.empty();
    }
}
