package io.jamesagents.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.Json;
import io.jamesagents.agent.AgentSettings;
import io.jamesagents.delivery.Change;
import io.jamesagents.message.MessageId;
import io.jamesagents.metrics.Meters;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** A real server on a free port of this machine, and a client of it. */
public final class TestingApi implements AutoCloseable {
    /** Agents may register as often as they like, and sign as they like. */
    public static final AgentSettings AGENTS = new AgentSettings(true, 0, 0, true, true);

    private final Path folder;
    private final boolean first;
    private final TestingCore core;
    private final RestServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    private TestingApi(Path folder, boolean first, TestingCore core, RestServer server) {
        this.folder = folder;
        this.first = first;
        this.core = core;
        this.server = server;
    }

    public static TestingApi start(Object... moreResources) throws Exception {
        return start(HttpSettings.on("127.0.0.1", 0), moreResources);
    }

    public static TestingApi start(HttpSettings settings, Object... moreResources) throws Exception {
        return start(Files.createTempDirectory("james-agents-rest"), settings, AGENTS, moreResources);
    }

    public static TestingApi start(AgentSettings agents) throws Exception {
        return start(Files.createTempDirectory("james-agents-rest"), HttpSettings.on("127.0.0.1", 0), agents);
    }

    /** Another server on the same database, to be closed first. */
    public TestingApi another() throws Exception {
        return start(folder, HttpSettings.on("127.0.0.1", 0), AGENTS);
    }

    private static TestingApi start(Path folder, HttpSettings settings, AgentSettings agents, Object... moreResources)
            throws Exception {
        boolean first = isEmpty(folder);
        TestingCore core = new TestingCore(folder, agents);
        List<Object> resources = Stream.concat(core.resources().stream(), Stream.of(moreResources))
                .toList();
        RestServer server = new RestServer(settings, core.credentials, core.limits, resources, Meters.NONE);
        server.start();
        return new TestingApi(folder, first, core, server);
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    /** What came back. */
    public record Answer(int status, HttpResponse<String> response) {
        public JsonNode json() {
            return Json.tree(response.body());
        }

        public JsonNode data() {
            return json().get("data");
        }

        public String at(String pointer) {
            return json().at(pointer).asText();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }
    }

    public int port() {
        return server.port();
    }

    public String key(String org, String... permissions) {
        return core.key(org, permissions);
    }

    public long count(String table) {
        return core.database.read(handle -> handle.createQuery("SELECT COUNT(*) FROM " + table)
                .mapTo(Long.class)
                .one());
    }

    public void suspend(String org) {
        core.database.update(handle -> handle.createUpdate("UPDATE org SET status = 'suspended' WHERE id = :id")
                .bind("id", org)
                .execute());
    }

    public void breakStore() {
        core.database.close();
    }

    /** As if so many events of an organisation had been too old to keep. */
    public void expireEvents(String org, long upTo) {
        core.database.update(handle -> handle.createUpdate(
                        "UPDATE org SET event_floor = :floor, event_seq = :floor WHERE slug = :org")
                .bind("floor", upTo)
                .bind("org", org)
                .execute());
    }

    public TestingClock clock() {
        return core.clock;
    }

    public void revokeKeys(String org) {
        core.revokeKeys(org);
    }

    public void expunge(String inbox) {
        core.expunge(inbox);
    }

    /** Lets search find what was received. */
    public void index() {
        core.search.work();
    }

    /** A mail comes in as it is given, with LF for CRLF. */
    public void receive(String inbox, String mail) throws Exception {
        core.receive(inbox, mail);
    }

    /** Puts a domain's records, as they were answered, into the DNS. */
    public void publish(JsonNode domain) {
        for (JsonNode record : domain.get("records")) {
            List<String> texts = new ArrayList<>();
            for (JsonNode other : domain.get("records")) {
                if (other.get("name").equals(record.get("name"))
                        && other.get("type").asText().equals("TXT")) {
                    texts.add(other.get("value").asText());
                }
            }
            boolean apex = record.get("name").equals(domain.get("name"));
            core.dns.registerRecord(
                    record.get("name").asText() + ".", List.of(), apex ? List.of("mx.example.") : List.of(), texts);
        }
    }

    public void expireDeletionRequests() {
        core.database.update(
                handle -> handle.execute("UPDATE deletion_request SET state = 'expired' WHERE state = 'pending'"));
    }

    /** News of a recipient of a sent mail. */
    public void happened(String message, String recipient, Change change) {
        core.ledger.record(new MessageId(message), recipient, change);
    }

    /** The mail that was queued last. */
    public String lastQueued() throws IOException {
        try (InputStream in = core.queued.get(core.queued.size() - 1).raw().open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    public int queued() {
        return core.queued.size();
    }

    public Answer call(String key, String method, String path) {
        return call(key, method, path, null);
    }

    /** A null key sends no credentials, a null body none. */
    public Answer call(String key, String method, String path, String body, String... headers) {
        BodyPublisher content = body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, content)
                .header("Content-Type", "application/json");
        if (key != null) {
            request.setHeader("Authorization", "Bearer " + key);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return send(request.build());
    }

    public Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), response);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Null when there is no answer in time. */
    Answer tryToSend(HttpRequest request) throws InterruptedException {
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), response);
        } catch (IOException e) {
            return null;
        }
    }

    /** Makes an inbox; returns it as it is answered. */
    public JsonNode inbox(String key, String localPart) {
        return call(key, "POST", "/v1/inboxes", "{\"local_part\":\"" + localPart + "\"}")
                .data();
    }

    /** A mail comes in; returns its thread as it is listed. */
    public JsonNode thread(String key, String inbox, String subject) throws Exception {
        receive(inbox, subject, "");
        return call(key, "GET", "/v1/threads?inbox_id=" + inbox).data().get(0);
    }

    public void receive(String inbox, String subject, String moreHeaders) throws Exception {
        core.receive(
                inbox,
                """
                From: Alice <alice@sender.example>
                To: agent@agents.localhost
                Cc: carol@example.org
                Subject: %s
                Message-ID: <%s@sender.example>
                %sDate: Mon, 05 Jan 2026 10:00:00 +0000
                Content-Type: text/plain; charset=utf-8

                Hello there.
                """
                        .formatted(subject, UUID.randomUUID(), moreHeaders));
    }

    /** As if every attempt at a webhook delivery had failed. */
    /** News come of a recipient of a sent mail. */
    public void delivered(String message, String recipient, Change change) {
        core.ledger.record(new MessageId(message), recipient, change);
    }

    public void giveUp(String delivery) {
        core.giveUp(delivery);
    }

    /** Says that a body of so many bytes will come and sends none of it; returns what comes back until nothing does. */
    public String announce(String key, String method, String path, long bytes) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port())) {
            socket.setSoTimeout(10_000);
            String head = method + " " + path + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + key
                    + "\r\nContent-Length: " + bytes + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            StringBuilder answer = new StringBuilder();
            byte[] chunk = new byte[8192];
            while (!answer.toString().endsWith("}")) {
                int read = socket.getInputStream().read(chunk);
                if (read < 0) {
                    break;
                }
                answer.append(new String(chunk, 0, read, StandardCharsets.UTF_8));
            }
            return answer.toString();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        core.close();
        if (!first) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
