package io.jamesagents.screening;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Text as a reader sees it: characters that cannot be seen are gone, compatibility forms and letters that look like Latin ones
 * are those, where a word mixes them with Latin letters. The time is linear in the length of the text.
 */
final class PlainForm {
    /** Cyrillic, Greek and other letters, each in front of the Latin one that it looks like. */
    private static final String ALIKE =
            "аaеeоoрpсcхxуyіiјjѕsһhԁdԛqԝwɡgκkοoαaνvρpτtιiυuꓲlӏlАAВBЕEКKМMНHОOРPСCТTХXІIЅSΑAΒBΕEΗHΙIΚKΜMΝNΟOΡPΤTΧXΥYΖZ";

    private static final Map<Character, Character> LATIN = new HashMap<>();
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}$!]++");
    private static final Pattern MARKS = Pattern.compile("[\\u0300-\\u036f\\u064b-\\u065f\\u0670]++");
    private static final Pattern UNSEEN = Pattern.compile(
            "[\\p{Cf}\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u3164\\ufe00-\\ufe0f]" + "|[\\x{E0000}-\\x{E0FFF}]");
    private static final Pattern SPACED = Pattern.compile("(?<!\\S)(?:\\p{L}[ .*_-]){4,40}\\p{L}(?!\\S)");
    private static final Pattern LEET_USED = Pattern.compile("[0134579$!](?=[\\p{L}\\p{N}])|(?<=\\p{L})[0134579$]");
    private static final String LEET = "0o1i3e4a5s7t$s!i";

    static {
        for (int i = 0; i < ALIKE.length(); i += 2) {
            LATIN.put(ALIKE.charAt(i), ALIKE.charAt(i + 1));
        }
    }

    private PlainForm() {}

    /** Without the characters that cannot be seen. */
    static String visible(String text) {
        return UNSEEN.matcher(text).replaceAll("");
    }

    static String of(String text) {
        String seen = visible(text);
        if (seen.chars().allMatch(character -> character < 0x80)) {
            return seen;
        }
        String folded = Normalizer.normalize(seen, Normalizer.Form.NFKC);
        return WORD.matcher(folded).replaceAll(word -> latin(word.group()));
    }

    /** For comparing with words: lower case, without accents, digits for letters undone, spaced-out words closed up. */
    static String ofWords(String sentence) {
        boolean ascii = sentence.chars().allMatch(character -> character < 0x80);
        return unleeted(ascii ? sentence : bare(sentence));
    }

    private static String bare(String sentence) {
        String bare = MARKS.matcher(Normalizer.normalize(sentence, Normalizer.Form.NFD))
                .replaceAll("");
        return Normalizer.normalize(bare, Normalizer.Form.NFC);
    }

    private static String unleeted(String bare) {
        String closed = SPACED.matcher(bare).replaceAll(PlainForm::closed);
        String lower = closed.toLowerCase(Locale.ROOT);
        return LEET_USED.matcher(lower).find() ? WORD.matcher(lower).replaceAll(word -> unleet(word.group())) : lower;
    }

    private static String closed(MatchResult spaced) {
        return spaced.group().replaceAll("[ .*_-]", "");
    }

    private static String latin(String word) {
        boolean mixed = word.chars().anyMatch(character -> character < 0x80 && Character.isLetter(character));
        boolean alike = word.chars().allMatch(character -> character < 0x80 || LATIN.containsKey((char) character));
        return mixed || alike ? mapped(word) : word;
    }

    private static String mapped(String word) {
        StringBuilder latin = new StringBuilder(word.length());
        word.chars()
                .forEach(character -> latin.append(
                        LATIN.getOrDefault((char) character, (char) character).charValue()));
        return latin.toString().replace("$", "\\$");
    }

    private static String unleet(String word) {
        long letters = word.chars().filter(Character::isLetter).count();
        if (letters == word.length() || letters * 2 < word.length() || word.length() < 4) {
            return word.replace("$", "\\$");
        }
        StringBuilder plain = new StringBuilder(word.length());
        for (int at = 0; at < word.length(); at++) {
            int known = LEET.indexOf(word.charAt(at));
            boolean end = at == word.length() - 1 && word.charAt(at) == '!';
            plain.append(known >= 0 && known % 2 == 0 && !end ? LEET.charAt(known + 1) : word.charAt(at));
        }
        return plain.toString().replace("$", "\\$");
    }
}
