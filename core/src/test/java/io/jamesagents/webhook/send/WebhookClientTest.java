package io.jamesagents.webhook.send;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WebhookClientTest {
    private static final WebhookSettings SETTINGS = new WebhookSettings(List.of("127.0.0.1"), true, 10, 5);
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final Duration AMPLE = Duration.ofSeconds(30);

    private final WebhookClient client = WebhookClient.of(SETTINGS);
    private final AtomicLong written = new AtomicLong();
    private final CountDownLatch cut = new CountDownLatch(1);
    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
    }

    private interface Behaviour {
        void answer(OutputStream out) throws IOException, InterruptedException;
    }

    /** Answers one connection without looking at what it says, and notices when it is cut. */
    private URI serve(Behaviour behaviour) {
        Thread thread = new Thread(() -> {
            try (Socket socket = server.accept()) {
                behaviour.answer(socket.getOutputStream());
                socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            } catch (IOException | InterruptedException e) {
                // The other side has hung up, which is what is waited for.
            }
            cut.countDown();
        });
        thread.setDaemon(true);
        thread.start();
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    private AttemptResult post(URI uri, Duration timeout) {
        return client.post(uri, Map.of(), "{}".getBytes(StandardCharsets.UTF_8), timeout)
                .join();
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    @Test
    void attemptShouldEndWhenNothingIsAnswered() throws Exception {
        AttemptResult result = post(serve(out -> {}), SHORT);
        assertThat(result.error()).isEqualTo("Timeout after 500ms");
        cut.await();
    }

    @Test
    void attemptShouldEndWhenTheHeadDrips() throws Exception {
        CountDownLatch pause = new CountDownLatch(1);
        URI uri = serve(out -> {
            write(out, "HTTP/1.1 200 OK\r\n");
            for (int i = 0; !pause.await(20, java.util.concurrent.TimeUnit.MILLISECONDS); i++) {
                write(out, "X-" + i + ": x\r\n");
            }
        });
        AttemptResult result = post(uri, SHORT);
        assertThat(result.success()).isFalse();
        cut.await();
    }

    @Test
    void attemptShouldEndWhenTheBodyDrips() throws Exception {
        CountDownLatch pause = new CountDownLatch(1);
        URI uri = serve(out -> {
            write(out, "HTTP/1.1 500 Oops\r\nContent-Length: 100000\r\n\r\n");
            while (!pause.await(20, java.util.concurrent.TimeUnit.MILLISECONDS)) {
                write(out, "x");
            }
        });
        AttemptResult result = post(uri, SHORT);
        assertThat(result.error()).startsWith("HTTP 500: x");
        cut.await();
    }

    @Test
    void attemptShouldSucceedWhenOnlyTheBodyOfASuccessHangs() throws Exception {
        URI uri = serve(out -> write(out, "HTTP/1.1 202 Accepted\r\nContent-Length: 10\r\n\r\nabc"));
        assertThat(post(uri, SHORT).success()).isTrue();
        cut.await();
    }

    @Test
    void answerShouldBeCutWhenItIsHuge() throws Exception {
        byte[] block = "y".repeat(8192).getBytes(StandardCharsets.US_ASCII);
        URI uri = serve(out -> {
            write(out, "HTTP/1.1 500 Oops\r\nContent-Length: 1000000000\r\n\r\n");
            for (long sent = 0; sent < 1_000_000_000L; sent += block.length) {
                out.write(block);
                written.addAndGet(block.length);
            }
        });
        AttemptResult result = post(uri, AMPLE);
        assertThat(result.error()).isEqualTo("HTTP 500: " + "y".repeat(500));
        cut.await();
        // What the kernel's buffers took in, beyond the 64 KB that were read.
        assertThat(written.get()).isLessThan(50_000_000L);
    }

    @Test
    void retryAfterShouldBeKnownWhenAnswered() {
        URI uri = serve(out -> write(out, "HTTP/1.1 429 Slow\r\nRetry-After: 120\r\nContent-Length: 0\r\n\r\n"));
        assertThat(post(uri, AMPLE).retryAfter()).isEqualTo(RetryAfter.parse("120"));
    }

    @Test
    void attemptShouldFailWhenTheConnectionIsReset() {
        URI uri = serve(out -> {
            throw new IOException("reset");
        });
        AttemptResult result = post(uri, AMPLE);
        assertThat(result.status()).isNull();
        assertThat(result.error()).isNotBlank();
    }

    @Test
    void attemptShouldFailWhenTheOtherSideSpeaksNoTls() {
        URI uri = serve(out -> write(out, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
        AttemptResult result = post(URI.create("https://127.0.0.1:" + uri.getPort()), AMPLE);
        assertThat(result.success()).isFalse();
    }

    @Test
    void attemptShouldEndWhenTheNameServerHangs() {
        CountDownLatch never = new CountDownLatch(1);
        DnsResolver hung = new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                throw new UnknownHostException(host);
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        };
        try (WebhookClient waiting = new WebhookClient(SETTINGS, hung)) {
            AttemptResult result = waiting.post(URI.create("http://slow.example/"), Map.of(), new byte[0], SHORT)
                    .join();
            assertThat(result.error()).isEqualTo("Timeout after 500ms");
        }
        never.countDown();
    }
}
