package io.jamesagents.search.elastic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.jamesagents.AgentsException.Unavailable;
import io.jamesagents.CircuitBreaker;
import io.jamesagents.Json;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.http.entity.ContentType;
import org.apache.http.nio.entity.NStringEntity;
import org.apache.http.util.EntityUtils;
import org.elasticsearch.client.Cancellable;
import org.elasticsearch.client.HttpAsyncResponseConsumerFactory.HeapBufferedResponseConsumerFactory;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.RequestOptions;
import org.elasticsearch.client.Response;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.ResponseListener;
import org.elasticsearch.client.RestClient;

/**
 * Requests to Elasticsearch, to one node after another until one answers. Each ends within a time, however slowly the other side
 * writes, and its answer has a greatest length. While no node answers, callers are told at once.
 */
final class Cluster implements AutoCloseable {
    private static final ContentType LINES = ContentType.create("application/x-ndjson", "UTF-8");
    private static final int LONGEST_ANSWER = 64 * 1024 * 1024;
    private static final RequestOptions OPTIONS = RequestOptions.DEFAULT.toBuilder()
            .setHttpAsyncResponseConsumerFactory(new HeapBufferedResponseConsumerFactory(LONGEST_ANSWER))
            .build();

    private final RestClient client;
    private final Duration timeout;
    private final CircuitBreaker<Unavailable> breaker;

    Cluster(ElasticSettings settings, Clock clock) {
        this.client = settings.client();
        this.timeout = settings.timeout();
        this.breaker = new CircuitBreaker<>(
                "Elasticsearch", Unavailable.class, reason -> new Unavailable(reason, null), clock);
    }

    private record Reply(int status, JsonNode body) {}

    /** The answer; empty if what the path names is not there. */
    Optional<JsonNode> ask(String method, String path, JsonNode body) {
        Reply reply = send(method, path, ContentType.APPLICATION_JSON, body == null ? null : body.toString());
        return reply.status == 404 ? Optional.empty() : Optional.of(success(reply));
    }

    /** The answer to lines of JSON. */
    JsonNode bulk(String path, String lines) {
        return success(send("POST", path, LINES, lines));
    }

    /** What we asked for may be wrong: asking again does not help. The reason may have words of mails, so its type must do. */
    private static JsonNode success(Reply reply) {
        if (reply.status / 100 != 2) {
            throw new IllegalStateException("Elasticsearch answered " + reply.status + " "
                    + reply.body.at("/error/type").asText());
        }
        return reply.body;
    }

    private Reply send(String method, String path, ContentType type, String body) {
        Request request = new Request(method, path);
        request.setOptions(OPTIONS);
        if (body != null) {
            request.setEntity(new NStringEntity(body, type));
        }
        return breaker.call(() -> {
            try {
                Reply reply = read(answer(request));
                if (isAway(reply)) {
                    throw new IOException("status " + reply.status);
                }
                return reply;
            } catch (IOException e) {
                throw new Unavailable("Elasticsearch does not answer: " + words(e), e);
            }
        });
    }

    /** Of the client's own exceptions the message may be long, and name the request. */
    private static String words(IOException failure) {
        return failure.getClass() == IOException.class
                ? failure.getMessage()
                : failure.getClass().getSimpleName();
    }

    private Response answer(Request request) throws IOException {
        CompletableFuture<Response> answer = new CompletableFuture<>();
        Cancellable call = client.performRequestAsync(request, new ResponseListener() {
            @Override
            public void onSuccess(Response response) {
                answer.complete(response);
            }

            @Override
            public void onFailure(Exception failure) {
                answer.completeExceptionally(failure);
            }
        });
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            call.cancel();
            throw new IOException("no answer in time", e);
        } catch (InterruptedException e) {
            call.cancel();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            return refusal(e.getCause());
        }
    }

    /** The client throws answers that are no success. */
    private static Response refusal(Throwable failure) throws IOException {
        if (failure instanceof ResponseException answered) {
            return answered.getResponse();
        }
        throw failure instanceof IOException away
                ? away
                : new IOException(failure.getClass().getSimpleName(), failure);
    }

    private static Reply read(Response response) throws IOException {
        int status = response.getStatusLine().getStatusCode();
        byte[] bytes = response.getEntity() == null ? new byte[0] : EntityUtils.toByteArray(response.getEntity());
        return new Reply(status, json(bytes, status / 100 == 2));
    }

    private static JsonNode json(byte[] bytes, boolean needed) throws IOException {
        try {
            return bytes.length == 0 ? MissingNode.getInstance() : Json.MAPPER.readTree(bytes);
        } catch (JsonProcessingException e) {
            if (needed) {
                throw e;
            }
            return MissingNode.getInstance();
        }
    }

    /** It cannot now, or does not know us, which is put right over there. */
    private static boolean isAway(Reply reply) {
        return reply.status >= 500 || reply.status == 429 || reply.status == 401 || reply.status == 403;
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new IllegalStateException("The client of Elasticsearch cannot be closed", e);
        }
    }
}
