package io.jamesagents;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** A block of IP addresses such as {@code 10.0.0.0/8} or {@code fc00::/7}; without a length, a single address. */
public final class CidrBlock {
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private final byte[] network;
    private final int length;

    private CidrBlock(byte[] network, int length) {
        if (length < 0 || length > network.length * 8) {
            throw new IllegalArgumentException("not the length of a network: " + length);
        }
        this.network = network;
        this.length = length;
    }

    /** Empty for what is not a block, for instance a host name. */
    public static Optional<CidrBlock> parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length > 2) {
            return Optional.empty();
        }
        try {
            return address(parts[0])
                    .map(InetAddress::getAddress)
                    .map(network -> new CidrBlock(
                            network, parts.length == 1 ? network.length * 8 : Integer.parseInt(parts[1])));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** An address that is written in numbers; empty for anything else, for which nobody is asked. */
    public static Optional<InetAddress> address(String text) {
        try {
            if (IPV6.matcher(text).matches()) {
                // What is in brackets is never taken for a name that the DNS could be asked for.
                return Optional.of(InetAddress.getByName("[" + text + "]"));
            }
            return IPV4.matcher(text).matches() ? Optional.of(InetAddress.getByName(text)) : Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    public static CidrBlock of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not a network: " + text));
    }

    public boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length != network.length) {
            return false;
        }
        for (int bit = 0; bit < length; bit += 8) {
            int mask = length - bit >= 8 ? 0xff : 0xff << (8 - (length - bit));
            if (((bytes[bit / 8] ^ network[bit / 8]) & mask & 0xff) != 0) {
                return false;
            }
        }
        return true;
    }
}
