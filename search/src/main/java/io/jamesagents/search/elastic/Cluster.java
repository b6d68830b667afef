package io.jamesagents.search.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.AgentsException.Unavailable;
import io.jamesagents.CircuitBreaker;
import io.jamesagents.http.JsonCalls;
import io.jamesagents.http.JsonCalls.Reply;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.hc.core5.http.ContentType;

/**
 * Requests to Elasticsearch, to one node until that does not answer, then to the next. While none does, callers are told at once.
 */
final class Cluster implements AutoCloseable {
    private static final ContentType LINES = ContentType.create("application/x-ndjson", "UTF-8");

    private final List<URI> nodes;
    private final JsonCalls calls;
    private final CircuitBreaker<Unavailable> breaker;
    private volatile int current;

    Cluster(ElasticSettings settings, Clock clock) {
        this.nodes = settings.nodes();
        this.calls = new JsonCalls(settings.timeout(), settings.headers());
        this.breaker = new CircuitBreaker<>(
                "Elasticsearch", Unavailable.class, reason -> new Unavailable(reason, null), clock);
    }

    /** The answer; empty if what the path names is not there. */
    Optional<JsonNode> ask(String method, String path, JsonNode body) {
        Reply reply = breaker.call(
                () -> send(method, path, ContentType.APPLICATION_JSON, body == null ? null : body.toString()));
        if (reply.status() == 404) {
            return Optional.empty();
        }
        if (!reply.isSuccess()) {
            throw refused(reply);
        }
        return Optional.of(reply.body());
    }

    /** The answer to lines of JSON. */
    JsonNode bulk(String path, String lines) {
        Reply reply = breaker.call(() -> send("POST", path, LINES, lines));
        if (!reply.isSuccess()) {
            throw refused(reply);
        }
        return reply.body();
    }

    /** What we asked for is wrong: asking again does not help. The reason may have words of mails, so its type must do. */
    private static IllegalStateException refused(Reply reply) {
        return new IllegalStateException("Elasticsearch answered " + reply.status() + " "
                + reply.body().at("/error/type").asText());
    }

    private Reply send(String method, String path, ContentType type, String body) {
        IOException last = null;
        for (int i = 0; i < nodes.size(); i++) {
            int node = current;
            try {
                Reply reply = calls.send(method, URI.create(nodes.get(node) + path), type, body);
                if (isAway(reply)) {
                    throw new IOException("status " + reply.status());
                }
                return reply;
            } catch (IOException e) {
                last = e;
                current = (node + 1) % nodes.size();
            }
        }
        throw new Unavailable("Elasticsearch does not answer: " + last.getMessage(), last);
    }

    /** It cannot now, or does not know us, which is put right over there. */
    private static boolean isAway(Reply reply) {
        return reply.status() >= 500 || reply.status() == 429 || reply.status() == 401 || reply.status() == 403;
    }

    @Override
    public void close() {
        calls.close();
    }
}
