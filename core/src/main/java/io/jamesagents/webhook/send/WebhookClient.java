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
import org.apache.hc.core5.concurrent.DefaultThreadFactory;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityProducer;
import org.apache.hc.core5.http.nio.support.AsyncRequestBuilder;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.Timeout;

/**
 * Posts to endpoints that may be slow, hostile or both: every request ends in time, whatever the other side does, and holds no
 * thread while it waits. There are no redirects, proxies, cookies, credentials or repetitions, and a connection is used once.
 */
public final class WebhookClient implements AutoCloseable {
    private static final Timeout CONNECT_TIMEOUT = Timeout.ofSeconds(5);
    private static final ContentType JSON = ContentType.create("application/json");
    private static final int IO_THREADS = 2;
    private static final int MAX_LINE = 16 * 1024;
    private static final int MAX_HEADERS = 200;

    private final CloseableHttpAsyncClient client;
    // Looking up a name blocks, and for as long as its owner's name server wants.
    private final ExecutorService lookups = Executors.newCachedThreadPool(daemons("agents-webhook-lookup"));
    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(1, daemons("agents-webhook-timer"));

    public WebhookClient(WebhookSettings settings, DnsResolver names) {
        timer.setRemoveOnCancelPolicy(true);
        client = client(connections(new AddressGuard(settings.allow(), names), settings.inFlight()));
        client.start();
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

    private static CloseableHttpAsyncClient client(PoolingAsyncClientConnectionManager connections) {
        return HttpAsyncClients.custom()
                .setConnectionManager(connections)
                .setConnectionReuseStrategy((request, response, context) -> false)
                .setHttp1Config(Http1Config.custom()
                        .setMaxLineLength(MAX_LINE)
                        .setMaxHeaderCount(MAX_HEADERS)
                        .build())
                .setIOReactorConfig(IOReactorConfig.custom()
                        .setIoThreadCount(IO_THREADS)
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setRedirectsEnabled(false)
                        .setAuthenticationEnabled(false)
                        .setProtocolUpgradeEnabled(false)
                        .setHardCancellationEnabled(true)
                        .build())
                .setThreadFactory(daemons("agents-webhook-io"))
                .setUserAgent("james-agents")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    /** Posts JSON; the result is there after the timeout at the latest, and never exceptional. */
    CompletableFuture<AttemptResult> post(URI uri, Map<String, String> headers, byte[] body, Duration timeout) {
        AsyncRequestBuilder request = AsyncRequestBuilder.post(uri).setEntity(new BasicAsyncEntityProducer(body, JSON));
        headers.forEach(request::addHeader);
        AsyncRequestProducer producer = request.build();
        Exchange exchange = new Exchange(timeout);
        exchange.expireOn(timer);
        lookups.execute(() -> exchange.start(client, producer));
        return exchange.result();
    }

    @Override
    public void close() {
        timer.shutdownNow();
        lookups.shutdownNow();
        client.close(CloseMode.IMMEDIATE);
    }
}
