package io.jamesagents.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Takes every mail over SMTP but to recipients that begin with {@value #GONE}, and keeps which Message-IDs came for whom. */
final class SmartHost implements AutoCloseable {
    /** Who is not there. */
    static final String GONE = "gone";

    private final ServerSocket listener = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
    private final Map<String, List<String>> taken = new ConcurrentHashMap<>();
    private final AtomicLong firstRefusal = new AtomicLong();
    private volatile String watched = "";
    private volatile Step before = () -> {};
    private volatile Step after = () -> {};

    /** Something done about a mail. */
    interface Step {
        void run() throws Exception;
    }

    SmartHost() throws IOException {
        daemon(this::accept);
    }

    String address() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    /** What is done before and after the next mail to this recipient is answered. */
    void around(String recipient, Step beforeAnswer, Step afterAnswer) {
        before = beforeAnswer;
        after = afterAnswer;
        watched = recipient;
    }

    List<String> messageIds(String recipient) {
        return List.copyOf(taken.getOrDefault(recipient, List.of()));
    }

    /** How many mails came to recipients whose addresses, in lower case, begin so. */
    int mailsTo(String prefix) {
        return taken.entrySet().stream()
                .filter(mails -> mails.getKey().startsWith(prefix))
                .mapToInt(mails -> mails.getValue().size())
                .sum();
    }

    /** When somebody was first not there, as {@link System#nanoTime} has it; 0 for never. */
    long firstRefusal() {
        return firstRefusal.get();
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                daemon(() -> talk(client));
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
            say(out, "220 bench");
            String recipient = "";
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String command = line.toUpperCase(Locale.ROOT);
                if (command.startsWith("RCPT TO:")) {
                    recipient = line.substring(line.indexOf('<') + 1, line.indexOf('>'))
                            .toLowerCase(Locale.ROOT);
                    if (recipient.startsWith(GONE)) {
                        firstRefusal.compareAndSet(0, System.nanoTime());
                        say(out, "550 5.1.1 there is nobody of that name");
                        continue;
                    }
                } else if (command.equals("DATA")) {
                    say(out, "354 go on");
                    take(recipient, in, out);
                    continue;
                } else if (command.equals("QUIT")) {
                    say(out, "221 bye");
                    return;
                }
                say(out, "250 ok");
            }
        } catch (Exception gone) {
            // The server was killed.
        }
    }

    private void take(String recipient, BufferedReader in, OutputStream out) throws Exception {
        String id = "";
        for (String line = in.readLine(); !".".equals(line); line = in.readLine()) {
            if (line == null) {
                throw new IOException("the data have no end");
            }
            id = line.startsWith("Message-ID: ") ? line : id;
        }
        taken.computeIfAbsent(recipient, name -> new CopyOnWriteArrayList<>()).add(id);
        boolean watching = recipient.equals(watched);
        if (watching) {
            watched = "";
            before.run();
        }
        say(out, "250 taken");
        if (watching) {
            after.run();
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
