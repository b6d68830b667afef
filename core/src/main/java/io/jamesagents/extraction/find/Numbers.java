package io.jamesagents.extraction.find;

import com.fasterxml.jackson.databind.node.DecimalNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds numbers, in digits as they are written on either side of the ocean, and small ones in words. */
public final class Numbers implements Finder {
    private static final Pattern NUMBER =
            Pattern.compile("(?<![\\w.,:/-])[-+]?\\d{1,15}(?:[.,'\\u00a0]\\d{1,9}){0,6}(?![\\w:/-]|[.,]\\d)");
    private static final Pattern WORD = Pattern.compile(
            "(?i)\\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn)\\b");
    private static final Map<String, Integer> WORDS = Map.ofEntries(
            Map.entry("one", 1),
            Map.entry("two", 2),
            Map.entry("three", 3),
            Map.entry("four", 4),
            Map.entry("five", 5),
            Map.entry("six", 6),
            Map.entry("seven", 7),
            Map.entry("eight", 8),
            Map.entry("nine", 9),
            Map.entry("ten", 10),
            Map.entry("eleven", 11),
            Map.entry("twelve", 12),
            Map.entry("zwei", 2),
            Map.entry("drei", 3),
            Map.entry("vier", 4),
            Map.entry("fünf", 5),
            Map.entry("sechs", 6),
            Map.entry("sieben", 7),
            Map.entry("acht", 8),
            Map.entry("neun", 9),
            Map.entry("zehn", 10));
    private static final int GROUP = 3;

    @Override
    public List<Candidate> find(Text text) {
        List<Candidate> found = new ArrayList<>();
        Matcher matcher = NUMBER.matcher(text.all());
        while (matcher.find()) {
            parse(matcher.group())
                    .ifPresent(value ->
                            found.add(new Candidate(matcher.start(), matcher.end(), DecimalNode.valueOf(value), 0.6)));
        }
        Matcher words = WORD.matcher(text.all());
        while (words.find()) {
            BigDecimal value = BigDecimal.valueOf(WORDS.get(words.group().toLowerCase(Locale.ROOT)));
            found.add(new Candidate(words.start(), words.end(), DecimalNode.valueOf(value), 0.5));
        }
        return found;
    }

    /**
     * A number with separators of groups or decimals: of two kinds the last one separates decimals; one that stands there once
     * does if it is not followed by exactly three digits. Empty for what is no number so.
     */
    static Optional<BigDecimal> parse(String digits) {
        String plain = digits.replace("'", "").replace("\u00a0", "");
        int comma = plain.lastIndexOf(',');
        int dot = plain.lastIndexOf('.');
        int last = Math.max(comma, dot);
        if (last >= 0) {
            String whole = plain.substring(0, last).replaceAll("[.,]", "");
            String rest = plain.substring(last + 1);
            boolean both = comma >= 0 && dot >= 0;
            boolean repeated = plain.indexOf(plain.charAt(last)) != last;
            plain = repeated || (!both && rest.length() == GROUP) ? whole + rest : whole + "." + rest;
        }
        try {
            return Optional.of(new BigDecimal(plain));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
