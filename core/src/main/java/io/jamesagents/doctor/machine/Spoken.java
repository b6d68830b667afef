package io.jamesagents.doctor.machine;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** What is spoken at a socket, by its first words. */
enum Spoken {
    /** ActiveMQ's protocol: the server says what it speaks at once. */
    OPENWIRE,
    /** Java's remote calls, as JMX has them: the server acknowledges the client's first words. */
    RMI,
    OTHER;

    private static final int PATIENCE_MS = 400;
    private static final int GREETING = 64;
    private static final String ACTIVEMQ = "ActiveMQ";
    /** "JRMI", version 2, stream protocol. */
    private static final byte[] RMI_HEADER = {0x4a, 0x52, 0x4d, 0x49, 0, 2, 0x4b};

    private static final int RMI_ACKNOWLEDGED = 0x4e;

    static Spoken at(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(address, PATIENCE_MS);
            socket.setSoTimeout(PATIENCE_MS);
            String greeting = greeting(socket.getInputStream());
            if (!greeting.isEmpty()) {
                return greeting.contains(ACTIVEMQ) ? OPENWIRE : OTHER;
            }
            socket.getOutputStream().write(RMI_HEADER);
            return socket.getInputStream().read() == RMI_ACKNOWLEDGED ? RMI : OTHER;
        } catch (IOException e) {
            return OTHER;
        }
    }

    private static String greeting(InputStream in) throws IOException {
        byte[] bytes = new byte[GREETING];
        try {
            int length = in.read(bytes);
            return new String(bytes, 0, Math.max(0, length), StandardCharsets.ISO_8859_1);
        } catch (SocketTimeoutException e) {
            return "";
        }
    }
}
