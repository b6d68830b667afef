package io.jamesagents.mailets;

import io.jamesagents.message.MessageId;
import java.util.Collection;
import java.util.Optional;
import org.apache.james.core.MailAddress;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.Mail;

/** Which message of an agent a mail in the queue is, and for which of its recipients; an alias may lead it elsewhere. */
record AgentMail(MessageId message, String recipient) {
    /** For whom the mail was put into the queue. */
    static final AttributeName RECIPIENT = AttributeName.of("agents.recipient");

    /** Empty for the mail of people. */
    static Optional<AgentMail> of(Mail mail) {
        return AttributeUtils.getValueAndCastFromMail(mail, SpoolQueue.MESSAGE_ID, String.class)
                .flatMap(message -> recipient(mail).map(recipient -> new AgentMail(new MessageId(message), recipient)));
    }

    private static Optional<String> recipient(Mail mail) {
        return AttributeUtils.getValueAndCastFromMail(mail, RECIPIENT, String.class)
                .or(() ->
                        mail.getRecipients().stream().map(MailAddress::asString).findFirst());
    }

    /** Whether the mail goes to the recipient that it names, and to nobody else. */
    boolean isAddressedIn(Mail mail) {
        Collection<MailAddress> recipients = mail.getRecipients();
        return recipients.size() == 1 && recipients.iterator().next().asString().equalsIgnoreCase(recipient);
    }
}
