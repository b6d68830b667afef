package io.jamesagents.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A smart host on this machine that takes every mail and sends none on. */
final class RelayStandIn implements AutoCloseable {
    /** A mail that came in. */
    record Relayed(String sender, List<String> recipients, String data) {}

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    private final List<Relayed> mails = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    RelayStandIn() throws IOException {
        threads.execute(this::accept);
    }

    String address() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    List<Relayed> mails() {
        return List.copyOf(mails);
    }

    List<Relayed> mails(String subject) {
        return mails.stream()
                .filter(mail -> mail.data.contains("Subject: " + subject + "\r\n"))
                .toList();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                threads.execute(() -> talk(client));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void talk(Socket client) {
        try (client) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
            OutputStream out = client.getOutputStream();
            say(out, "220 relay.test");
            String sender = "";
            List<String> recipients = new ArrayList<>();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String command = line.toUpperCase(java.util.Locale.ROOT);
                if (command.startsWith("MAIL FROM:")) {
                    sender = path(line);
                    recipients = new ArrayList<>();
                } else if (command.startsWith("RCPT TO:")) {
                    recipients.add(path(line));
                } else if (command.equals("DATA")) {
                    say(out, "354 go on");
                    mails.add(new Relayed(sender, List.copyOf(recipients), data(in)));
                } else if (command.equals("QUIT")) {
                    say(out, "221 bye");
                    return;
                }
                say(out, "250 ok");
            }
        } catch (IOException closed) {
            // The client has gone.
        }
    }

    private static String data(BufferedReader in) throws IOException {
        StringBuilder data = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            data.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
        }
        return data.toString();
    }

    private static String path(String line) {
        return line.substring(line.indexOf('<') + 1, line.indexOf('>'));
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
