package io.jamesagents.extraction.llm;

import io.jamesagents.extraction.ExtractionFailed;
import io.jamesagents.extraction.ExtractionFailed.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.concurrent.DefaultThreadFactory;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;

/**
 * Posts to the model's endpoint and to nothing else: no redirects, proxies, cookies or repetitions. A call ends in time however
 * slowly the other side answers, and takes at most {@value #MAX_ANSWER} bytes of it.
 */
final class ChatClient implements AutoCloseable {
    static final int MAX_ANSWER = 1024 * 1024;
    private static final int CONNECTIONS = 32;
    private static final Timeout CONNECT_TIMEOUT = Timeout.ofSeconds(5);

    private final LlmSettings settings;
    private final CloseableHttpClient client;
    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(1, new DefaultThreadFactory("agents-llm-timer", true));

    ChatClient(LlmSettings settings) {
        this.settings = settings;
        timer.setRemoveOnCancelPolicy(true);
        Timeout timeout = Timeout.of(settings.timeout());
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(CONNECTIONS)
                        .setMaxConnPerRoute(CONNECTIONS)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(CONNECT_TIMEOUT)
                                .setSocketTimeout(timeout)
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(timeout)
                        .setResponseTimeout(timeout)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .setUserAgent("james-agents")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    /** What the endpoint answered; {@code body} is cut where it is too long. */
    record Answer(int status, String body, boolean cut) {}

    /** Fails when there is no answer in time. */
    Answer post(String json) throws ExtractionFailed {
        HttpPost request = new HttpPost(settings.completions());
        request.setEntity(new StringEntity(json, ContentType.APPLICATION_JSON));
        if (!settings.key().isEmpty()) {
            request.setHeader(HttpHeaders.AUTHORIZATION, "Bearer " + settings.key());
        }
        Future<?> end = timer.schedule(request::cancel, settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
        try {
            return client.execute(request, ChatClient::read);
        } catch (IOException | RuntimeException e) {
            // Not what it was: the text of an exception may quote what was sent.
            throw new ExtractionFailed(Kind.UNAVAILABLE, "The model did not answer in time");
        } finally {
            end.cancel(false);
        }
    }

    private static Answer read(ClassicHttpResponse response) throws IOException {
        if (response.getEntity() == null) {
            return new Answer(response.getCode(), "", false);
        }
        InputStream body = response.getEntity().getContent();
        byte[] bytes = body.readNBytes(MAX_ANSWER + 1);
        boolean cut = bytes.length > MAX_ANSWER;
        if (cut) {
            // Closing the stream would read the rest.
            response.close();
        }
        return new Answer(response.getCode(), new String(bytes, StandardCharsets.UTF_8), cut);
    }

    @Override
    public void close() throws IOException {
        timer.shutdownNow();
        client.close();
    }
}
