package io.jamesagents.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A smart host that takes every mail, sends none on, and counts how many came for whom. */
final class SmtpSink implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    private final Map<String, Integer> mails = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    SmtpSink() throws IOException {
        threads.execute(this::accept);
    }

    String address() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    /** By recipient in lower case. */
    Map<String, Integer> mails() {
        return mails;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                threads.execute(() -> talk(client));
            }
        } catch (IOException closed) {
            // The benchmark is over.
        }
    }

    private void talk(Socket client) {
        try (client) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
            OutputStream out = client.getOutputStream();
            say(out, "220 sink");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                answer(line, in, out);
            }
        } catch (IOException closed) {
            // The client has gone.
        }
    }

    private void answer(String line, BufferedReader in, OutputStream out) throws IOException {
        String command = line.toLowerCase(Locale.ROOT);
        if (command.startsWith("rcpt to:")) {
            mails.merge(command.substring(command.indexOf('<') + 1, command.indexOf('>')), 1, Integer::sum);
        } else if (command.equals("data")) {
            say(out, "354 go on");
            String text = in.readLine();
            while (text != null && !text.equals(".")) {
                text = in.readLine();
            }
        }
        say(out, command.equals("quit") ? "221 bye" : "250 ok");
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }
}
