package io.jamesagents.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.james.mime4j.dom.address.Mailbox;
import org.apache.james.mime4j.field.address.LenientAddressParser;

/** The people in an address header. What is not an address by RFC 5322 is still looked through for one. */
final class Addresses {
    private static final int MAX_ADDRESS = 320;
    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s<>()\\[\\],;:\"@]{1,64}@[^\\s<>()\\[\\],;:\"@]{1,255}");

    private Addresses() {}

    static List<Participant> parse(String role, String unfolded, int limit) {
        List<Participant> found = new ArrayList<>();
        for (Mailbox mailbox : mailboxes(unfolded)) {
            if (found.size() == limit) {
                break;
            }
            String address = identity(mailbox);
            if (!address.isEmpty()) {
                found.add(new Participant(role, address, name(mailbox)));
            }
        }
        return found.isEmpty() ? plain(role, unfolded) : found;
    }

    private static List<Mailbox> mailboxes(String unfolded) {
        try {
            return LenientAddressParser.DEFAULT.parseAddressList(unfolded).flatten();
        } catch (RuntimeException e) {
            return List.of();
        }
    }

    private static String identity(Mailbox mailbox) {
        String address = mailbox.getAddress();
        boolean whole = address != null && mailbox.getDomain() != null && address.length() <= MAX_ADDRESS;
        return whole ? address.toLowerCase(Locale.ROOT) : "";
    }

    private static String name(Mailbox mailbox) {
        String name = mailbox.getName();
        return name == null || name.isBlank() ? null : HeaderText.decoded(name.trim());
    }

    private static List<Participant> plain(String role, String text) {
        Matcher address = ADDRESS.matcher(text);
        if (address.find()) {
            return List.of(new Participant(role, address.group().toLowerCase(Locale.ROOT), null));
        }
        String bare = text.replaceAll("\\(.*?\\)", "").trim().toLowerCase(Locale.ROOT);
        return bare.isEmpty() || bare.length() > MAX_ADDRESS ? List.of() : List.of(new Participant(role, bare, null));
    }
}
