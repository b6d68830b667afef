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

    /** Offers one mail, and returns the code of the reply that says what becomes of it. */
    int offer(String sender, String recipient, String mail) throws IOException {
        say("MAIL FROM:<" + sender + ">", '2');
        String reply = said("RCPT TO:<" + recipient + ">");
        if (reply.startsWith("2")) {
            say("DATA", '3');
            reply = said(mail + "\r\n.");
        }
        return Integer.parseInt(reply.substring(0, 3));
    }

    private void say(String line, char expected) throws IOException {
        write(line);
        expect(expected);
    }

    private String said(String line) throws IOException {
        write(line);
        return reply();
    }

    private void write(String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private void expect(char kind) throws IOException {
        String line = reply();
        if (line.charAt(0) != kind) {
            throw new IOException("SMTP: " + line);
        }
    }

    /** The last line of a reply. */
    private String reply() throws IOException {
        String line;
        do {
            line = in.readLine();
            if (line == null) {
                throw new IOException("SMTP: the server hung up");
            }
        } while (line.length() > 3 && line.charAt(3) == '-');
        return line;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
