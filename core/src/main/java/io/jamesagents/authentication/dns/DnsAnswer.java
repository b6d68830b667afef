package io.jamesagents.authentication.dns;

import java.util.List;

/**
 * What the DNS says about a name and a type. {@code values} are addresses in numbers for A and AAAA, host names in lower case
 * without the dot at the end for MX (most wanted first) and PTR, and for TXT the joined strings, an octet to a char.
 */
public record DnsAnswer(Status status, List<String> values) {
    /** There is no such name. */
    public static final DnsAnswer NO_NAME = new DnsAnswer(Status.NO_NAME, List.of());
    /** There is the name, with nothing of that type. */
    public static final DnsAnswer NO_DATA = new DnsAnswer(Status.NO_DATA, List.of());
    /** It did not answer, or said that it cannot: another time it may. */
    public static final DnsAnswer FAILED = new DnsAnswer(Status.FAILED, List.of());

    /** How it went. */
    public enum Status {
        FOUND,
        NO_DATA,
        NO_NAME,
        FAILED
    }

    public DnsAnswer {
        values = List.copyOf(values);
    }

    public static DnsAnswer found(List<String> values) {
        return values.isEmpty() ? NO_DATA : new DnsAnswer(Status.FOUND, values);
    }

    public boolean failed() {
        return status == Status.FAILED;
    }

    /** Whether it is known that there are no such records. */
    public boolean empty() {
        return status == Status.NO_DATA || status == Status.NO_NAME;
    }
}
