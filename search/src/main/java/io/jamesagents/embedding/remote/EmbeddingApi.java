package io.jamesagents.embedding.remote;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.Json;
import io.jamesagents.embedding.EmbeddingSettings.Endpoint;
import io.jamesagents.embedding.EmbeddingUnavailable;
import io.jamesagents.http.JsonCalls;
import io.jamesagents.http.JsonCalls.Reply;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.hc.core5.http.ContentType;

/** {@code POST /v1/embeddings} as OpenAI defined it. */
final class EmbeddingApi implements AutoCloseable {
    private final Endpoint endpoint;
    private final JsonCalls calls;
    private volatile boolean asksForDimensions = true;

    /** The endpoint does not take these texts. */
    static final class Rejected extends Exception {
        private static final long serialVersionUID = 1L;

        private Rejected(int status) {
            super("The embedding endpoint answered " + status);
        }
    }

    EmbeddingApi(Endpoint endpoint) {
        this.endpoint = endpoint;
        this.calls = new JsonCalls(
                endpoint.timeout(),
                endpoint.key().isEmpty() ? Map.of() : Map.of("Authorization", "Bearer " + endpoint.key()));
    }

    /** One vector for each text. */
    List<float[]> vectors(List<String> texts) throws Rejected {
        boolean asked = asksForDimensions;
        Reply reply = post(texts, asked);
        if (asked && isRejection(reply)) {
            // Of models with one length only, some servers do not want to hear about it.
            reply = post(texts, false);
            asksForDimensions = isRejection(reply);
        }
        if (isRejection(reply)) {
            throw new Rejected(reply.status());
        }
        if (!reply.isSuccess()) {
            throw new EmbeddingUnavailable("The embedding endpoint answered " + reply.status());
        }
        return Answer.vectors(reply.body(), texts.size(), endpoint.dimensions());
    }

    /** Other than 404, which says that URL or model is wrong. */
    private static boolean isRejection(Reply reply) {
        return reply.status() == 400 || reply.status() == 413 || reply.status() == 422;
    }

    private Reply post(List<String> texts, boolean withDimensions) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("model", endpoint.model()).put("encoding_format", "float");
        texts.forEach(body.putArray("input")::add);
        if (withDimensions) {
            body.put("dimensions", endpoint.dimensions());
        }
        try {
            return calls.send("POST", endpoint.uri(), ContentType.APPLICATION_JSON, body.toString());
        } catch (IOException e) {
            throw new EmbeddingUnavailable("The embedding endpoint cannot be reached: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        calls.close();
    }
}
