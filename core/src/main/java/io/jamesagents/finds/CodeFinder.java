package io.jamesagents.finds;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds one-time codes: what has the form of one, and stands where a mail speaks of a code. Telephone numbers, prices, dates,
 * years, numbers of orders and the codes of vouchers are none.
 */
final class CodeFinder {
    private static final int MOST = 10;
    private static final int CHARS = 40_000;
    private static final int LINES = 200;
    private static final int LINE = 400;
    private static final int NEAR = 40;
    private static final int EVIDENCE = 160;
    private static final int LINES_ABOVE = 3;
    private static final int ONE_WORD = 8;

    private static final double SURE = 0.95;
    private static final double LIKELY = 0.85;
    private static final double POSSIBLE = 0.6;

    private final List<String> lines = new ArrayList<>();
    private final List<String> lower = new ArrayList<>();
    private final String whole;
    private final boolean subject;

    CodeFinder(@Nullable String subject, String text) {
        this.subject = subject != null && !subject.isBlank();
        if (this.subject) {
            add(subject);
        }
        int at = 0;
        while (at < Math.min(CHARS, text.length()) && lines.size() < LINES) {
            int end = text.indexOf('\n', at);
            end = end < 0 ? text.length() : end;
            add(text.substring(at, Math.min(end, at + LINE)));
            at = end + 1;
        }
        this.whole = String.join(" ", lower);
    }

    private void add(String line) {
        String bare = line.strip();
        if (!bare.isEmpty() && !bare.startsWith(">")) {
            lines.add(bare.substring(0, Math.min(LINE, bare.length())));
            lower.add(' ' + bare.substring(0, Math.min(LINE, bare.length())).toLowerCase(Locale.ROOT) + ' ');
        }
    }

    List<Code> codes() {
        Map<String, Code> found = new LinkedHashMap<>();
        if (CodeWords.contains(whole, CodeWords.CODE)) {
            Integer expiry = Expiry.seconds(lower);
            for (int i = 0; i < lines.size(); i++) {
                for (CodeToken token : CodeToken.in(lines.get(i))) {
                    keep(found, token, i, expiry);
                }
            }
        }
        return found.values().stream()
                .sorted(Comparator.comparingDouble(Code::confidence).reversed())
                .limit(MOST)
                .toList();
    }

    private void keep(Map<String, Code> found, CodeToken token, int at, @Nullable Integer expiry) {
        double confidence = confidence(token, at);
        if (confidence > 0) {
            String line = lines.get(at);
            String evidence = line.substring(0, Math.min(EVIDENCE, line.length()));
            Code code = new Code(token.value(), token.raw(), kind(at), confidence, evidence, expiry);
            found.merge(token.value(), code, (one, other) -> one.confidence() >= other.confidence() ? one : other);
        }
    }

    private Code.Kind kind(int at) {
        String near = String.join(" ", lower.subList(Math.max(0, at - LINES_ABOVE), at + 1));
        Code.Kind kind = CodeWords.kind(near);
        return kind == Code.Kind.OTHER ? CodeWords.kind(whole) : kind;
    }

    private double confidence(CodeToken token, int at) {
        if (alone(token, lines.get(at))) {
            return onItsOwnLine(token, at);
        }
        String line = lower.get(at);
        int start = token.start() + 1;
        int before = CodeWords.lastBefore(line, CodeWords.CODE, start);
        if (before > start) {
            return 0;
        }
        int other = CodeWords.lastBefore(line, CodeWords.OTHER, start);
        if (other >= 0 && other >= before) {
            return 0;
        }
        if (before >= 0 && start - before <= NEAR) {
            return announced(token, line, before, other);
        }
        return spokenOfAfter(token, line, at);
    }

    /** Nothing else is on the line but marks. */
    private static boolean alone(CodeToken token, String line) {
        String around = line.substring(0, token.start()) + line.substring(token.end());
        return around.chars().noneMatch(Character::isLetterOrDigit);
    }

    private double onItsOwnLine(CodeToken token, int at) {
        String above = String.join(" ", lower.subList(Math.max(0, at - LINES_ABOVE), at));
        String below = at + 1 < lower.size() ? lower.get(at + 1) : "";
        int code = CodeWords.lastBefore(above, CodeWords.CODE, above.length());
        int other = CodeWords.lastBefore(above, CodeWords.OTHER, above.length());
        if (other >= 0 && other >= code - NEAR) {
            return 0;
        }
        if (code >= 0 && (token.lettersOnly() || token.lowerCase())) {
            boolean introduced = lower.get(at - 1).stripTrailing().endsWith(":");
            return introduced && lines.get(at).length() == token.raw().length() ? LIKELY : 0;
        }
        if (code >= 0) {
            return token.year() ? LIKELY : SURE;
        }
        boolean spokenOf = CodeWords.contains(below, CodeWords.CODE)
                || (subject && CodeWords.contains(lower.get(0), CodeWords.CODE));
        return spokenOf && !token.lettersOnly() ? LIKELY : 0;
    }

    /** "Your code is 123456": little stands between. */
    private static double announced(CodeToken token, String line, int before, int other) {
        String between = line.substring(before, token.start() + 1);
        boolean adjacent = between.strip().length() <= 6;
        if (other >= 0 && before - other <= ONE_WORD) {
            return 0;
        }
        if (token.lowerCase() && CodeWords.kind(line) == Code.Kind.OTHER) {
            return 0;
        }
        if (token.year() || token.lettersOnly() || token.lowerCase()) {
            return adjacent ? LIKELY : 0;
        }
        if (!token.allDigits() && !adjacent && !saidToBe(between)) {
            return 0;
        }
        if (adjacent || CodeWords.contains(between, CodeWords.IS)) {
            return other >= 0 ? POSSIBLE : SURE;
        }
        return CodeWords.kind(line) != Code.Kind.OTHER && token.value().length() > 4 ? POSSIBLE : 0;
    }

    /** Whether the last words are "is" or the like. */
    private static boolean saidToBe(String between) {
        int end = between.stripTrailing().length();
        return CodeWords.lastBefore(between, CodeWords.IS, between.length()) >= end;
    }

    /** "123456 is your code". */
    private double spokenOfAfter(CodeToken token, String line, int at) {
        int end = token.end() + 1;
        int after = CodeWords.firstFrom(line, CodeWords.CODE, end);
        if (after < 0
                || after - end > NEAR
                || !CodeWords.contains(line.substring(end, after), CodeWords.IS)
                || token.year()
                || token.lettersOnly()
                || token.lowerCase()) {
            return 0;
        }
        int other = CodeWords.firstFrom(line, CodeWords.OTHER, end);
        if (other >= 0 && other <= after + NEAR / 2) {
            return 0;
        }
        return at == 0 || token.start() < NEAR ? SURE : POSSIBLE;
    }
}
