package io.jamesagents.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One kept connection that costs next to no processor time, so that it is the server that is measured. */
final class RawConnection implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 60_000;
    private static final String LENGTH = "content-length:";

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final String host;
    private final String token;
    private byte[] buffer = new byte[64 * 1024];

    RawConnection(String host, int port, String token) throws IOException {
        socket = new Socket(host, port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        in = new BufferedInputStream(socket.getInputStream(), buffer.length);
        out = socket.getOutputStream();
        this.host = host;
        this.token = token;
    }

    /** The status of the answer, which is read to its end. */
    int get(String path) throws IOException {
        return get(path, token);
    }

    /** As {@link #get(String)} with the token of somebody else. */
    int get(String path, String bearer) throws IOException {
        String request =
                "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nAuthorization: Bearer " + bearer + "\r\n\r\n";
        out.write(request.getBytes(StandardCharsets.US_ASCII));
        int status = Integer.parseInt(line().substring(9, 12));
        int length = 0;
        for (String header = line(); !header.isEmpty(); header = line()) {
            if (header.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
                length = Integer.parseInt(header.substring(LENGTH.length()).trim());
            }
        }
        if (length > buffer.length) {
            buffer = new byte[length];
        }
        if (in.readNBytes(buffer, 0, length) < length) {
            throw new IOException("the answer ends too early");
        }
        return status;
    }

    private String line() throws IOException {
        int at = 0;
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the connection has ended");
            }
            buffer[at++] = (byte) c;
        }
        return new String(buffer, 0, Math.max(0, at - 1), StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
