package io.jamesagents.suppression;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import org.apache.james.mime4j.dom.address.Mailbox;
import org.apache.james.mime4j.field.address.DefaultAddressParser;
import org.apache.james.mime4j.field.address.ParseException;

/**
 * An address in the one form in which addresses are compared: bare, in lower case, its domain as A-labels (RFC 5890) without a
 * dot at the end. Its plus-tag stays: see {@link #untagged()}.
 */
public record CanonicalAddress(String value) {
    /** What no spelling of an address is longer than. */
    private static final int MAX = 320;

    public CanonicalAddress {
        if (value.length() > MAX || value.indexOf('@') < 1) {
            throw new IllegalArgumentException("not an address in canonical form");
        }
    }

    /** Reads {@code a@b}, {@code Name <a@b>} and their like; empty for what is no address. */
    public static Optional<CanonicalAddress> of(String text) {
        if (text == null || text.length() > MAX) {
            return Optional.empty();
        }
        Mailbox mailbox = parse(withAsciiDomain(text.strip()));
        if (mailbox == null
                || mailbox.getDomain() == null
                || mailbox.getDomain().isEmpty()) {
            return Optional.empty();
        }
        String local = Normalizer.normalize(mailbox.getLocalPart(), Normalizer.Form.NFC);
        String address = (local + "@" + mailbox.getDomain()).toLowerCase(Locale.ROOT);
        boolean usable = !local.isEmpty()
                && address.length() <= MAX
                && address.chars().noneMatch(c -> Character.isISOControl(c) || Character.isWhitespace(c));
        return usable ? Optional.of(new CanonicalAddress(address)) : Optional.empty();
    }

    private static Mailbox parse(String text) {
        try {
            return DefaultAddressParser.DEFAULT.parseMailbox(text);
        } catch (ParseException | RuntimeException e) {
            return null;
        }
    }

    /** The text with the domain of the address in it as A-labels, without a dot at its end; as it is if that is not possible. */
    public static String withAsciiDomain(String text) {
        int from = text.lastIndexOf('@') + 1;
        int bracket = text.indexOf('>', from);
        int to = bracket < 0 ? text.length() : bracket;
        if (from == 0) {
            return text;
        }
        try {
            String ascii =
                    IDN.toASCII(text.substring(from, to).strip(), IDN.ALLOW_UNASSIGNED | IDN.USE_STD3_ASCII_RULES);
            String domain = ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
            return text.substring(0, from) + domain + text.substring(to);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return text;
        }
    }

    /** The address without the part from the plus sign to the {@code @}: whoever does not want mail there wants none here. */
    public CanonicalAddress untagged() {
        int at = value.lastIndexOf('@');
        int plus = value.indexOf('+');
        return plus > 0 && plus < at ? new CanonicalAddress(value.substring(0, plus) + value.substring(at)) : this;
    }

    @Override
    public String toString() {
        return value;
    }
}
