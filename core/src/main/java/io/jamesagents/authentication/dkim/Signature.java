package io.jamesagents.authentication.dkim;

import io.jamesagents.authentication.dns.DomainNames;
import io.jamesagents.authentication.mail.HeaderField;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A signature over header and body: a DKIM-Signature (RFC 6376, 3.5) or an ARC-Message-Signature (RFC 8617, 4.1.2).
 *
 * @param seal who signed, and how
 * @param identity the domain of {@code i=}, else the signer's
 * @param fields the names of the fields that are signed, in lower case
 * @param bodyLength how many octets of the body are signed
 */
public record Signature(
        Seal seal,
        String identity,
        byte[] bodyHash,
        Canonicalization ofHeader,
        Canonicalization ofBody,
        List<String> fields,
        long bodyLength) {
    private static final Pattern ESCAPE = Pattern.compile("=([0-9A-F]{2})");
    /** A clock may be wrong by so much. */
    private static final long SKEW_SECONDS = 24 * 60 * 60L;

    /** Reads a DKIM-Signature; what cannot be, or is over, is refused (RFC 6376, 6.1.1). */
    static Signature dkim(HeaderField field, TagList tags, Clock clock) throws SignatureError {
        if (!tags.require("v").equals("1")) {
            throw SignatureError.neutral("unknown version");
        }
        Signature signature = parse(field, tags, identity(tags));
        if (!signature.fields.contains("from")) {
            throw SignatureError.permanent("From is not signed");
        }
        if (!List.of(tags.get("q", "dns/txt").replaceAll("[ \t\r\n]", "").split(":"))
                .contains("dns/txt")) {
            throw SignatureError.permanent("the key is not in the DNS");
        }
        checkTimes(tags, clock.instant().getEpochSecond());
        return signature;
    }

    /** Reads an ARC-Message-Signature, in which {@code i=} is no identity. */
    public static Signature arc(HeaderField field, TagList tags) throws SignatureError {
        return parse(field, tags, tags.require("d").toLowerCase(Locale.ROOT));
    }

    private static Signature parse(HeaderField field, TagList tags, String identity) throws SignatureError {
        String[] forms = tags.get("c", "simple/simple").toLowerCase(Locale.ROOT).split("/", 2);
        tags.require("h");
        return new Signature(
                Seal.parse(field, tags),
                identity,
                tags.bytes("bh"),
                Canonicalization.of(forms[0]),
                Canonicalization.of(forms.length == 1 ? "simple" : forms[1]),
                tags.list("h", "").stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .toList(),
                tags.number("l").orElse(Long.MAX_VALUE));
    }

    private static String identity(TagList tags) throws SignatureError {
        String domain = tags.require("d").toLowerCase(Locale.ROOT);
        String identity = unquoted(tags.get("i", "@" + domain)).toLowerCase(Locale.ROOT);
        int at = identity.lastIndexOf('@');
        String of = identity.substring(at + 1);
        if (at < 0 || !(of.equals(domain) || of.endsWith("." + domain)) || !DomainNames.isName(of)) {
            throw SignatureError.permanent("the identity is not of the signer's domain");
        }
        return of;
    }

    /** Undoes the quoted-printable of RFC 6376, 2.11. */
    private static String unquoted(String text) {
        return ESCAPE.matcher(text)
                .replaceAll(escape ->
                        Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(escape.group(1), 16))));
    }

    private static void checkTimes(TagList tags, long now) throws SignatureError {
        long made = tags.number("t").orElse(0L);
        long expires = tags.number("x").orElse(Long.MAX_VALUE);
        if (expires < made) {
            throw SignatureError.permanent("expired before it was made");
        }
        if (expires < now) {
            throw SignatureError.permanent("expired");
        }
        if (made > now + SKEW_SECONDS) {
            throw SignatureError.permanent("made in the future");
        }
    }

    /** Whether only a part of the body is signed. */
    boolean isPartial() {
        return bodyLength != Long.MAX_VALUE;
    }
}
