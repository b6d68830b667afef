package io.jamesagents.report;

import java.util.Objects;

/**
 * What a report says of one recipient. {@code address} is in lower case; {@code original} the address that the sender wrote to,
 * if the report tells it apart (RFC 3464, 2.3.1), else null. {@code status} is a code of RFC 3463, {@code code} a reply code of
 * RFC 5321, {@code action} a word of RFC 3464, 2.3.3; these, {@code host} and {@code text} are null when they are not known.
 */
public record ReportedRecipient(
        String address,
        String original,
        ReportedClass kind,
        String action,
        String status,
        Integer code,
        String host,
        Reason reason,
        String text) {
    static final String FAILED = "failed";
    static final String DELAYED = "delayed";

    public ReportedRecipient {
        Objects.requireNonNull(address);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(reason);
    }

    /** Of somebody who is only named. */
    static ReportedRecipient named(String address, ReportedClass kind) {
        return new ReportedRecipient(address, null, kind, null, null, null, null, Reason.UNKNOWN, null);
    }

    /** Whether it is about this address, which is in lower case. */
    public boolean concerns(String recipient) {
        return address.equals(recipient) || recipient.equals(original);
    }

    /** Whether the other side has given up; what is only late may still come. */
    public boolean settled() {
        return kind != ReportedClass.TEMPORARY || !DELAYED.equals(action);
    }
}
