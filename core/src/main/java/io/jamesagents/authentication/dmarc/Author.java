package io.jamesagents.authentication.dmarc;

import io.jamesagents.authentication.dns.DomainNames;
import io.jamesagents.authentication.mail.HeaderField;
import io.jamesagents.authentication.mail.MailHeader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Who a mail says it is from.
 *
 * @param address as it is written, without comments
 * @param domain in lower case and ASCII
 */
public record Author(String address, String domain) {
    private static final int LONGEST = 320;

    /** Empty unless there is one From field with one address: of others nobody can say whose word counts (RFC 7489, 6.6.1). */
    public static Optional<Author> of(MailHeader header) {
        List<HeaderField> from = header.all("from");
        if (from.size() != 1 || header.fields().stream().anyMatch(Author::hidesFrom)) {
            return Optional.empty();
        }
        return AddressScanner.only(decoded(from.get(0).value())).flatMap(Author::parse);
    }

    /** Some take a lone CR for the end of a line, and would see a From field after it. */
    private static boolean hidesFrom(HeaderField field) {
        String raw = field.raw();
        for (int cr = raw.indexOf('\r'); cr >= 0; cr = raw.indexOf('\r', cr + 1)) {
            if (raw.regionMatches(true, cr + 1, "from", 0, 4)) {
                return true;
            }
        }
        return false;
    }

    private static String decoded(String octets) {
        byte[] bytes = octets.getBytes(StandardCharsets.ISO_8859_1);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.US_ASCII);
        }
    }

    private static Optional<Author> parse(String address) {
        int at = address.lastIndexOf('@');
        if (at < 1 || address.length() > LONGEST || !isLocal(address.substring(0, at))) {
            return Optional.empty();
        }
        return DomainNames.ascii(address.substring(at + 1)).map(domain -> new Author(address, domain));
    }

    /** A quoted string, or a word without spaces, quotes and at signs. */
    private static boolean isLocal(String local) {
        boolean quoted = local.length() > 2 && local.startsWith("\"") && local.endsWith("\"");
        String inside = quoted ? local.substring(1, local.length() - 1).replaceAll("\\\\.", "") : local;
        return inside.indexOf('"') < 0 && (quoted || inside.chars().allMatch(c -> c > ' ' && c != '@' && c != '\\'));
    }
}
