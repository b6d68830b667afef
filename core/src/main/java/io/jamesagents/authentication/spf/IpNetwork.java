package io.jamesagents.authentication.spf;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** The addresses that begin with the same bits. */
record IpNetwork(byte[] address, int length) {
    private static final int IPV4 = 4;
    private static final int IPV6 = 16;

    /** {@code ip4-network}: four numbers, none with a zero before it. */
    static byte[] ip4(String text) throws SpfError {
        String[] numbers = text.split("\\.", -1);
        if (numbers.length != IPV4) {
            throw SpfError.permanent();
        }
        byte[] address = new byte[IPV4];
        for (int i = 0; i < IPV4; i++) {
            address[i] = (byte) number(numbers[i], 255);
        }
        return address;
    }

    /** {@code ip6-network}; with a colon in it, and no dot before it, nobody is asked for the address. */
    static byte[] ip6(String text) throws SpfError {
        boolean numeric =
                text.indexOf(':') >= 0 && !text.startsWith(".") && text.chars().allMatch(IpNetwork::isAddress);
        try {
            byte[] address = numeric ? InetAddress.getByName(text).getAddress() : new byte[0];
            if (address.length == IPV6) {
                return address;
            }
            if (address.length == IPV4) {
                return mapped(address);
            }
        } catch (UnknownHostException e) {
            throw SpfError.permanent();
        }
        throw SpfError.permanent();
    }

    /** A number in digits that is not greater than that, without zeros before it. */
    static int number(String digits, int greatest) throws SpfError {
        boolean right = !digits.isEmpty()
                && digits.length() <= 3
                && digits.chars().allMatch(c -> c >= '0' && c <= '9')
                && (digits.length() == 1 || !digits.startsWith("0"));
        if (!right || Integer.parseInt(digits) > greatest) {
            throw SpfError.permanent();
        }
        return Integer.parseInt(digits);
    }

    private static boolean isAddress(int c) {
        return Character.digit(c, 16) >= 0 && c < 128 || c == ':' || c == '.';
    }

    private static byte[] mapped(byte[] address) {
        byte[] mapped = new byte[IPV6];
        mapped[10] = -1;
        mapped[11] = -1;
        System.arraycopy(address, 0, mapped, 12, IPV4);
        return mapped;
    }

    boolean contains(InetAddress other) {
        byte[] bytes = other.getAddress();
        if (bytes.length != address.length) {
            return false;
        }
        int whole = length / 8;
        int mask = 0xff00 >> length % 8 & 0xff;
        return Arrays.equals(bytes, 0, whole, address, 0, whole)
                && (mask == 0 || ((bytes[whole] ^ address[whole]) & mask) == 0);
    }
}
