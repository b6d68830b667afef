package io.jamesagents.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Somebody else's mail server on this machine, which treats the mail for each recipient as it was told to. */
final class RemoteServer implements AutoCloseable {
    /** What it does about a mail; told nothing, it takes it. */
    enum Act {
        TAKE,
        /** 451 4.3.0 to RCPT. */
        DEFER,
        /** 550 5.1.1 to RCPT. */
        REFUSE,
        /** 554 5.7.1 at the end of the data. */
        REFUSE_CONTENT,
        /** Takes the data and ends the connection without an answer. */
        DROP,
        /** Takes the data and says nothing until the test ends. */
        SILENCE
    }

    /** A mail whose data came in. */
    record Received(String sender, List<String> recipients, String data) {
        String messageId() {
            return data.lines()
                    .filter(line -> line.startsWith("Message-ID: "))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Called when the data of a mail are there, before they are answered. */
    interface BeforeAnswer {
        void on(Received mail) throws Exception;
    }

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    private final Map<String, Queue<Act>> told = new ConcurrentHashMap<>();
    private final List<Received> mails = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile BeforeAnswer beforeAnswer = mail -> {};

    RemoteServer() throws IOException {
        threads.execute(this::accept);
    }

    String address() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    /** What to do about the next mails for a recipient, one after the other; those after them are taken. */
    void tell(String recipient, Act... acts) {
        told.put(recipient, new ArrayDeque<>(List.of(acts)));
    }

    void beforeAnswer(BeforeAnswer what) {
        beforeAnswer = what;
    }

    List<Received> mails() {
        return List.copyOf(mails);
    }

    /** Those for a recipient. */
    List<Received> mails(String recipient) {
        return mails.stream()
                .filter(mail -> mail.recipients.contains(recipient))
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
            say(out, "220 remote.test");
            String sender = "";
            List<String> recipients = new ArrayList<>();
            Act act = Act.TAKE;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String command = line.toUpperCase(Locale.ROOT);
                if (command.startsWith("MAIL FROM:")) {
                    sender = path(line);
                    recipients.clear();
                } else if (command.startsWith("RCPT TO:")) {
                    act = next(path(line));
                    if (act == Act.DEFER || act == Act.REFUSE) {
                        say(out, act == Act.DEFER ? "451 4.3.0 Greylisted, try later" : "550 5.1.1 No such user here");
                        continue;
                    }
                    recipients.add(path(line));
                } else if (command.equals("DATA")) {
                    say(out, "354 go on");
                    Received mail = new Received(sender, List.copyOf(recipients), data(in));
                    mails.add(mail);
                    beforeAnswer.on(mail);
                    if (!answers(act, out)) {
                        return;
                    }
                    continue;
                } else if (command.equals("QUIT")) {
                    say(out, "221 bye");
                    return;
                }
                say(out, "250 ok");
            }
        } catch (Exception closed) {
            // The client has gone.
        }
    }

    private Act next(String recipient) {
        Queue<Act> acts = told.get(recipient);
        Act act = acts == null ? null : acts.poll();
        return act == null ? Act.TAKE : act;
    }

    private boolean answers(Act act, OutputStream out) throws Exception {
        switch (act) {
            case DROP -> {
                return false;
            }
            case SILENCE -> over.await();
            case REFUSE_CONTENT -> say(out, "554-5.7.1 This looks like spam\r\n554 5.7.1 to us");
            default -> say(out, "250 2.0.0 taken");
        }
        return true;
    }

    private static String data(BufferedReader in) throws IOException {
        StringBuilder data = new StringBuilder();
        for (String line = in.readLine(); !".".equals(line); line = in.readLine()) {
            if (line == null) {
                throw new IOException("the data have no end");
            }
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
        over.countDown();
        listener.close();
        threads.shutdownNow();
    }
}
