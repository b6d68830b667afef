package io.jamesagents.ingest.history;

import io.jamesagents.mailbox.MailFolder;
import java.util.Locale;
import java.util.Set;

/** Which mailboxes of a user are history, by the names that mail programs and James give them. */
final class Folders {
    /** What is thrown away, unwanted or not sent is none. */
    private static final Set<String> LEFT_OUT = Set.of(
            "trash",
            "deleted items",
            "deleted messages",
            "junk",
            "junk e-mail",
            "junk email",
            "spam",
            "drafts",
            "templates",
            "outbox");

    private static final Set<String> SENT = Set.of("sent", "sent items", "sent messages", "sent mail");
    /** As long as the column is that has it. */
    private static final int MAX_NAME = 64;

    private Folders() {}

    static boolean taken(MailFolder folder) {
        return folder.name().length() <= MAX_NAME && !LEFT_OUT.contains(top(folder));
    }

    /** Whether the mails there were sent by the user. */
    static boolean sent(MailFolder folder) {
        return SENT.contains(top(folder));
    }

    static boolean inbox(MailFolder folder) {
        return folder.name().equalsIgnoreCase(MailFolder.INBOX);
    }

    /** The first part of a name such as {@code Trash.2024}. */
    private static String top(MailFolder folder) {
        String name = folder.name().toLowerCase(Locale.ROOT);
        int end = name.indexOf('.');
        return end < 0 ? name : name.substring(0, end);
    }
}
