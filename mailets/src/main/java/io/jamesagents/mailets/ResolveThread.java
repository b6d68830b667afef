package io.jamesagents.mailets;

import javax.mail.MessagingException;
import org.apache.mailet.Mail;

/**
 * Joins mails to threads: by the routing token in the recipient's address, by In-Reply-To and References, and, for a reply
 * that names no mail, by its subject. Without this mailet every mail is a thread of its own.
 *
 * <ul>
 *   <li>{@code subjectDays}: how many days after a mail a reply without references still finds it by subject and people; 0
 *       turns the rule off. Default 30.
 * </ul>
 *
 * <pre>{@code
 * <mailet match="All" class="io.jamesagents.mailets.ResolveThread">
 *     <subjectDays>30</subjectDays>
 * </mailet>
 * }</pre>
 */
public final class ResolveThread extends AgentMailet {
    private static final int DEFAULT_DAYS = 30;
    private static final int MAX_DAYS = 365;
    private int subjectDays;

    @Override
    public void init() throws MessagingException {
        String days = getInitParameter("subjectDays", String.valueOf(DEFAULT_DAYS));
        try {
            subjectDays = Integer.parseInt(days.trim());
        } catch (NumberFormatException e) {
            throw new MessagingException("ResolveThread: subjectDays must be a whole number, not '" + days + "'");
        }
        if (subjectDays < 0 || subjectDays > MAX_DAYS) {
            throw new MessagingException("ResolveThread: subjectDays must be between 0 and " + MAX_DAYS);
        }
    }

    @Override
    protected void process(Mail mail) {
        MailNotes.wantThreading(mail, subjectDays);
    }

    @Override
    public String getMailetInfo() {
        return "Joins mails to threads";
    }
}
