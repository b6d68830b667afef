package io.jamesagents.extraction.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jamesagents.Json;
import io.jamesagents.org.Tier;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A model's endpoint on this machine, which answers as it is told, and notes what it is asked and whatever else is asked for. */
public final class ModelStandIn implements AutoCloseable {
    public static final String KEY = "sk-secret";

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<JsonNode> requests = new CopyOnWriteArrayList<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final AtomicInteger strays = new AtomicInteger();
    private final HttpServer server;
    private volatile Function<JsonNode, Reply> behaviour = request -> Reply.says("{}");

    /** What it answers; {@code location} makes it a redirect; with a status of 0 it never answers, with -1 byte by byte for ever. */
    public record Reply(int status, String body, String location) {
        static final Reply NEVER = new Reply(0, "", null);
        static final Reply DRIPPING = new Reply(-1, "", null);

        /** The model says this. */
        public static Reply says(String content) {
            ObjectNode answer = Json.MAPPER.createObjectNode();
            answer.putArray("choices").addObject().putObject("message").put("content", content);
            return new Reply(200, Json.write(answer), null);
        }
    }

    private ModelStandIn(HttpServer server) {
        this.server = server;
        server.createContext("/v1/chat/completions", this::answer);
        server.createContext("/", exchange -> {
            strays.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.setExecutor(threads);
        server.start();
    }

    public static ModelStandIn start() throws IOException {
        return new ModelStandIn(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    }

    public String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    LlmSettings settings(Duration timeout, long budget) {
        return new LlmSettings(
                origin() + "/v1",
                "test-model",
                KEY,
                timeout,
                4000,
                Map.of(Tier.FREE, budget, Tier.PRO, budget, Tier.ENTERPRISE, 0L));
    }

    public void behave(Function<JsonNode, Reply> behaviour) {
        this.behaviour = behaviour;
    }

    public List<JsonNode> requests() {
        return requests;
    }

    public List<String> keys() {
        return keys;
    }

    /** How often something else than the model was asked for. */
    public int strays() {
        return strays.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        JsonNode request = Json.MAPPER.readTree(exchange.getRequestBody());
        keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        requests.add(request);
        Reply reply = behaviour.apply(request);
        if (reply.status == 0) {
            return;
        }
        if (reply.status < 0) {
            drip(exchange);
            return;
        }
        if (reply.location != null) {
            exchange.getResponseHeaders().add("Location", reply.location);
        }
        byte[] body = reply.body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status, body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    /** Until the other side has had enough. */
    private static void drip(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            while (!Thread.interrupted()) {
                out.write(' ');
                out.flush();
                Thread.onSpinWait();
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
