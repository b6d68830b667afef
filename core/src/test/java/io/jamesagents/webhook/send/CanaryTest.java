package io.jamesagents.webhook.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.inbox.WebhookTarget;
import io.jamesagents.metrics.Meters;
import io.jamesagents.store.Database;
import io.jamesagents.store.TestDatabases;
import io.jamesagents.webhook.DeliveryId;
import io.jamesagents.webhook.SettableClock;
import io.jamesagents.webhook.WebhookFixture;
import io.jamesagents.webhook.WebhookSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Listeners on this machine that nobody must reach, as its administration, its mail servers and its databases have, on both
 * loopback addresses; and one at 127.0.0.2, which is allowed. What counts is who was connected to.
 */
@Timeout(120)
class CanaryTest {
    private static final List<String> PLACES = List.of("127.0.0.1", "::1");
    private static final int PORTS = 6;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final List<ServerSocket> canaries = new ArrayList<>();
    private final AtomicInteger caught = new AtomicInteger();
    private final AtomicInteger served = new AtomicInteger();
    private ServerSocket allowed;

    @BeforeEach
    void listen() throws IOException {
        for (String place : PLACES) {
            for (int i = 0; i < PORTS; i++) {
                ServerSocket canary = new ServerSocket(0, 50, InetAddress.getByName(place));
                canaries.add(canary);
                serve(canary, caught, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            }
        }
        allowed = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.2"));
    }

    @AfterEach
    void close() throws IOException {
        for (ServerSocket canary : canaries) {
            canary.close();
        }
        allowed.close();
    }

    private static void serve(ServerSocket server, AtomicInteger count, String answer) {
        Thread thread = new Thread(() -> {
            while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                    count.incrementAndGet();
                    socket.getInputStream().read(new byte[8192]);
                    OutputStream out = socket.getOutputStream();
                    out.write(answer.getBytes(StandardCharsets.US_ASCII));
                    out.flush();
                } catch (IOException e) {
                    // The next one, unless it is closed.
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static WebhookClient client(DnsResolver names) {
        return new WebhookClient(new WebhookSettings(List.of("127.0.0.2"), true, 100, 5), names);
    }

    /** Empty when the URL is refused where it is set. */
    private static List<AttemptResult> attempts(WebhookClient client, String url, int times) {
        List<AttemptResult> results = new ArrayList<>();
        try {
            URI uri =
                    URI.create(new WebhookTarget(url, null, null).checked(true).endpoint());
            for (int i = 0; i < times; i++) {
                results.add(client.post(uri, Map.of(), new byte[0], TIMEOUT).join());
            }
        } catch (Invalid e) {
            // As good as not reached.
        }
        return results;
    }

    /** The URL with the port of a canary: in place of its own, or behind its host. */
    private static String at(String url, int port) {
        return url.replace(":8000", ":" + port)
                .replaceFirst("^(https?://[^/?#:]*)(/|$)", "$1:" + port + "$2")
                .replaceFirst("^(https?://[^/?#]*\\])(/|$)", "$1:" + port + "$2");
    }

    @Test
    void nobodyShouldBeReachedWhenUrlsDeceive() {
        int tried = 0;
        try (WebhookClient client = client(AddressGuardTest.STUB)) {
            for (String url : HostileUrls.all().toList()) {
                for (ServerSocket canary : canaries.subList(PORTS - 1, PORTS + 1)) {
                    List<AttemptResult> results = attempts(client, at(url, canary.getLocalPort()), 3);
                    tried += results.size();
                    assertThat(results).as(url).noneMatch(AttemptResult::success);
                }
            }
        }
        assertThat(HostileUrls.all().count()).isGreaterThanOrEqualTo(80);
        assertThat(tried).isGreaterThan(300);
        assertThat(caught).hasValue(0);
    }

    /** First an address that is allowed, then, for the next attempt, one that is not. */
    private static DnsResolver answering(List<List<String>> answers) {
        AtomicInteger next = new AtomicInteger();
        return new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                List<String> answer = answers.get(Math.min(next.getAndIncrement(), answers.size() - 1));
                InetAddress[] addresses = new InetAddress[answer.size()];
                for (int i = 0; i < addresses.length; i++) {
                    addresses[i] = InetAddress.getByName(answer.get(i));
                }
                return addresses;
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        };
    }

    @Test
    void nobodyShouldBeReachedWhenANameIsRebound() {
        serve(allowed, served, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        try (WebhookClient client = client(answering(List.of(List.of("127.0.0.2"), PLACES, List.of("127.0.0.1"))))) {
            String url = "http://rebound.example:" + allowed.getLocalPort() + "/";
            assertThat(attempts(client, url, 1)).singleElement().satisfies(result -> assertThat(result.success())
                    .isTrue());
            for (ServerSocket canary : canaries) {
                assertThat(attempts(client, "http://rebound.example:" + canary.getLocalPort() + "/", 3))
                        .noneMatch(AttemptResult::success);
            }
        }
        assertThat(served).hasValue(1);
        assertThat(caught).hasValue(0);
    }

    @Test
    void nobodyShouldBeReachedWhenBothAreInOneAnswer() {
        serve(allowed, served, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        for (List<String> answer : List.of(List.of("127.0.0.2", "127.0.0.1"), List.of("127.0.0.1", "127.0.0.2"))) {
            try (WebhookClient client = client(answering(List.of(answer)))) {
                for (ServerSocket canary : canaries) {
                    assertThat(attempts(client, "http://both.example:" + canary.getLocalPort() + "/", 2))
                            .noneMatch(AttemptResult::success);
                }
            }
        }
        assertThat(served).hasValue(0);
        assertThat(caught).hasValue(0);
    }

    @Test
    void nobodyShouldBeReachedWhenRedirected() throws IOException {
        for (int status : List.of(301, 302, 303, 307, 308)) {
            for (ServerSocket canary : List.of(canaries.get(0), canaries.get(PORTS))) {
                String host = canary.getInetAddress().getHostAddress();
                String to = "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + canary.getLocalPort();
                try (ServerSocket redirecting = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.2"));
                        WebhookClient client = client(AddressGuardTest.STUB)) {
                    serve(
                            redirecting,
                            served,
                            "HTTP/1.1 " + status + " Moved\r\nLocation: " + to + "/\r\nContent-Length: 0\r\n\r\n");
                    assertThat(attempts(client, "http://127.0.0.2:" + redirecting.getLocalPort() + "/", 2))
                            .extracting(AttemptResult::status)
                            .containsExactly(status, status);
                }
            }
        }
        assertThat(served).hasValue(20);
        assertThat(caught).hasValue(0);
    }

    /** The dispatcher's first attempt goes where it may; every later one is refused. */
    @Test
    void nobodyShouldBeReachedWhenANameIsReboundBetweenAttempts() {
        SettableClock clock = new SettableClock();
        serve(allowed, served, "HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n");
        WebhookSettings settings = new WebhookSettings(List.of("127.0.0.2"), true, 100, 5);
        DnsResolver names = answering(List.of(List.of("127.0.0.2"), List.of("127.0.0.1")));
        try (Database database = TestDatabases.sqlite()) {
            WebhookFixture fixture = new WebhookFixture(database, () -> {}, clock);
            Inbox inbox = fixture.inbox("http://rebound.example:" + allowed.getLocalPort() + "/");
            DeliveryId id = fixture.mail(inbox);
            try (WebhookDispatcher dispatcher = new WebhookDispatcher(
                    database, fixture.inboxes(), new WebhookClient(settings, names), settings, Meters.NONE, clock)) {
                dispatcher.start();
                for (int attempt = 1; attempt <= 10; attempt++) {
                    int made = attempt;
                    await().atMost(Duration.ofSeconds(20)).until(() -> attempts(database, id) == made);
                    clock.advance(Duration.ofHours(31));
                    dispatcher.wake();
                }
            }
        }
        assertThat(served).hasValue(1);
        assertThat(caught).hasValue(0);
    }

    private static int attempts(Database database, DeliveryId id) {
        return database.read(
                handle -> handle.createQuery("SELECT COUNT(*) FROM webhook_attempt WHERE delivery_id = :id")
                        .bind("id", id.value())
                        .mapTo(Integer.class)
                        .one());
    }
}
