package io.jamesagents.authentication.dkim;

import java.util.Locale;

/** The algorithms that are trusted (RFC 8301, RFC 8463). */
enum Algorithm {
    RSA_SHA256,
    ED25519_SHA256;

    static Algorithm of(String word) throws SignatureError {
        return switch (word) {
            case "rsa-sha256" -> RSA_SHA256;
            case "ed25519-sha256" -> ED25519_SHA256;
            case "rsa-sha1" -> throw SignatureError.permanent("rsa-sha1 is not trusted");
            default -> throw SignatureError.permanent("unknown algorithm");
        };
    }

    /** As the key's record names it. */
    String keyType() {
        return name().substring(0, name().indexOf('_')).toLowerCase(Locale.ROOT);
    }
}
