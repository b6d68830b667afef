package io.jamesagents.authentication.dns;

import java.time.Duration;

/** Asks the DNS for the records of a name. Thread-safe. */
@FunctionalInterface
public interface Dns {

    /** The kinds of records that mail authentication needs. */
    enum Type {
        A,
        AAAA,
        MX,
        TXT,
        PTR
    }

    /**
     * The records of a name, with aliases followed. Never throws: what went wrong, or did not come within {@code patience}, is
     * {@link DnsAnswer#FAILED}.
     *
     * @param name without the dot at the end; it may be any text, also one that cannot be a name
     */
    DnsAnswer ask(String name, Type type, Duration patience);
}
