package io.jamesagents.outbound;

import io.jamesagents.outbound.Validation.Rejected;
import io.jamesagents.suppression.CanonicalAddress;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.james.mime4j.dom.address.Mailbox;
import org.apache.james.mime4j.field.address.DefaultAddressParser;
import org.apache.james.mime4j.field.address.ParseException;

/** An address of a mail to be sent: bare in lower case with its domain in ASCII, and the name shown with it, or null. */
record Recipient(String role, String address, String name) {
    private static final int MAX = 320;
    private static final Pattern ADDRESS = Pattern.compile(
            "[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");

    /** Reads {@code a@b} or {@code Name <a@b>}; an unreadable one is added to {@code rejected}, and null is returned. */
    static Recipient parse(String role, String text, List<Rejected> rejected) {
        Mailbox mailbox = mailbox(text);
        String address = mailbox == null ? "" : mailbox.getAddress().toLowerCase(Locale.ROOT);
        if (!ADDRESS.matcher(address).matches() || mailbox.getLocalPart().length() > 64) {
            rejected.add(new Rejected(text, "invalid_address", "Not an e-mail address"));
            return null;
        }
        return new Recipient(role, address, mailbox.getName());
    }

    private static Mailbox mailbox(String text) {
        if (text.length() > MAX) {
            return null;
        }
        try {
            return DefaultAddressParser.DEFAULT.parseMailbox(CanonicalAddress.withAsciiDomain(text));
        } catch (ParseException | RuntimeException e) {
            return null;
        }
    }

    Mailbox toMailbox() {
        int at = address.lastIndexOf('@');
        return new Mailbox(name, address.substring(0, at), address.substring(at + 1));
    }
}
