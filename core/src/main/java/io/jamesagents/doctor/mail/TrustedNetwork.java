package io.jamesagents.doctor.mail;

import io.jamesagents.CidrBlock;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** A network of {@code authorizedAddresses}: {@code 10.0.0.0/8}, {@code 10.0.0.0/255.0.0.0}, or one address. */
record TrustedNetwork(InetAddress first, int length) {
    private static final List<String> LOOPBACK = List.of("127.0.0.0/8", "::1/128");
    /** Of machines and sites themselves; what is in none of them belongs to others. */
    private static final List<String> PRIVATE =
            List.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "fc00::/7", "fe80::/10");

    /** Empty for what is not written in numbers. */
    static Optional<TrustedNetwork> parse(String text) {
        String[] parts = text.trim().split("/", 2);
        Optional<InetAddress> first = CidrBlock.address(parts[0]);
        if (first.isEmpty() || parts.length == 1) {
            return first.map(address -> new TrustedNetwork(address, address.getAddress().length * Byte.SIZE));
        }
        return length(parts[1]).map(length -> new TrustedNetwork(first.get(), length));
    }

    private static Optional<Integer> length(String text) {
        if (text.matches("\\d{1,3}")) {
            return Optional.of(Integer.parseInt(text));
        }
        return CidrBlock.address(text).map(mask -> {
            int bits = 0;
            for (byte octet : mask.getAddress()) {
                bits += Integer.bitCount(octet & 0xff);
            }
            return bits;
        });
    }

    /** Whether it has addresses of nobody but this machine and its site. */
    boolean closed() {
        return within(LOOPBACK) || within(PRIVATE);
    }

    boolean onlyLoopback() {
        return within(LOOPBACK);
    }

    private boolean within(List<String> blocks) {
        return blocks.stream().anyMatch(this::within);
    }

    private boolean within(String block) {
        return CidrBlock.of(block).contains(first)
                && length >= Integer.parseInt(block.substring(block.indexOf('/') + 1));
    }
}
