package io.jamesagents.screening;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What encoded pieces of a text say: base64, hexadecimal, and words turned by 13 letters, or backwards. */
final class Decoded {
    private static final Pattern BASE64 =
            Pattern.compile("(?<![A-Za-z0-9+/_=.-])[A-Za-z0-9+/_-]{20,4000}={0,2}(?![A-Za-z0-9+/_-])");
    private static final Pattern HEX =
            Pattern.compile("(?<![0-9A-Za-z])(?:[0-9a-fA-F]{2}[ :]?){12,600}(?![0-9A-Za-z])");
    private static final Pattern TURNED = Pattern.compile(
            "(?i)\\b(?:vtaber|qvfertneq|cerivbhf|vafgehpgvba|vafgehpgvbaf|flfgrz|cebzcg|nffvfgnag|sbejneq|cnffjbeqf?)\\b");
    private static final Pattern REVERSED =
            Pattern.compile("(?i)\\b(?:snoitcurtsni|tpmorp|suoiverp|erongi|tnatsissa|drawrof)\\b");
    private static final int MAX_PIECES = 20;
    private static final double MOSTLY = 0.9;

    private Decoded() {}

    /** The pieces of the text that mean something when they are decoded; few of a text that has many. */
    static List<String> in(String text) {
        List<String> found = new ArrayList<>();
        pieces(BASE64, text).forEach(piece -> keep(found, base64(piece)));
        pieces(HEX, text).forEach(piece -> keep(found, hex(piece)));
        if (TURNED.matcher(text).find()) {
            text.lines()
                    .filter(line -> TURNED.matcher(line).find())
                    .limit(MAX_PIECES)
                    .forEach(line -> found.add(turned(line)));
        }
        if (REVERSED.matcher(text).find()) {
            text.lines()
                    .filter(line -> REVERSED.matcher(line).find())
                    .limit(MAX_PIECES)
                    .forEach(line -> found.add(new StringBuilder(line).reverse().toString()));
        }
        return found;
    }

    private static List<String> pieces(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(MatchResult::group)
                .limit(MAX_PIECES)
                .toList();
    }

    private static void keep(List<String> found, String decoded) {
        long readable = decoded.chars()
                .filter(character -> character == ' ' || Character.isLetter(character))
                .count();
        if (decoded.indexOf(' ') > 0 && readable >= decoded.length() * MOSTLY * 0.9) {
            found.add(decoded);
        }
    }

    private static String base64(String piece) {
        String plain = piece.replaceAll("=+$", "").replace('-', '+').replace('_', '/');
        String whole = plain.substring(0, plain.length() - (plain.length() % 4 == 1 ? 1 : 0));
        return new String(Base64.getDecoder().decode(whole), StandardCharsets.UTF_8);
    }

    private static String hex(String piece) {
        String digits = piece.replaceAll("[ :]", "").toLowerCase(Locale.ROOT);
        return new String(HexFormat.of().parseHex(digits), StandardCharsets.UTF_8);
    }

    private static String turned(String line) {
        StringBuilder text = new StringBuilder(line.length());
        line.chars().forEach(character -> {
            int first = Character.isUpperCase(character) ? 'A' : 'a';
            boolean latin = character < 0x80 && Character.isLetter(character);
            text.append((char) (latin ? first + (character - first + 13) % 26 : character));
        });
        return text.toString();
    }
}
