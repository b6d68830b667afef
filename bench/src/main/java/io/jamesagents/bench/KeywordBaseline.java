package io.jamesagents.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What one would write in ten minutes: the label whose words the text has most of, and a pattern for each slot. */
final class KeywordBaseline {
    private static final Pattern NOT_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern AMOUNT = Pattern.compile("\\$[0-9][0-9,]*(?:\\.[0-9]{2})?");
    private static final Map<String, Pattern> SLOTS = new TreeMap<>(Map.of(
            "people",
                    Pattern.compile(
                            "(?i)\\b(\\d+|one|two|three|four|five|six|seven|eight|nine|ten)\\s+(?:people|persons|guests)"),
            "time", Pattern.compile("(?i)\\b(\\d{1,2}(?::\\d{2})?\\s?(?:am|pm)|\\d{1,2}:\\d{2})\\b"),
            "date", Pattern.compile("(?i)\\b(today|tomorrow|tonight|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\\b"),
            "first_name", Pattern.compile("(?i)name is (\\w+)"),
            "last_name", Pattern.compile("(?i)name is \\w+ (\\w+)")));

    private final List<String> labels;
    private final String majority;

    KeywordBaseline(Set<String> labels, List<JsonNode> rows) {
        this.labels = new ArrayList<>(labels);
        Map<String, Integer> counts = new HashMap<>();
        rows.forEach(row -> counts.merge(row.get("label").asText(), 1, Integer::sum));
        this.majority = counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }

    String majority() {
        return majority;
    }

    /** The most frequent label where the text has words of none. */
    String label(String text) {
        Set<String> said = words(text);
        String best = majority;
        double most = 0;
        for (String label : labels) {
            Set<String> words = words(label);
            long found = words.stream().filter(said::contains).count();
            double share = found == 0 ? 0 : found + (double) found / words.size();
            if (share > most) {
                most = share;
                best = label;
            }
        }
        return best;
    }

    static Map<String, String> slots(String text) {
        Map<String, String> found = new TreeMap<>();
        SLOTS.forEach((slot, pattern) -> {
            Matcher matcher = pattern.matcher(text);
            if (matcher.find()) {
                found.put(slot, matcher.group(1));
            }
        });
        return found;
    }

    static String amount(String text) {
        Matcher matcher = AMOUNT.matcher(text);
        return matcher.find() ? matcher.group() : "unknown";
    }

    private static Set<String> words(String text) {
        return new HashSet<>(
                Arrays.asList(NOT_WORDS.split(text.toLowerCase(Locale.ROOT).replace('_', ' '))));
    }
}
