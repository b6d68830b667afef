package io.jamesagents.authentication.arc;

import io.jamesagents.authentication.dkim.Canonicalization;
import io.jamesagents.authentication.dkim.Seal;
import io.jamesagents.authentication.dkim.Signature;
import io.jamesagents.authentication.mail.HeaderField;

/** The three fields that one who passed the mail on put before it (RFC 8617, 4.2). */
record ArcSet(HeaderField results, Signature signature, Seal seal) {

    /** What the seals after this one are over. */
    String sealed() {
        return unsealed() + Canonicalization.RELAXED.of(seal.field()) + "\r\n";
    }

    /** What this set's own seal is over, before itself. */
    String unsealed() {
        return Canonicalization.RELAXED.of(results) + "\r\n"
                + Canonicalization.RELAXED.of(signature.seal().field()) + "\r\n";
    }

    /** This set's own seal as it was when it was signed. */
    String unsignedSeal() {
        return seal.unsigned(Canonicalization.RELAXED);
    }
}
