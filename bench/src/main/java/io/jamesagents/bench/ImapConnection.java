package io.jamesagents.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks how many mails are in an INBOX: the judge of what has arrived, whichever way it took. */
final class ImapConnection implements AutoCloseable {
    private static final Pattern MESSAGES = Pattern.compile("MESSAGES (\\d+)");

    private final Socket socket;
    private final BufferedReader in;
    private final OutputStream out;

    ImapConnection(int port, String user, String password) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        out = socket.getOutputStream();
        in.readLine();
        say("LOGIN " + user + " " + password);
    }

    int messages() throws IOException {
        Matcher count = MESSAGES.matcher(say("STATUS INBOX (MESSAGES)"));
        return count.find() ? Integer.parseInt(count.group(1)) : 0;
    }

    private String say(String command) throws IOException {
        out.write(("a " + command + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        StringBuilder answer = new StringBuilder();
        String line;
        do {
            line = in.readLine();
            answer.append(line).append('\n');
        } while (line != null && !line.startsWith("a "));
        if (line == null || !(line.startsWith("a OK") || command.startsWith("STATUS"))) {
            throw new IOException("IMAP: " + answer);
        }
        return answer.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
