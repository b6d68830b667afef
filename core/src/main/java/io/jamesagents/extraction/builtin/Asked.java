package io.jamesagents.extraction.builtin;

import io.jamesagents.extraction.MailToRead;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a mail can be what a field asks about: a name in its description, as in "paid to Example", has to occur. */
final class Asked {
    private static final Pattern NAMED = Pattern.compile(
            "\\b(?:to|from|by|with|at)\\s+(?!The\\b|A\\b|I\\b)(\\p{Lu}[\\p{L}\\p{N}&-]+)(?:[\\s?.,;]|$)");

    private Asked() {}

    static boolean by(FormField field, MailToRead mail) {
        Matcher matcher = NAMED.matcher(field.description());
        String all = null;
        while (matcher.find()) {
            all = all == null ? all(mail) : all;
            if (!all.contains(matcher.group(1).toLowerCase(Locale.ROOT))) {
                return false;
            }
        }
        return true;
    }

    private static String all(MailToRead mail) {
        return (mail.subject() + " " + mail.senderName() + " " + mail.sender() + " " + mail.text())
                .toLowerCase(Locale.ROOT);
    }
}
