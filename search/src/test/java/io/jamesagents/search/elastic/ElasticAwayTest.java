package io.jamesagents.search.elastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jamesagents.AgentsException.Unavailable;
import io.jamesagents.CircuitBreaker;
import io.jamesagents.search.SearchEngine;
import io.jamesagents.webhook.SettableClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ElasticAwayTest {
    private final SettableClock clock = new SettableClock();
    private final AtomicInteger requests = new AtomicInteger();
    private HttpServer server;
    private volatile int status;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    /** With a status of 0, never. */
    private void answer(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        if (status > 0) {
            byte[] body = "[]".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        }
    }

    private URI node() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private SearchEngine engine(URI... nodes) {
        return new ElasticEngine(new ElasticSettings(List.of(nodes), "", "test", 1, Duration.ofMillis(300)), clock);
    }

    private static void assertAway(SearchEngine engine) {
        assertThatThrownBy(engine::names).isInstanceOf(Unavailable.class);
    }

    @Test
    void callersShouldBeRefusedAtOnceWhenItNeverAnswers() {
        try (SearchEngine engine = engine(node())) {
            assertAway(engine);
            assertAway(engine);
            assertThat(requests).hasValue(1);
        }
    }

    @Test
    void callersShouldBeAnsweredAgainWhenItIsBack() {
        status = 503;
        try (SearchEngine engine = engine(node())) {
            assertAway(engine);
            status = 200;
            clock.advance(CircuitBreaker.FIRST_PAUSE);
            assertThat(engine.names()).isEmpty();
        }
    }

    @Test
    void nextNodeShouldBeAskedWhenOneDoesNotAnswer() {
        status = 200;
        try (SearchEngine engine = engine(URI.create("http://127.0.0.1:1"), node())) {
            assertThat(engine.names()).isEmpty();
        }
    }

    @Test
    void refusalShouldNotBeTakenForAbsence() {
        status = 400;
        try (SearchEngine engine = engine(node())) {
            assertThatThrownBy(engine::names).isInstanceOf(IllegalStateException.class);
        }
    }
}
