package io.jamesagents.webhook.send;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Accepts connections and never answers; every path is an endpoint of its own. */
final class HungReceiver implements AutoCloseable {
    private final ServerSocket socket;

    HungReceiver() throws IOException {
        // The kernel completes the connections of the backlog by itself.
        socket = new ServerSocket(0, 10_000, InetAddress.getLoopbackAddress());
    }

    String url(int number) {
        return "http://127.0.0.1:" + socket.getLocalPort() + "/" + number;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
