package io.jamesagents.authentication.spf;

import io.jamesagents.authentication.dns.Dns.Type;
import io.jamesagents.authentication.dns.Lookups;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The names of the client's address that lead back to it (RFC 7208, 5.5). */
final class ClientNames {
    /** More names than this are not looked at (RFC 7208, 4.6.4). */
    private static final int NAMES = 10;

    private final Subject subject;
    private final Lookups lookups;
    private @Nullable List<String> validated;

    ClientNames(Subject subject, Lookups lookups) {
        this.subject = subject;
        this.lookups = lookups;
    }

    boolean areBelow(String domain) {
        String wanted = domain.toLowerCase(Locale.ROOT);
        return validated().stream().anyMatch(name -> isBelow(name, wanted));
    }

    /** For the macro {@code p}: the domain itself, or else a name below it, or else any. */
    String bestFor(String domain) {
        String wanted = domain.toLowerCase(Locale.ROOT);
        List<String> names = validated();
        if (names.contains(wanted)) {
            return wanted;
        }
        return names.stream()
                .filter(name -> isBelow(name, wanted))
                .findFirst()
                .orElse(names.isEmpty() ? "unknown" : names.get(0));
    }

    private static boolean isBelow(String name, String domain) {
        return name.equals(domain) || name.endsWith("." + domain);
    }

    private List<String> validated() {
        if (validated == null) {
            validated = lookups.ask(subject.reverse(), Type.PTR).values().stream()
                    .limit(NAMES)
                    .map(name -> name.toLowerCase(Locale.ROOT))
                    .filter(this::leadsBack)
                    .toList();
        }
        return validated;
    }

    private boolean leadsBack(String name) {
        return lookups.ask(name, subject.isIp4() ? Type.A : Type.AAAA).values().stream()
                .anyMatch(address -> same(address, subject.address()));
    }

    private static boolean same(String address, InetAddress other) {
        return Addresses.bytes(address)
                .map(bytes -> new IpNetwork(bytes, bytes.length * 8).contains(other))
                .orElse(false);
    }
}
