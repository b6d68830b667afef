package io.jamesagents.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jamesagents.Json;
import io.jamesagents.bench.Bench.Benchmark;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

/**
 * An endpoint that is down while mail comes in, and then back: how long until it has everything, how many requests it has at
 * once, and whether the numbers of what it got, held against the list of deliveries, prove that nothing is missing.
 */
final class Outage implements Benchmark {
    private static final long LIMIT_NANOS = 180_000_000_000L;
    private static final int PAGE = 100;

    private final Set<Long> numbers = ConcurrentHashMap.newKeySet();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger repeats = new AtomicInteger();
    private volatile boolean down = true;

    @Override
    public Map<String, Object> run(Options options) throws Exception {
        int mails = options.get("mails", 1000);
        HttpServer endpoint = endpoint();
        try (RunningServer server = RunningServer.start("outage");
                SmtpConnection smtp = server.smtp()) {
            Api api = server.api();
            String url = "http://127.0.0.1:" + endpoint.getAddress().getPort() + "/";
            Api.Inbox inbox = api.inbox("outage", url);
            for (int i = 0; i < mails; i++) {
                smtp.send(Mail.numbered(i, inbox.address()), List.of(inbox.address()));
            }
            awaitStored(api, inbox, mails);
            int attempts = refused.get();
            down = false;
            long back = System.nanoTime();
            awaitAll(mails);
            double drained = (System.nanoTime() - back) / 1e9;
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("mails", mails);
            figures.put("attempts_while_down", attempts);
            figures.put("drained_s", Results.round(drained));
            figures.put("most_at_once", most.get());
            figures.put("repeats", repeats.get());
            figures.put("unexplained_gaps", gaps(api, inbox, mails));
            return figures;
        } finally {
            endpoint.stop(0);
        }
    }

    private HttpServer endpoint() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::receive);
        server.start();
        return server;
    }

    private void receive(HttpExchange exchange) throws IOException {
        most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        JsonNode body = Json.tree(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        boolean refuse = down;
        if (refuse) {
            refused.incrementAndGet();
        } else if (!numbers.add(body.get("delivery_seq").asLong())) {
            repeats.incrementAndGet();
        }
        underWay.decrementAndGet();
        exchange.sendResponseHeaders(refuse ? 503 : 204, -1);
        exchange.close();
    }

    private static void awaitStored(Api api, Api.Inbox inbox, int mails) throws InterruptedException {
        String list = "/v1/webhooks/deliveries?limit=1&inbox_id=" + inbox.id();
        while (Json.tree(api.get(list).body()).get("total").asInt() < mails) {
            Thread.sleep(200);
        }
    }

    private void awaitAll(int mails) throws InterruptedException {
        long end = System.nanoTime() + LIMIT_NANOS;
        while (numbers.size() < mails) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("only " + numbers.size() + " of " + mails + " came");
            }
            Thread.sleep(5);
        }
    }

    /** As a receiver does: every number up to the newest one listed must have come. */
    private long gaps(Api api, Api.Inbox inbox, int mails) {
        JsonNode newest = api.data(api.get("/v1/webhooks/deliveries?limit=" + PAGE + "&inbox_id=" + inbox.id()));
        long last = 0;
        for (JsonNode row : newest) {
            last = Math.max(last, row.get("delivery_seq").asLong());
        }
        return LongStream.rangeClosed(1, Math.max(last, mails))
                .filter(number -> !numbers.contains(number))
                .count();
    }
}
