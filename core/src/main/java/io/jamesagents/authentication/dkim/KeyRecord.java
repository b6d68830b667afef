package io.jamesagents.authentication.dkim;

import java.security.PublicKey;
import java.util.List;
import java.util.Locale;

/**
 * A public key in the DNS (RFC 6376, 3.6.1).
 *
 * @param exact whether the identity must be the domain itself
 */
record KeyRecord(String type, PublicKey key, boolean exact) {

    static KeyRecord parse(String text) throws SignatureError {
        TagList tags = tags(text);
        String type = tags.get("k", "rsa").toLowerCase(Locale.ROOT);
        if (tags.has("h") && !tags.list("h", "").contains("sha256")) {
            throw SignatureError.permanent("the key is not for this hash");
        }
        List<String> services = tags.list("s", "*");
        if (!services.contains("*") && !services.contains("email")) {
            throw SignatureError.permanent("the key is not for mail");
        }
        String key = tags.get("p", null);
        if (key == null) {
            throw SignatureError.permanent("not a key record");
        }
        if (key.isEmpty()) {
            throw SignatureError.permanent("the key is revoked");
        }
        return new KeyRecord(
                type, PublicKeys.of(type, octets(key)), tags.list("t", "").contains("s"));
    }

    private static byte[] octets(String key) throws SignatureError {
        try {
            return TagList.bytes(key, "p");
        } catch (SignatureError e) {
            throw SignatureError.permanent("not a key");
        }
    }

    private static TagList tags(String text) throws SignatureError {
        try {
            TagList tags = TagList.parse(text);
            boolean versionFirst = !tags.has("v")
                    || tags.tags().entrySet().iterator().next().toString().equals("v=DKIM1");
            if (versionFirst) {
                return tags;
            }
        } catch (SignatureError e) {
            throw SignatureError.permanent("not a key record");
        }
        throw SignatureError.permanent("not a key record of this version");
    }

    /** Throws when the key is not meant for that seal and that identity. */
    void require(Seal seal, String identity) throws SignatureError {
        if (!type.equals(seal.algorithm().keyType())) {
            throw SignatureError.permanent("the key is of another kind");
        }
        if (exact && !identity.equals(seal.domain())) {
            throw SignatureError.permanent("the key is not for subdomains");
        }
    }
}
