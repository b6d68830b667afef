package io.jamesagents.extraction.find;

import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds amounts of money: numbers beside a currency, as numbers, as they are written, or the currency alone by its ISO code. */
public enum Amounts implements Finder {
    NUMBER,
    WRITTEN,
    CURRENCY;

    private static final String UNIT =
            "(?:[€$£¥₹]|(?:US|CA|AU)\\$|\\b(?:USD|EUR|GBP|CHF|JPY|CNY|INR|CAD|AUD|NZD|SEK|NOK|DKK|PLN|CZK|BRL|MXN|ZAR|SGD|HKD|KRW|TRY|AED)\\b)";
    private static final String WORD = "(?:(?i:dollars?|euros?|pounds?|yen|francs?|rupees?)\\b)";
    private static final String DIGITS = "\\d{1,12}(?:[.,'\\u00a0]\\d{1,6}){0,5}";
    /** Not the end of a line: a number there has nothing to do with a currency that begins the next. */
    private static final String SPACE = "[ \\t\\u00a0]?";

    private static final Pattern AMOUNT = Pattern.compile("(" + UNIT + ")" + SPACE + "(-?" + DIGITS
            + ")|(?<![\\w.,-])(-?" + DIGITS + ")" + SPACE + "(" + UNIT + "|" + WORD + ")");
    private static final Map<String, String> CODES = Map.ofEntries(
            Map.entry("€", "EUR"),
            Map.entry("$", "USD"),
            Map.entry("us$", "USD"),
            Map.entry("ca$", "CAD"),
            Map.entry("au$", "AUD"),
            Map.entry("£", "GBP"),
            Map.entry("¥", "JPY"),
            Map.entry("₹", "INR"),
            Map.entry("dollar", "USD"),
            Map.entry("euro", "EUR"),
            Map.entry("pound", "GBP"),
            Map.entry("yen", "JPY"),
            Map.entry("franc", "CHF"),
            Map.entry("rupee", "INR"));
    private static final double QUALITY = 0.7;

    @Override
    public List<Candidate> find(Text text) {
        List<Candidate> found = new ArrayList<>();
        Matcher matcher = AMOUNT.matcher(text.all());
        while (matcher.find()) {
            candidate(matcher).ifPresent(found::add);
        }
        return found;
    }

    private Optional<Candidate> candidate(Matcher matcher) {
        boolean before = matcher.group(1) != null;
        Optional<BigDecimal> number = Numbers.parse(matcher.group(before ? 2 : 3));
        String unit = matcher.group(before ? 1 : 4);
        return number.map(value -> new Candidate(
                matcher.start(),
                matcher.end(),
                switch (this) {
                    case NUMBER -> DecimalNode.valueOf(value);
                    case WRITTEN -> TextNode.valueOf(matcher.group());
                    case CURRENCY -> TextNode.valueOf(code(unit));
                },
                QUALITY));
    }

    private static String code(String unit) {
        String lower = unit.toLowerCase(Locale.ROOT);
        String word = lower.length() > 1 && lower.endsWith("s") ? lower.substring(0, lower.length() - 1) : lower;
        return CODES.getOrDefault(word, unit.toUpperCase(Locale.ROOT));
    }
}
