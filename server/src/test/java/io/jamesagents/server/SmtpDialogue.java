package io.jamesagents.server;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A sender that talks SMTP by hand, so that each reply can be looked at and the data goes out as it is. */
final class SmtpDialogue implements AutoCloseable {
    private static final int PATIENCE_MS = 60_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    SmtpDialogue(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(PATIENCE_MS);
        in = new BufferedInputStream(socket.getInputStream());
        out = new BufferedOutputStream(socket.getOutputStream());
        reply();
        say("EHLO sender.test");
    }

    /** One mail on a connection of its own; the last reply. */
    static String deliver(AgentsServer server, String sender, String recipient, String mail) throws IOException {
        return deliver(server.smtpPort(), sender, recipient, mail);
    }

    static String deliver(int port, String sender, String recipient, String mail) throws IOException {
        try (SmtpDialogue dialogue = new SmtpDialogue(port)) {
            dialogue.say("MAIL FROM:<" + sender + ">");
            String reply = dialogue.say("RCPT TO:<" + recipient + ">");
            return reply.startsWith("2") ? dialogue.data(mail) : reply;
        }
    }

    String say(String line) throws IOException {
        write(line + "\r\n");
        return reply();
    }

    String data(String mail) throws IOException {
        String go = say("DATA");
        if (!go.startsWith("354")) {
            return go;
        }
        write(mail.replace("\r\n.", "\r\n.."));
        write(mail.endsWith("\r\n") ? ".\r\n" : "\r\n.\r\n");
        return reply();
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /** All lines of a reply. */
    private String reply() throws IOException {
        StringBuilder text = new StringBuilder();
        String line = line();
        while (line.length() > 3 && line.charAt(3) == '-') {
            text.append(line).append('\n');
            line = line();
        }
        return text.append(line).toString();
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the server hung up after '" + line + "'");
            }
            line.append((char) c);
        }
        return line.toString().trim();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
