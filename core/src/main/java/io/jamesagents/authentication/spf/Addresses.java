package io.jamesagents.authentication.spf;

import java.util.Optional;

/** Reads the addresses that the DNS gave. */
final class Addresses {
    private Addresses() {}

    /** Empty for what is no address in numbers. */
    static Optional<byte[]> bytes(String text) {
        try {
            return Optional.of(text.indexOf(':') >= 0 ? IpNetwork.ip6(text) : IpNetwork.ip4(text));
        } catch (SpfError e) {
            return Optional.empty();
        }
    }
}
