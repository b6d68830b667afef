package io.jamesagents.mailbox;

import org.apache.james.core.Username;
import org.apache.james.mailbox.model.MailboxPath;

/** A mailbox of an inbox: the James user that owns it, and its name. */
public record MailFolder(String user, String name) {
    public static final String INBOX = "INBOX";
    public static final String SENT = "Sent";

    public static MailFolder inbox(String user) {
        return new MailFolder(user, INBOX);
    }

    public static MailFolder sent(String user) {
        return new MailFolder(user, SENT);
    }

    Username username() {
        return Username.of(user);
    }

    MailboxPath path() {
        return MailboxPath.forUser(username(), name);
    }
}
