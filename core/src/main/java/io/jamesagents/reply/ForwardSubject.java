package io.jamesagents.reply;

import java.util.Set;

/** Whether a subject says that the mail is passed on. */
final class ForwardSubject {
    private static final Set<String> PREFIXES = Set.of(
            "fwd",
            "fw",
            "wg",
            "tr",
            "rv",
            "enc",
            "i",
            "vs",
            "vb",
            "doorst",
            "pd",
            "fs",
            "vl",
            "ilt",
            "yml",
            "转发",
            "轉寄",
            "転送",
            "전달",
            "továbbítás",
            "переслано",
            "προωθ",
            "הועבר",
            "videresendt");

    private static final int LONGEST_PREFIX = 12;

    private ForwardSubject() {}

    static boolean is(String subject) {
        if (subject == null) {
            return false;
        }
        int end = subject.indexOf(':') < 0 ? subject.indexOf('：') : subject.indexOf(':');
        return end > 0
                && end <= LONGEST_PREFIX
                && PREFIXES.contains(Words.lower(subject.substring(0, end)).strip());
    }
}
