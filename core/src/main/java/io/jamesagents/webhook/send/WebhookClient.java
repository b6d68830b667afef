package io.jamesagents.webhook.send;

import io.jamesagents.webhook.WebhookSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.DefaultThreadFactory;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityProducer;
import org.apache.hc.core5.http.nio.support.AsyncRequestBuilder;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.reactor.IOReactorStatus;
import org.apache.hc.core5.util.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts to endpoints that may be slow, hostile or both: every request ends in time, whatever the other side does, and holds no
 * thread while it waits. There are no redirects, proxies, cookies, credentials or repetitions, and a connection is used once.
 */
public final class WebhookClient implements AutoCloseable {
    /** What a delivery's attempt may take, from the look-up of the name to the end of the answer. */
    static final Duration TIMEOUT = Duration.ofSeconds(15);

    private static final Logger LOGGER = LoggerFactory.getLogger(WebhookClient.class);
    private static final Timeout CONNECT_TIMEOUT = Timeout.ofSeconds(5);
    private static final Duration LIFETIME = TIMEOUT.plus(Duration.ofSeconds(5));
    private static final ContentType JSON = ContentType.create("application/json");
    private static final int IO_THREADS = 2;
    private static final int MAX_LINE = 16 * 1024;
    private static final int MAX_HEADERS = 200;

    private final WebhookSettings settings;
    private final AddressGuard guard;
    // Looking up a name blocks, and for as long as its owner's name server wants.
    private final ExecutorService lookups = Executors.newCachedThreadPool(daemons("agents-webhook-lookup"));
    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(1, daemons("agents-webhook-timer"));
    private CloseableHttpAsyncClient client;
    private boolean closed;

    public WebhookClient(WebhookSettings settings, DnsResolver names) {
        timer.setRemoveOnCancelPolicy(true);
        this.settings = settings;
        this.guard = new AddressGuard(settings.allow(), names);
        this.client = started();
    }

    private CloseableHttpAsyncClient started() {
        CloseableHttpAsyncClient fresh = client(connections(guard, settings.inFlight()));
        fresh.start();
        return fresh;
    }

    /** An error on one of the client's own threads, such as a lack of memory, ends it for good; so it is replaced. */
    private synchronized CloseableHttpAsyncClient running() {
        if (!closed && client.getStatus().compareTo(IOReactorStatus.ACTIVE) > 0) {
            LOGGER.error("The HTTP client has broken down, starting another");
            client.close(CloseMode.IMMEDIATE);
            client = started();
        }
        return client;
    }

    /** A client that looks up names as the operating system does. */
    public static WebhookClient of(WebhookSettings settings) {
        return new WebhookClient(settings, SystemDefaultDnsResolver.INSTANCE);
    }

    private static ThreadFactory daemons(String name) {
        return new DefaultThreadFactory(name, true);
    }

    private static PoolingAsyncClientConnectionManager connections(AddressGuard guard, int most) {
        return PoolingAsyncClientConnectionManagerBuilder.create()
                .setDnsResolver(guard)
                .setMaxConnTotal(2 * most)
                .setMaxConnPerRoute(2 * most)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(CONNECT_TIMEOUT)
                        .build())
                .setDefaultTlsConfig(TlsConfig.custom()
                        .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1)
                        .setHandshakeTimeout(CONNECT_TIMEOUT)
                        .build())
                .build();
    }

    private CloseableHttpAsyncClient client(PoolingAsyncClientConnectionManager connections) {
        return HttpAsyncClients.custom()
                .setConnectionManager(connections)
                .setConnectionReuseStrategy((request, response, context) -> false)
                .setHttp1Config(Http1Config.custom()
                        .setMaxLineLength(MAX_LINE)
                        .setMaxHeaderCount(MAX_HEADERS)
                        .build())
                .setIOReactorConfig(
                        IOReactorConfig.custom().setIoThreadCount(IO_THREADS).build())
                .setIOSessionListener(new ConnectionLifetime(timer, LIFETIME))
                .setThreadFactory(daemons("agents-webhook-io"))
                .setUserAgent("james-agents")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    private static RequestConfig config(Duration silence) {
        return RequestConfig.custom()
                .setResponseTimeout(Timeout.of(silence))
                .setRedirectsEnabled(false)
                .setAuthenticationEnabled(false)
                .setProtocolUpgradeEnabled(false)
                .setHardCancellationEnabled(true)
                .build();
    }

    /** Posts JSON; the result is there after the timeout at the latest, and never exceptional. */
    CompletableFuture<AttemptResult> post(URI uri, Map<String, String> headers, byte[] body, Duration timeout) {
        AsyncRequestProducer producer;
        try {
            producer = request(uri, headers, body);
        } catch (IllegalArgumentException e) {
            return CompletableFuture.completedFuture(AttemptResult.failed("The endpoint is no URL to send to", 0));
        }
        HttpClientContext context = HttpClientContext.create();
        context.setRequestConfig(config(timeout));
        Exchange exchange = new Exchange(timeout);
        exchange.expireOn(timer);
        lookups.execute(() -> exchange.start(running(), producer, context));
        return exchange.result();
    }

    private static AsyncRequestProducer request(URI uri, Map<String, String> headers, byte[] body) {
        AsyncRequestBuilder request = AsyncRequestBuilder.post(uri).setEntity(new BasicAsyncEntityProducer(body, JSON));
        headers.forEach(request::addHeader);
        return request.build();
    }

    @Override
    public synchronized void close() {
        closed = true;
        client.initiateShutdown();
        client.close(CloseMode.IMMEDIATE);
        lookups.shutdownNow();
        timer.shutdownNow();
    }
}
