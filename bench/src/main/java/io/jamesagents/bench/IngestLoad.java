package io.jamesagents.bench;

import io.jamesagents.bench.Ingest.Block;
import io.jamesagents.bench.Ingest.Way;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Ten mailboxes for each way, connections to send over, and IMAP to see what has arrived. */
final class IngestLoad implements AutoCloseable {
    private static final int BOXES = 10;
    private static final String PASSWORD = "bench-secret";
    private static final String PEOPLE = "people.localhost";

    private final RunningServer server;
    private final Receiver receiver;
    private final ExecutorService senders;
    private final List<SmtpConnection> connections = new ArrayList<>();
    private final Map<Way, List<Box>> boxes = new EnumMap<>(Way.class);
    private final AtomicInteger numbers = new AtomicInteger();
    private int calls;

    private record Box(String address, ImapConnection imap) {}

    IngestLoad(RunningServer server, Receiver receiver, int connections) throws IOException {
        this.server = server;
        this.receiver = receiver;
        this.senders = Executors.newFixedThreadPool(connections);
        for (int i = 0; i < connections; i++) {
            this.connections.add(server.smtp());
        }
        server.webadmin().call("PUT", "/domains/" + PEOPLE, Map.of());
        for (Way way : Way.values()) {
            boxes.put(way, boxes(way));
        }
    }

    private List<Box> boxes(Way way) throws IOException {
        List<Box> made = new ArrayList<>();
        for (int i = 0; i < BOXES; i++) {
            String address = address(way, i);
            Api.Answer answer =
                    server.webadmin().call("PUT", "/users/" + address + "?force", Map.of("password", PASSWORD));
            if (answer.status() != 204) {
                throw new IOException("no password for " + address + ": " + answer.status() + " " + answer.body());
            }
            made.add(new Box(address, server.imap(address, PASSWORD)));
        }
        return made;
    }

    private String address(Way way, int number) throws IOException {
        String name = way.word + number;
        return switch (way) {
            case LOCAL -> name + "@" + PEOPLE;
            case AGENTS -> server.api().inbox(name).address();
            case WEBHOOK -> server.api().inbox(name, receiver.url(name)).address();
        };
    }

    /**
     * Sends so many mails, and waits until they are in the mailboxes and, where that belongs to the way, called out. It begins when the
     * server is idle: what is still to be understood of the mails of one way must not slow down the next.
     */
    Block block(Way way, int count) throws Exception {
        server.awaitIdle();
        List<Box> to = boxes.get(way);
        int[] expected = new int[BOXES];
        for (int i = 0; i < BOXES; i++) {
            expected[i] = to.get(i).imap.messages() + (count + BOXES - 1 - i) / BOXES;
        }
        Duration cpu = server.cpu();
        long begin = System.nanoTime();
        send(to, count);
        double accepted = seconds(begin);
        awaitMails(to, expected);
        double stored = seconds(begin);
        if (way == Way.WEBHOOK) {
            calls += count;
            receiver.await(calls);
        }
        double cpuMillis = server.cpu().minus(cpu).toMillis() / (double) count;
        return new Block(count / stored, count / accepted, cpuMillis);
    }

    private void send(List<Box> to, int count) throws Exception {
        AtomicInteger next = new AtomicInteger();
        List<Callable<Void>> work = new ArrayList<>();
        for (SmtpConnection connection : connections) {
            work.add(() -> {
                for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                    String address = to.get(i % BOXES).address;
                    connection.send(Mail.numbered(numbers.incrementAndGet(), address), List.of(address));
                }
                return null;
            });
        }
        for (Future<Void> done : senders.invokeAll(work)) {
            done.get();
        }
    }

    private static void awaitMails(List<Box> boxes, int... expected) throws Exception {
        for (int i = 0; i < BOXES; i++) {
            while (boxes.get(i).imap.messages() < expected[i]) {
                Thread.sleep(10);
            }
        }
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    @Override
    public void close() {
        senders.shutdownNow();
    }
}
