package io.jamesagents.tika;

import java.io.IOException;
import java.net.Proxy;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.Set;

/**
 * Nothing in a file makes this process open a connection. The parsers are told not to; if one does all the same, it finds URLs
 * of the network refused here, and names and sockets by the options that the parent starts us with.
 */
final class NoNetwork {
    private static final Set<String> LOCAL = Set.of("jar", "jrt", "file");

    private NoNetwork() {}

    static void enforce() {
        URL.setURLStreamHandlerFactory(protocol -> LOCAL.contains(protocol) ? null : new Refusing());
    }

    private static final class Refusing extends URLStreamHandler {
        @Override
        protected URLConnection openConnection(URL url) throws IOException {
            throw new IOException("no network here");
        }

        @Override
        protected URLConnection openConnection(URL url, Proxy proxy) throws IOException {
            throw new IOException("no network here");
        }
    }
}
