package io.jamesagents.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jamesagents.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/** A healthy webhook endpoint. It notes when each mail's call came, under the mail's subject. */
final class Receiver implements AutoCloseable {
    private final Map<String, Arrival> arrivals = new ConcurrentHashMap<>();
    private final HttpServer server;

    /** When a call came, and when the server says that the mail was committed. */
    record Arrival(long nanos, Instant at, Instant committed) {}

    Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::receive);
        server.start();
    }

    private void receive(HttpExchange exchange) throws IOException {
        long nanos = System.nanoTime();
        Instant at = Instant.now();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
        JsonNode json = Json.tree(body);
        Instant committed = Instant.parse(json.at("/event/created_at").asText());
        arrivals.putIfAbsent(json.get("subject").asText(), new Arrival(nanos, at, committed));
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + path;
    }

    Map<String, Arrival> arrivals() {
        return arrivals;
    }

    void await(int count) throws InterruptedException {
        long end = System.nanoTime() + 120_000_000_000L;
        while (arrivals.size() < count) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("only " + arrivals.size() + " of " + count + " webhooks came");
            }
            Thread.sleep(5);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
