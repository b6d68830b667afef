package io.jamesagents.embedding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jamesagents.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** An embedding endpoint on this machine. Until told otherwise it gives each text the vector of {@link TestingEmbedder}. */
public final class EmbeddingEndpointStandIn implements AutoCloseable {
    private final TestingEmbedder model = new TestingEmbedder();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<JsonNode> requests = new CopyOnWriteArrayList<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile Function<JsonNode, Reply> behaviour = this::vectors;

    /** What it answers; with a status of 0 it takes the request and never does. */
    public record Reply(int status, String body) {}

    private EmbeddingEndpointStandIn(HttpServer server) {
        this.server = server;
        server.createContext("/v1/embeddings", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    public static EmbeddingEndpointStandIn start() throws IOException {
        return new EmbeddingEndpointStandIn(
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    }

    public URI uri() {
        return URI.create("http://" + server.getAddress().getHostString() + ":"
                + server.getAddress().getPort() + "/v1");
    }

    public int dimensions() {
        return model.dimensions();
    }

    public List<JsonNode> requests() {
        return requests;
    }

    /** The header Authorization of each request, or "null". */
    public List<String> keys() {
        return keys;
    }

    public void behave(Function<JsonNode, Reply> other) {
        behaviour = other;
    }

    public void answersAlways(int status, String body) {
        behave(request -> new Reply(status, body));
    }

    public void neverAnswers() {
        answersAlways(0, "");
    }

    public void works() {
        behave(this::vectors);
    }

    public Reply vectors(JsonNode request) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        ArrayNode data = body.putArray("data");
        int index = 0;
        for (JsonNode text : request.get("input")) {
            ArrayNode vector = data.addObject().put("index", index++).putArray("embedding");
            for (float number : model.passages(List.of(text.asText())).get(0)) {
                // Not of length 1: that is the caller's business.
                vector.add(number * 3);
            }
        }
        return new Reply(200, body.toString());
    }

    private void answer(HttpExchange exchange) throws IOException {
        JsonNode request = Json.MAPPER.readTree(exchange.getRequestBody());
        requests.add(request);
        keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        Reply reply = behaviour.apply(request);
        if (reply.status() == 0) {
            return;
        }
        byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
