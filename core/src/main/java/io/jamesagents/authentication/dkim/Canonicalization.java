package io.jamesagents.authentication.dkim;

import io.jamesagents.authentication.mail.HeaderField;

/** How much a mail may be changed on its way without breaking a signature (RFC 6376, 3.4). */
public enum Canonicalization {
    SIMPLE,
    RELAXED;

    static Canonicalization of(String word) throws SignatureError {
        return switch (word) {
            case "simple" -> SIMPLE;
            case "relaxed" -> RELAXED;
            default -> throw SignatureError.neutral("unknown canonicalization");
        };
    }

    public String of(HeaderField field) {
        return this == SIMPLE ? field.simple() : field.relaxed();
    }
}
