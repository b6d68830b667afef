package io.jamesagents.doctor.machine;

import io.jamesagents.doctor.Check;
import io.jamesagents.doctor.Findings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Whether this process listens for what nobody should reach: ActiveMQ's OpenWire, or JMX. It looks at the sockets themselves,
 * and asks each that it does not know what it speaks; on other systems than Linux it sees none.
 */
public final class SocketsCheck implements Check {
    private final Path process;
    private final Supplier<Set<Integer>> known;

    /** @param known the ports of SMTP, IMAP, webadmin and the REST API, which are left in peace */
    public SocketsCheck(Path process, Supplier<Set<Integer>> known) {
        this.process = process;
        this.known = known;
    }

    @Override
    public String name() {
        return "sockets";
    }

    @Override
    public void look(Findings findings) throws IOException {
        Set<Integer> ports = known.get();
        for (InetSocketAddress socket : ListeningSockets.of(process)) {
            if (!ports.contains(socket.getPort())) {
                look(findings, socket);
            }
        }
    }

    private static void look(Findings findings, InetSocketAddress socket) {
        String where = " on " + socket.getAddress().getHostAddress() + ", port " + socket.getPort();
        switch (Spoken.at(reachable(socket))) {
            case OPENWIRE -> findings.fail(
                    "ActiveMQ speaks OpenWire" + where
                            + " without a password: whoever connects reads the mail queue, and with an old version runs code.",
                    "Take the tcp:// transport connector out, so that there is vm:// alone, or run ./serve, which has none.");
            case RMI -> findings.fail(
                    "JMX can be reached" + where + ", and with it everything in the server.",
                    "Set jmx.enabled=false in jmx.properties, and start Java without com.sun.management.jmxremote.port.");
            case OTHER -> {}
        }
    }

    private static InetSocketAddress reachable(InetSocketAddress socket) {
        return socket.getAddress().isAnyLocalAddress()
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getPort())
                : socket;
    }
}
