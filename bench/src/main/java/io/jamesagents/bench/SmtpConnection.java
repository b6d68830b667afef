package io.jamesagents.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A connection that sends mail, one dialogue after the other, as a mail server in front would. */
final class SmtpConnection implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader in;
    private final OutputStream out;

    SmtpConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        out = socket.getOutputStream();
        expect('2');
        say("EHLO bench.example", '2');
    }

    /** Returns with the server's 250 after the data. */
    void send(String mail, List<String> recipients) throws IOException {
        say("MAIL FROM:<" + Mail.SENDER + ">", '2');
        for (String recipient : recipients) {
            say("RCPT TO:<" + recipient + ">", '2');
        }
        say("DATA", '3');
        say(mail + "\r\n.", '2');
    }

    private void say(String line, char expected) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        expect(expected);
    }

    private void expect(char kind) throws IOException {
        String line;
        do {
            line = in.readLine();
            if (line == null || line.charAt(0) != kind) {
                throw new IOException("SMTP: " + line);
            }
        } while (line.length() > 3 && line.charAt(3) == '-');
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
