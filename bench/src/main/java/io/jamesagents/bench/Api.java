package io.jamesagents.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/** Calls of an HTTP API with a bearer token, over connections that are kept. */
final class Api {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;
    private final String token;

    Api(String base, String token) {
        this.base = base;
        this.token = token;
    }

    String base() {
        return base;
    }

    String token() {
        return token;
    }

    /** A status, a body, and how long they took. */
    record Answer(int status, String body, long nanos) {}

    /** An inbox of an agent. */
    record Inbox(String id, String address, String domain) {}

    Answer get(String path) {
        return call("GET", path, BodyPublishers.noBody());
    }

    Answer call(String method, String path, Object json) {
        return call(method, path, BodyPublishers.ofString(Json.write(json)));
    }

    private Answer call(String method, String path, BodyPublisher body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, body)
                .build();
        try {
            long begin = System.nanoTime();
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), System.nanoTime() - begin);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The data of an answer that has to be a success. */
    JsonNode data(Answer answer) {
        if (answer.status() / 100 != 2) {
            throw new IllegalStateException(answer.status() + " " + answer.body());
        }
        return Json.tree(answer.body()).path("data");
    }

    Inbox inbox(String localPart) {
        return inbox(Map.of("local_part", localPart));
    }

    Inbox inbox(String localPart, String webhook) {
        return inbox(Map.of("local_part", localPart, "webhook", Map.of("endpoint", webhook)));
    }

    private Inbox inbox(Map<String, Object> wish) {
        JsonNode inbox = data(call("POST", "/v1/inboxes", wish));
        return new Inbox(
                inbox.get("id").asText(),
                inbox.get("address").asText(),
                inbox.path("domain_id").asText(inbox.path("domainId").asText()));
    }
}
