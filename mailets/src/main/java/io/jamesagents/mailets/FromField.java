package io.jamesagents.mailets;

import java.util.Optional;
import javax.mail.Address;
import javax.mail.MessagingException;
import javax.mail.internet.AddressException;
import javax.mail.internet.InternetAddress;
import org.apache.mailet.Mail;

/** The author of a mail in the pipeline. */
final class FromField {
    private static final String FROM = "From";

    private FromField() {}

    /** The one address of the one From field. */
    static Optional<String> address(Mail mail) throws MessagingException {
        String[] fields = mail.getMessage().getHeader(FROM);
        if (fields == null || fields.length != 1) {
            return Optional.empty();
        }
        try {
            Address[] addresses = InternetAddress.parseHeader(fields[0], false);
            return addresses.length == 1
                    ? Optional.of(((InternetAddress) addresses[0]).getAddress())
                    : Optional.empty();
        } catch (AddressException e) {
            return Optional.empty();
        }
    }
}
