package io.jamesagents.reply;

import java.util.List;
import java.util.Set;

/**
 * Finds the line, or the few lines, by which a mail client introduces a quote: "On Mon, 2 Apr 2012, Ann wrote:", in the
 * languages that mail clients speak. It has a date or an address, and says at its end that somebody wrote, or ends in a
 * colon.
 */
final class Attribution {
    private static final int LINES = 5;
    private static final int FIRST_LINE = 300;
    private static final int NEXT_LINE = 140;
    private static final int BEGINNING = 24;

    private static final Set<String> BEGINS = Set.of(
            "on",
            "at",
            "le",
            "am",
            "el",
            "em",
            "il",
            "in",
            "op",
            "den",
            "på",
            "kl",
            "w",
            "dnia",
            "dne",
            "dňa",
            "pada",
            "vào",
            "ngày",
            "la",
            "data",
            "quoting",
            "zitat",
            "citando",
            "citeren",
            "citát",
            "στις",
            "em:",
            "a",
            "в",
            "вт",
            "пн",
            "ср",
            "чт",
            "пт",
            "сб",
            "вс",
            "у",
            "на",
            "z",
            "ב",
            "في",
            "בתאריך",
            "tarihinde",
            "ti",
            "ma",
            "ke",
            "to",
            "pe",
            "su",
            "mo",
            "di",
            "mi",
            "do",
            "fr",
            "sa",
            "so",
            "lun",
            "mar",
            "mer",
            "jeu",
            "ven",
            "sam",
            "dim",
            "thu",
            "fri",
            "sat",
            "sun",
            "mon",
            "tue",
            "wed",
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday");

    private static final Set<String> WROTE = Set.of(
            "wrote",
            "writes",
            "said",
            "écrit",
            "schrieb",
            "escribió",
            "escribio",
            "escreveu",
            "scritto",
            "schreef",
            "geschreven",
            "skrev",
            "skreiv",
            "kirjoitti",
            "napisał",
            "napisała",
            "napisal",
            "napísal",
            "napsal",
            "napisao",
            "написал",
            "написала",
            "pisze",
            "пишет",
            "писал",
            "писала",
            "пише",
            "написав",
            "напісаў",
            "írta",
            "scris",
            "yazdı",
            "yazmış",
            "έγραψε",
            "viết",
            "menulis",
            "rašė",
            "rakstīja",
            "kirjutas",
            "כתב",
            "כתבה",
            "كتب",
            "كتبت",
            "notée",
            "va",
            "escriure",
            "napisali",
            "piše",
            "идва",
            "написа",
            "ha",
            "volgende",
            "following");

    /** In scripts that do not part words. */
    private static final List<String> WROTE_UNPARTED =
            List.of("写道", "寫道", "写到", "寫到", "書きました", "書いた", "のメール", "のメッセージ", "작성", "썼습니다", "쓰시길", "เขียน", "來信", "来信");

    /** First words that say by themselves that somebody is quoted. */
    private static final Set<String> QUOTING = Set.of("quoting", "zitat", "citando", "citeren", "cytowanie", "citát");

    private Attribution() {}

    /** How many lines from this one are such an introduction; 0 if none are. */
    static int length(List<String> lines, int from) {
        if (!mayBegin(lines.get(from).strip())) {
            return 0;
        }
        boolean strong = strong(lines.get(from).strip());
        StringBuilder joined = new StringBuilder();
        for (int i = from, taken = 0; i < lines.size() && taken < LINES; i++) {
            String line = lines.get(i).strip();
            if (i > from && line.length() > NEXT_LINE || (line.isEmpty() && !strong)) {
                return 0;
            }
            if (i > from && startsAnew(lines, i)) {
                return 0;
            }
            if (line.isEmpty()) {
                continue;
            }
            taken++;
            joined.append(i > from ? " " : "").append(withoutQuoteMark(line, i > from));
            if (introduces(joined.toString(), lines, i)) {
                return i - from + 1;
            }
            if (i > from && line.startsWith(">") && !saysWrote(line)) {
                return 0;
            }
        }
        return 0;
    }

    /** A line that is one by itself is not the end of one that began before. */
    private static boolean startsAnew(List<String> lines, int at) {
        String line = lines.get(at).strip();
        return strong(line) && introduces(line, lines, at);
    }

    private static String withoutQuoteMark(String line, boolean continued) {
        return continued && line.startsWith(">") && line.length() < BEGINNING
                ? line.substring(1).strip()
                : line;
    }

    static boolean mayBegin(String line) {
        if (line.isEmpty() || line.length() > FIRST_LINE || line.startsWith(">")) {
            return false;
        }
        return strong(line) || line.contains("@") || (Words.dated(line) && saysWrote(line));
    }

    /** Begins as such lines do. */
    private static boolean strong(String line) {
        String bare = bare(line);
        boolean digits = Words.digitWithin(bare, bare.length());
        if (digits && Words.digitWithin(bare, BEGINNING) && Words.dated(bare)) {
            return beginsWithDate(bare);
        }
        return bare.contains("@") && begins(bare);
    }

    private static boolean beginsWithDate(String bare) {
        return Words.digit(bare.charAt(0)) || begins(bare) || bare.charAt(0) > 0x2e00;
    }

    private static String firstWord(String line) {
        List<String> words = Words.of(Words.lower(line));
        return words.isEmpty() ? "" : words.get(0);
    }

    private static boolean begins(String bare) {
        int end = 0;
        while (end < bare.length() && !Character.isWhitespace(bare.charAt(end)) && ",.".indexOf(bare.charAt(end)) < 0) {
            end++;
        }
        String word = Words.lower(bare.substring(0, end));
        return BEGINS.contains(word) || (end > 4 && Words.digitWithin(bare, BEGINNING));
    }

    /** Without the dashes and stars that some clients put before it. */
    private static String bare(String line) {
        int start = 0;
        while (start < line.length() - 1 && "-*_ \"".indexOf(line.charAt(start)) >= 0) {
            start++;
        }
        return line.substring(start);
    }

    private static boolean introduces(String joined, List<String> lines, int last) {
        boolean address = joined.contains("@");
        if (address && endsInColon(joined) && QUOTING.contains(firstWord(joined))) {
            return true;
        }
        if (!address && !Words.dated(joined)) {
            return false;
        }
        boolean colon = endsInColon(joined);
        if (saysWrote(joined)) {
            return colon || endsInWrote(joined);
        }
        if (!address || !strong(joined) || !Words.dated(joined)) {
            return false;
        }
        String end = joined.stripTrailing();
        return colon
                ? end.length() < FIRST_LINE && quoteFollows(lines, last)
                : end.endsWith(">") && quoteFollows(lines, last);
    }

    private static boolean quoteFollows(List<String> lines, int last) {
        for (int i = last + 1; i < Math.min(lines.size(), last + 4); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty()) {
                boolean goesOn = line.length() < BEGINNING && saysWrote(line);
                return !goesOn && (line.startsWith(">") || line.startsWith("|"));
            }
        }
        return false;
    }

    private static boolean saysWrote(String line) {
        for (String word : Words.of(Words.lower(line))) {
            if (WROTE.contains(word)) {
                return true;
            }
        }
        return Words.containsAny(line, WROTE_UNPARTED);
    }

    private static boolean endsInColon(String line) {
        String end = line.stripTrailing();
        return end.endsWith(":") || end.endsWith("：") || end.endsWith(":*") || end.endsWith(":_");
    }

    private static boolean endsInWrote(String line) {
        List<String> words = Words.of(Words.lower(line));
        if (words.isEmpty()) {
            return false;
        }
        String last = words.get(words.size() - 1);
        int at = Words.lower(line).lastIndexOf(last);
        boolean ends = line.length() - at - last.length() < 8 && !Words.digitWithin(line.substring(at), NEXT_LINE);
        boolean ended = "a".equals(last) && words.size() > 1 && WROTE.contains(words.get(words.size() - 2));
        return ends && (ended || WROTE.contains(last) || Words.containsAny(last, WROTE_UNPARTED));
    }
}
