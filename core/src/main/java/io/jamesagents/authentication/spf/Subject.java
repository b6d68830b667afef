package io.jamesagents.authentication.spf;

import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * Whom the evaluation is about.
 *
 * @param local the part of the sender's address before the at sign
 * @param domain the part after it
 * @param receiver the name of this server
 * @param second of the evaluation, since 1970
 */
record Subject(InetAddress address, String helo, String local, String domain, String receiver, long second) {

    boolean isIp4() {
        return address instanceof Inet4Address;
    }

    /** The address in parts between dots: numbers for IPv4, hexadecimal digits for IPv6. */
    String dotted() {
        if (isIp4()) {
            return address.getHostAddress();
        }
        StringBuilder digits = new StringBuilder();
        for (byte octet : address.getAddress()) {
            digits.append(Character.forDigit(octet >> 4 & 0xf, 16)).append('.');
            digits.append(Character.forDigit(octet & 0xf, 16)).append('.');
        }
        return digits.substring(0, digits.length() - 1);
    }

    /** Where the names of the address are. */
    String reverse() {
        String backwards = new StringBuilder(dotted()).reverse().toString();
        return isIp4() ? reverse4() : backwards + ".ip6.arpa";
    }

    private String reverse4() {
        byte[] octets = address.getAddress();
        return (octets[3] & 0xff) + "." + (octets[2] & 0xff) + "." + (octets[1] & 0xff) + "." + (octets[0] & 0xff)
                + ".in-addr.arpa";
    }
}
