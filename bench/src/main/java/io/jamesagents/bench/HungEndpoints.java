package io.jamesagents.bench;

import io.jamesagents.bench.Bench.Benchmark;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Fifty webhook endpoints that take connections and never answer, and a healthy one: how long the healthy one's calls take
 * from commit to receipt. Every mail goes to all of their inboxes.
 */
final class HungEndpoints implements Benchmark {

    @Override
    public Map<String, Object> run(Options options) throws Exception {
        int mails = options.get("mails", 200);
        int hung = options.get("hung", 50);
        List<ServerSocket> silent = new ArrayList<>();
        try (RunningServer server = RunningServer.start("hung");
                Receiver receiver = new Receiver();
                SmtpConnection smtp = server.smtp()) {
            List<String> recipients = new ArrayList<>();
            for (int i = 0; i < hung; i++) {
                // Never accepted by us, and yet connected by the system's backlog: that is how a hung process looks.
                ServerSocket socket = new ServerSocket(0, 2000, InetAddress.getLoopbackAddress());
                silent.add(socket);
                String url = "http://127.0.0.1:" + socket.getLocalPort() + "/";
                recipients.add(server.api().inbox("hung" + i, url).address());
            }
            recipients.add(server.api().inbox("healthy", receiver.url("")).address());
            for (int i = 0; i < mails; i++) {
                smtp.send(Mail.numbered(i, "all@bench.example"), recipients);
            }
            awaitAll(receiver, mails);
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("hung", hung);
            figures.putAll(sample(receiver).figures());
            return figures;
        } finally {
            close(silent);
        }
    }

    /** Fifty-one deliveries for each mail take their time. */
    private static void awaitAll(Receiver receiver, int mails) throws InterruptedException {
        for (int i = 1; i <= mails; i++) {
            receiver.await(i);
        }
    }

    private static Sample sample(Receiver receiver) {
        return Sample.ofMillis(receiver.arrivals().values().stream()
                .mapToDouble(arrival ->
                        Duration.between(arrival.committed(), arrival.at()).toNanos() / 1e6)
                .toArray());
    }

    private static void close(List<ServerSocket> sockets) throws IOException {
        for (ServerSocket socket : sockets) {
            socket.close();
        }
    }
}
