package io.jamesagents.doctor.mail;

import java.util.List;
import java.util.Locale;

/**
 * An element {@code smtpserver} that is turned on.
 *
 * @param binds where it listens, as {@code host:port}
 * @param handlers the classes of its handler chain without their packages, in their order
 * @param trusted the networks of {@code authorizedAddresses}
 */
public record SmtpListener(String name, List<String> binds, List<String> handlers, List<String> trusted) {
    public SmtpListener {
        binds = List.copyOf(binds);
        handlers = handlers.stream()
                .map(handler -> handler.substring(handler.lastIndexOf('.') + 1))
                .toList();
        trusted = List.copyOf(trusted);
    }

    /** Whether others than programs on this machine can connect. */
    public boolean open() {
        return binds.stream().anyMatch(bind -> !loopback(bind.substring(0, Math.max(0, bind.lastIndexOf(':')))));
    }

    /** Whether it is a name or an address that only this machine itself can reach. */
    public static boolean loopback(String host) {
        String plain = host.replaceAll("[\\[\\]]", "").toLowerCase(Locale.ROOT);
        return plain.startsWith("127.") || plain.equals("::1") || plain.equals("localhost");
    }
}
