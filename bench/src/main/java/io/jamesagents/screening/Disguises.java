package io.jamesagents.screening;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Ways to write an order so that a program still understands it and a filter may not. */
final class Disguises {
    private static final String LATIN = "aceopxyiAEKMHOPCTX";
    private static final String CYRILLIC = "асеорхуіАЕКМНОРСТХ";
    private static final String LETTERS = "aeiosAEIOS";
    private static final String DIGITS = "4310543105";

    static final Map<String, UnaryOperator<String>> ALL = new LinkedHashMap<>();

    static {
        ALL.put("plain", text -> text);
        ALL.put("homoglyphs", text -> swapped(text, LATIN, CYRILLIC));
        ALL.put("zero_width", text -> text.replaceAll("(?<=\\w)(?=\\w)", "\u200b"));
        ALL.put("leetspeak", text -> swapped(text, LETTERS, DIGITS));
        ALL.put("split_words", text -> text.replaceAll("(?<=\\w\\w\\w)(?=\\w\\w\\w)", "-"));
        ALL.put("spaced_out", text -> text.replaceAll("(?<=\\w)(?=\\w)", " "));
        ALL.put("capitals", text -> text.toUpperCase(java.util.Locale.ROOT));
        ALL.put("base64", text -> "Note: " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
        ALL.put("reversed", text -> new StringBuilder(text).reverse().toString());
    }

    private Disguises() {}

    private static String swapped(String text, String from, String to) {
        StringBuilder swapped = new StringBuilder();
        text.chars().forEach(character -> {
            int at = from.indexOf(character);
            swapped.append(at < 0 ? (char) character : to.charAt(at));
        });
        return swapped.toString();
    }
}
