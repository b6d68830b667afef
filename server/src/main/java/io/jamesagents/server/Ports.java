package io.jamesagents.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** Finds out, before anything starts, whether the server can listen where it is asked to. */
final class Ports {
    private final InetAddress address;
    private final List<ServerSocket> taken = new ArrayList<>();

    private Ports(InetAddress address) {
        this.address = address;
    }

    /** The same options, with a free port in place of each 0. */
    static ServeOptions free(ServeOptions options) throws IOException {
        Ports ports = new Ports(address(options.bind()));
        try {
            return options.ports(
                    ports.free("--http", options.http()),
                    ports.free("--smtp", options.smtp()),
                    ports.free("--imap", options.imap()),
                    ports.free("--webadmin", options.webadmin()));
        } finally {
            ports.release();
        }
    }

    private static InetAddress address(String bind) {
        try {
            InetAddress address = InetAddress.getByName(bind);
            new ServerSocket(0, 1, address).close();
            return address;
        } catch (UnknownHostException e) {
            throw new RefusedStart(bind + " (--bind) is not an address of this machine");
        } catch (IOException e) {
            throw new RefusedStart("cannot listen on " + bind + " (--bind): " + e.getMessage());
        }
    }

    private int free(String option, int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        taken.add(socket);
        try {
            socket.bind(new InetSocketAddress(address, port));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new RefusedStart("port " + port + " (" + option + ") is " + problem(e));
        }
    }

    private static String problem(IOException refused) {
        String message = String.valueOf(refused.getMessage());
        return message.contains("in use") ? "already in use" : "not available: " + message;
    }

    private void release() throws IOException {
        for (ServerSocket socket : taken) {
            socket.close();
        }
    }
}
