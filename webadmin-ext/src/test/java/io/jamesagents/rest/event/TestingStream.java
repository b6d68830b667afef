package io.jamesagents.rest.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.Json;
import io.jamesagents.rest.TestingApi;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A client of Server-Sent Events, which reads what comes on a thread of its own. */
final class TestingStream implements AutoCloseable {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    final HttpResponse<InputStream> response;
    final List<JsonNode> events = new CopyOnWriteArrayList<>();
    final List<String> types = new CopyOnWriteArrayList<>();
    volatile String lastId;
    private final Thread reader = new Thread(this::read);

    private TestingStream(HttpResponse<InputStream> response) {
        this.response = response;
        reader.start();
    }

    static TestingStream open(TestingApi api, String key, String query, String... headers) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + api.port() + "/v1/events/stream" + query);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + key);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return new TestingStream(CLIENT.send(request.build(), BodyHandlers.ofInputStream()));
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                take(line);
            }
        } catch (IOException e) {
            // The connection is over, which the test may ask.
        } catch (UncheckedIOException e) {
            throw new AssertionError(e);
        }
    }

    private void take(String line) {
        if (line.startsWith("id: ")) {
            lastId = line.substring(4);
        } else if (line.startsWith("event: ")) {
            types.add(line.substring(7));
        } else if (line.startsWith("data: ")) {
            events.add(Json.tree(line.substring(6)));
        }
    }

    boolean over() {
        return !reader.isAlive();
    }

    @Override
    public void close() throws IOException {
        response.body().close();
    }
}
