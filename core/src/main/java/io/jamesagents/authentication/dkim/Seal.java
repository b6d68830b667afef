package io.jamesagents.authentication.dkim;

import io.jamesagents.authentication.dns.DomainNames;
import io.jamesagents.authentication.mail.HeaderField;
import java.util.Locale;

/**
 * Who signed, with what key, and the value: what signatures of DKIM and seals of ARC share.
 *
 * @param field that it stands in
 * @param domain in lower case
 */
public record Seal(HeaderField field, Algorithm algorithm, String domain, String selector, byte[] value) {

    public static Seal parse(HeaderField field, TagList tags) throws SignatureError {
        String domain = tags.require("d").toLowerCase(Locale.ROOT);
        String selector = tags.require("s");
        tags.require("b");
        Seal seal = new Seal(
                field, Algorithm.of(tags.require("a").toLowerCase(Locale.ROOT)), domain, selector, tags.bytes("b"));
        if (!DomainNames.isName(domain) || !DomainNames.isName(seal.keyName())) {
            throw SignatureError.permanent("there can be no such key");
        }
        return seal;
    }

    /** Where the key is in the DNS. */
    String keyName() {
        return selector + "._domainkey." + domain;
    }

    /** The field in that form with the value of its tag {@code b} taken out, as it was when it was signed. */
    public String unsigned(Canonicalization canonicalization) {
        String raw = field.raw();
        int at = raw.indexOf(':') + 1;
        while (at < raw.length()) {
            int semicolon = raw.indexOf(';', at);
            int end = semicolon < 0 ? raw.length() : semicolon;
            int equals = raw.substring(at, end).indexOf('=');
            if (equals >= 0 && TagList.strip(raw.substring(at, at + equals)).equals("b")) {
                String without = raw.substring(0, at + equals + 1) + raw.substring(end);
                return canonicalization.of(new HeaderField(field.name(), without));
            }
            at = end + 1;
        }
        return canonicalization.of(field);
    }
}
