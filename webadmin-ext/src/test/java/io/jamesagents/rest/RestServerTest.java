package io.jamesagents.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jamesagents.rest.TestingApi.Answer;
import io.jamesagents.rest.access.Public;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestServerTest {
    private static final List<String> EVERYWHERE = List.of(
            "X-RateLimit-Limit",
            "X-RateLimit-Remaining",
            "X-RateLimit-Reset",
            "X-RateLimit-Limit-Hour",
            "X-RateLimit-Remaining-Day",
            "X-Request-ID",
            "Cache-Control",
            "X-Content-Type-Options");

    private static TestingApi api;
    private static String key;

    @BeforeAll
    static void start() throws Exception {
        api = TestingApi.start(new Broken());
        key = api.key("default", "admin");
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /v1/x?LONG HTTP/1.1", "GET /health HTTP/1.1\r\nX-Long: LONG"})
    void requestThatIsNoHttpShouldBeRefusedInJson(String head) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", api.port())) {
            socket.setSoTimeout(10_000);
            String request = head.replace("LONG", "a".repeat(50_000)) + "\r\nHost: localhost\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 400").contains("Content-Type: application/json", "{\"error\":");
            assertThat(answer).contains(EVERYWHERE);
        }
    }

    /** A resource with a fault. */
    @Path("broken")
    public static final class Broken {
        @GET
        @Public
        public Object get() {
            throw new IllegalStateException("a secret of the server");
        }
    }

    /** A resource that answers when it is let. */
    @Path("slow")
    public static final class Slow {
        final CountDownLatch entered = new CountDownLatch(1);
        final Semaphore leave = new Semaphore(0);

        @GET
        @Public
        public void get() {
            entered.countDown();
            leave.acquireUninterruptibly();
        }
    }

    /** A resource that does not say who may call it. */
    @Path("undecided")
    public static final class Undecided {
        @GET
        public void get() {}
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/inboxes, 200",
        "GET, /health, 200",
        "GET, /v1/nothing, 404",
        "GET, /, 404",
        "PUT, /v1/inboxes, 405",
        "TRACE, /v1/inboxes, 405",
        "GET, /v1/threads, 400",
        "GET, /broken, 500"
    })
    void everyAnswerShouldHaveTheStandardHeaders(String method, String path, int status) {
        Answer answer = api.call(key, method, path);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.header("Server")).isNull();
        EVERYWHERE.forEach(name -> assertThat(answer.header(name)).as(name).isNotNull());
        assertThat(answer.header("X-RateLimit-Limit")).isEqualTo("100");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void errorsShouldSayWhatIsWrong() {
        assertThat(api.call(key, "GET", "/v1/nothing").json().get("error").asText())
                .isEqualTo("Not found");
        Answer wrongMethod = api.call(key, "PUT", "/v1/inboxes");
        assertThat(wrongMethod.json().get("error").asText()).isEqualTo("Method not allowed");
        assertThat(wrongMethod.header("Allow")).contains("GET").contains("POST");
    }

    @Test
    void faultsShouldNotBeShown() {
        assertThat(api.call(null, "GET", "/broken").response().body())
                .isEqualTo("{\"error\":\"Internal server error\",\"message\":\"Internal server error\"}");
    }

    @Test
    void optionsShouldBeAnsweredWithoutKey() {
        Answer answer = api.call(null, "OPTIONS", "/v1/inboxes");
        assertThat(answer.status()).isBetween(200, 204);
        assertThat(answer.header("Allow")).contains("POST");
        assertThat(answer.header("X-Request-ID")).isNotNull();
    }

    @Test
    void requestIdShouldBeEchoedWhenItIsShortAndPrintable() {
        assertThat(api.call(key, "GET", "/health", null, "X-Request-ID", "my-id.1")
                        .header("X-Request-ID"))
                .isEqualTo("my-id.1");
        assertThat(api.call(key, "GET", "/health", null, "X-Request-ID", "x".repeat(129))
                        .header("X-Request-ID"))
                .hasSize(32);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/json; charset", "nonsense"})
    void bodyShouldBeReadWhateverItsContentType(String type) {
        Answer answer = api.call(key, "POST", "/v1/inboxes", "{}", "Content-Type", type, "Accept", "text/html");
        assertThat(answer.json().get("error").asText()).isEqualTo("local_part is required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"a\":}", "{} x", "\u0000"})
    void malformedBodyShouldBeRefused(String body) {
        Answer answer = api.call(key, "POST", "/v1/inboxes", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("error").asText()).startsWith("The request body is not valid JSON");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "1", "null", "\"x\""})
    void bodyThatIsNoObjectShouldBeRefused(String body) {
        Answer answer = api.call(key, "POST", "/v1/inboxes", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("error").asText()).isEqualTo("The request body must be a JSON object");
    }

    @Test
    void deeplyNestedBodyShouldBeRefused() {
        String deep = "{\"agent\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        Answer answer = api.call(key, "POST", "/v1/inboxes", deep);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("error").asText()).isEqualTo("The request body is nested too deeply");
    }

    @Test
    void bodyShouldBeRefusedWhenItIsTooLarge() {
        String large = "{\"name\":\"" + "x".repeat(14 << 20) + "\"}";
        Answer declared = api.call(key, "POST", "/v1/inboxes", large);
        assertThat(declared.status()).isEqualTo(413);
        assertThat(declared.json().get("error").asText()).isEqualTo("The request body may have at most 14 MiB");
        assertThat(chunked("/v1/inboxes", large).status()).isEqualTo(413);
    }

    private static Answer chunked(String path, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return api.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + path))
                .header("Authorization", "Bearer " + key)
                .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(bytes)))
                .build());
    }

    @Test
    void sendMayHaveALargerBody() {
        String large = "{\"text\":\"" + "x".repeat(15 << 20) + "\"}";
        assertThat(api.call(key, "POST", "/v1/messages/send", large).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /v1/threads?inbox_id=%zz HTTP/1.1", "GET /v1/%zz HTTP/1.1"})
    void uriThatIsNotValidShouldBeRefused(String line) throws IOException {
        String answer = raw(line + "\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 400").contains("\"error\"").contains("X-RateLimit-Limit");
    }

    @Test
    void hostShouldNotMatter() throws IOException {
        assertThat(raw("GET /health HTTP/1.1\r\nHost: my_host:80\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", api.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void requestsShouldBeSentAwayWhenTooManyWait() throws Exception {
        Slow slow = new Slow();
        HttpSettings one = new HttpSettings("127.0.0.1", 0, 1, 1, Duration.ofSeconds(1));
        try (TestingApi small = TestingApi.start(one, slow)) {
            Thread working = new Thread(() -> small.call(null, "GET", "/slow"));
            working.start();
            slow.entered.await();
            Thread waiting = new Thread(() -> small.call(null, "GET", "/slow"));
            waiting.start();
            Answer answer = firstRefusal(small);
            assertThat(answer.json().get("error").asText()).isEqualTo("The server is overloaded");
            assertThat(answer.header("Retry-After")).isEqualTo("1");
            assertThat(answer.header("X-RateLimit-Limit")).isEqualTo("100");
            slow.leave.release(1000);
            working.join();
            waiting.join();
            assertThat(small.call(null, "GET", "/health").status()).isEqualTo(200);
        }
    }

    /** The place in the line may go to this request instead of the waiting thread's; then the next one is refused. */
    private static Answer firstRefusal(TestingApi small) throws Exception {
        for (int i = 0; i < 100; i++) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + small.port() + "/health"))
                    .timeout(Duration.ofSeconds(1))
                    .build();
            Answer answer = small.tryToSend(request);
            if (answer != null && answer.status() == 503) {
                return answer;
            }
        }
        throw new AssertionError("nothing was refused");
    }

    @Test
    void startShouldNameTheAddressWhenThePortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            HttpSettings same = HttpSettings.on("127.0.0.1", taken.getLocalPort());
            assertThatThrownBy(() -> TestingApi.start(same))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("127.0.0.1:" + taken.getLocalPort());
        }
    }

    @Test
    void startShouldFailWhenAMethodDoesNotSayWhoMayCallIt() {
        assertThatThrownBy(() -> TestingApi.start(new Undecided()))
                .hasStackTraceContaining("does not say who may call it");
    }
}
