package io.jamesagents.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The REST API, as the owner of a key calls it. */
record V1(int port, String key) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(Version.HTTP_1_1).build();

    /** What came back. */
    record Answer(int status, HttpHeaders headers, String text) {
        JsonNode json() {
            try {
                return JSON.readTree(text);
            } catch (IOException e) {
                throw new AssertionError(text, e);
            }
        }

        JsonNode data() {
            return json().get("data");
        }

        String error() {
            return json().path("error").asText();
        }

        String header(String name) {
            return headers.firstValue(name).orElse(null);
        }
    }

    static V1 admin(AgentsServer server) throws IOException {
        return new V1(server.httpPort(), Files.readString(server.adminKeyFile()).trim());
    }

    Answer call(String method, String path, String body, String... headers) {
        String[] all = Stream.concat(Stream.of("Authorization", "Bearer " + key), Stream.of(headers))
                .toArray(String[]::new);
        return signed(port, method, path, body, all);
    }

    /** A call whose headers say who makes it. */
    static Answer signed(int port, String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/json")
                .headers(headers)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new AssertionError(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    Answer get(String path) {
        return call("GET", path, null);
    }

    Answer post(String path, String body, String... headers) {
        return call("POST", path, body, headers);
    }

    Answer patch(String path, String body) {
        return call("PATCH", path, body);
    }

    /** Makes an inbox with these other fields, such as {@code , "name": "Ada"}. */
    JsonNode inbox(String localPart, String more) {
        Answer answer = post("/v1/inboxes", "{\"local_part\": \"" + localPart + "\"" + more + "}");
        if (answer.status() != 201) {
            throw new AssertionError(answer.text());
        }
        return answer.data();
    }

    JsonNode inbox(String localPart) {
        return inbox(localPart, "");
    }

    Answer send(JsonNode inbox, String fields, String... headers) {
        return post("/v1/messages/send", "{\"inbox_id\": \"" + id(inbox) + "\", " + fields + "}", headers);
    }

    /** The oldest first. */
    List<JsonNode> messages(JsonNode inbox) {
        return rows("/v1/messages?limit=1000&order=asc&inbox_id=" + id(inbox));
    }

    List<JsonNode> messages(JsonNode inbox, String subject) {
        return messages(inbox).stream()
                .filter(message -> subject.equals(message.get("subject").asText()))
                .toList();
    }

    List<JsonNode> threads(JsonNode inbox) {
        return rows("/v1/threads?limit=100&inbox_id=" + id(inbox));
    }

    List<JsonNode> rows(String path) {
        Answer answer = get(path);
        if (answer.status() != 200) {
            throw new AssertionError(path + ": " + answer.text());
        }
        List<JsonNode> rows = new ArrayList<>();
        answer.data().forEach(rows::add);
        return rows;
    }

    static String id(JsonNode thing) {
        return thing.get("id").asText();
    }

    static String address(JsonNode inbox) {
        return inbox.get("address").asText();
    }

    @Override
    public String toString() {
        return "V1[" + port + "]";
    }
}
