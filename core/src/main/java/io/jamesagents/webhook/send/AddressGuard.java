package io.jamesagents.webhook.send;

import io.jamesagents.CidrBlock;
import io.jamesagents.Settings.InvalidSetting;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Keeps requests that others can cause away from this machine and its networks. It is the resolver of the HTTP client, so
 * that the address that was checked is the address that is dialled, at every connection. A name is refused if any of its
 * addresses is. Only public unicast addresses pass; addresses that carry an IPv4 address (NAT64, 6to4, Teredo) do not, since
 * what they lead to is decided elsewhere. Blocks and hosts that the operator allows are exempt.
 */
public final class AddressGuard implements DnsResolver {
    private static final List<CidrBlock> FORBIDDEN = blocks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3",
            "2001::/23",
            "2001:db8::/32",
            "2002::/16",
            "3fff::/20");
    private static final List<CidrBlock> PUBLIC = blocks("0.0.0.0/0", "2000::/3");
    private static final Pattern NUMERIC = Pattern.compile("(.*\\.)?([0-9]+|0[xX][0-9a-fA-F]*)\\.?");
    private static final Pattern DOTTED_QUAD = Pattern.compile("((0|[1-9][0-9]{0,2})(\\.(?!$)|$)){4}");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_]([a-zA-Z0-9_.-]*[a-zA-Z0-9_])?\\.?");

    private final DnsResolver names;
    private final List<CidrBlock> allowedBlocks;
    private final Set<String> allowedHosts;

    /** {@code allow} has blocks, addresses and host names. */
    public AddressGuard(List<String> allow, DnsResolver names) {
        this.names = names;
        this.allowedBlocks =
                allow.stream().map(CidrBlock::parse).flatMap(Optional::stream).toList();
        this.allowedHosts = new HashSet<>();
        for (String entry : allow) {
            if (CidrBlock.parse(entry).isEmpty()) {
                allowedHosts.add(hostName(entry));
            }
        }
    }

    private static String hostName(String entry) {
        if (!NAME.matcher(entry).matches() || NUMERIC.matcher(entry).matches()) {
            throw new InvalidSetting("agents.webhooks.allow", "has '" + entry + "', neither a network nor a host name");
        }
        return canonical(entry);
    }

    private static List<CidrBlock> blocks(String... texts) {
        return Stream.of(texts).map(CidrBlock::of).toList();
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        String plain = unbracketed(host);
        if (!wellFormed(plain)) {
            throw new Refused("Host name is not allowed");
        }
        InetAddress[] addresses = names.resolve(plain);
        if (addresses == null || addresses.length == 0) {
            throw new UnknownHostException(host);
        }
        if (!allowedHosts.contains(canonical(plain)) && !Stream.of(addresses).allMatch(this::permits)) {
            // Not which address: that would tell the caller about names of the inner network.
            throw new Refused("Address of the endpoint is not allowed");
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /** Whether a connection to this address may be made. */
    public boolean permits(InetAddress address) {
        return in(allowedBlocks, address) || (in(PUBLIC, address) && !in(FORBIDDEN, address));
    }

    private static boolean in(List<CidrBlock> blocks, InetAddress address) {
        return blocks.stream().anyMatch(block -> block.contains(address));
    }

    /**
     * Whether a host is a name, an IPv4 address in its one canonical form or an IPv6 address without zone. Other spellings
     * of numbers (octal, hex, short) mean different addresses to different resolvers.
     */
    private static boolean wellFormed(String host) {
        if (host.indexOf(':') >= 0) {
            return CidrBlock.parse(host).isPresent();
        }
        return NUMERIC.matcher(host).matches()
                ? DOTTED_QUAD.matcher(host).matches() && CidrBlock.parse(host).isPresent()
                : NAME.matcher(host).matches();
    }

    private static String unbracketed(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    private static String canonical(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    /** The host may not be connected to. */
    static final class Refused extends UnknownHostException {
        Refused(String message) {
            super(message);
        }
    }
}
