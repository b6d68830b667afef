package io.jamesagents.report;

import io.jamesagents.message.HeaderText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells answers of programs (RFC 3834) from mail that people wrote. */
final class AutoReplies {
    private static final List<String> MARKS =
            List.of("x-autoreply", "x-autorespond", "x-autoresponder", "x-autoreply-from", "x-mail-autoreply");
    private static final List<String> BEGINNINGS = List.of(
            "automatic reply",
            "automated reply",
            "auto reply",
            "auto-reply",
            "autoreply",
            "auto response",
            "auto-response",
            "autoresponse",
            "autoresponder",
            "out of office",
            "out of the office",
            "out-of-office",
            "away from my mail",
            "vacation",
            "auto:",
            "abwesenheit",
            "automatische antwort",
            "r\u00e9ponse automatique",
            "respuesta autom",
            "resposta autom",
            "risposta automatica",
            "autoodpowied",
            "automatyczna odpowied",
            "automatisch antwoord",
            "automatiskt svar",
            "\u81ea\u52d5\u5fdc\u7b54",
            "\u81ea\u52d5\u8fd4\u4fe1",
            "\u81ea\u52a8\u56de\u590d");
    private static final Pattern REPLY = Pattern.compile("^(?:(?:(?:re|aw|fwd?|sv|antw)\\s?:|\\[)\\s{0,8}){1,8}");

    private AutoReplies() {}

    static boolean is(Fields header) {
        return says(header, "auto-submitted", "auto-replied")
                || says(header, "precedence", "auto_reply")
                || MARKS.stream().anyMatch(mark -> header.has(mark) && !says(header, mark, "no"))
                || announced(header.first("subject"));
    }

    private static boolean says(Fields header, String name, String word) {
        String value = header.first(name);
        return value != null && value.strip().toLowerCase(Locale.ROOT).startsWith(word);
    }

    private static boolean announced(String subject) {
        if (subject == null) {
            return false;
        }
        String text = HeaderText.decoded(subject).strip().toLowerCase(Locale.ROOT);
        String bare = REPLY.matcher(text).replaceFirst("");
        return BEGINNINGS.stream().anyMatch(bare::startsWith);
    }

    static Report report(Fields header) {
        Optional<String> from = MailAddresses.first(String.valueOf(header.first("from")));
        return new Report(
                Report.Kind.AUTO_REPLY,
                from.map(address -> List.of(ReportedRecipient.named(address, ReportedClass.AUTO_REPLY)))
                        .orElse(List.of()),
                Fields.NONE,
                Fields.NONE);
    }
}
