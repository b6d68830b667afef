package io.jamesagents.mailets;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.authentication.Verdicts;
import java.util.Optional;
import javax.mail.MessagingException;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.Mail;

/** Mail whose sender this server knows without asking anybody: an inbox here, or a user who logged in. */
final class KnownSender {
    private static final String INBOX = "internal";
    private static final String USER = "auth";

    private KnownSender() {}

    /** The block {@code authentication} of such a mail; empty for others. */
    static Optional<ObjectNode> of(Mail mail) throws MessagingException {
        Optional<String> from = FromField.address(mail);
        if (from.isEmpty()) {
            return Optional.empty();
        }
        if (mail.getAttribute(SpoolQueue.MESSAGE_ID).isPresent()) {
            return Optional.of(block(mail, from.get(), INBOX));
        }
        // Its own address and no other: users of one domain may belong to many organisations.
        return AttributeUtils.getValueAndCastFromMail(mail, Mail.SMTP_AUTH_USER, String.class)
                .filter(from.get()::equalsIgnoreCase)
                .map(user -> block(mail, user, USER));
    }

    private static ObjectNode block(Mail mail, String from, String mechanism) {
        String envelope = mail.getMaybeSender().asString("");
        return Verdicts.known(from, envelope).toJson().put("mechanism", mechanism);
    }
}
