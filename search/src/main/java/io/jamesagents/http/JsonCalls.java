package io.jamesagents.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.jamesagents.Json;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.concurrent.DefaultThreadFactory;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/**
 * Requests to a server of the operator's that answers in JSON. Each ends within a time, however slowly the other side writes, and
 * its answer has a greatest length. Headers, which may have a key, go to that server alone: redirects are not followed.
 */
public final class JsonCalls implements AutoCloseable {
    private static final int CONNECTIONS = 32;
    private static final int LONGEST_ANSWER = 64 * 1024 * 1024;

    private final Duration timeout;
    private final Map<String, String> headers;
    private final CloseableHttpClient client;
    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(1, new DefaultThreadFactory("agents-calls-timer", true));

    /** What was answered; the body is missing when there is none or, beside a status other than 2xx, when it is no JSON. */
    public record Reply(int status, JsonNode body) {
        public boolean isSuccess() {
            return status / 100 == 2;
        }
    }

    public JsonCalls(Duration timeout, Map<String, String> headers) {
        this.timeout = timeout;
        this.headers = Map.copyOf(headers);
        this.client = client(Timeout.of(timeout));
        timer.setRemoveOnCancelPolicy(true);
    }

    private static CloseableHttpClient client(Timeout timeout) {
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(CONNECTIONS)
                        .setMaxConnPerRoute(CONNECTIONS)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(timeout)
                                .setSocketTimeout(timeout)
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(timeout)
                        .setResponseTimeout(timeout)
                        .build())
                .setUserAgent("james-agents")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    /**
     * Sends a request, with a body unless that is null.
     *
     * @throws IOException when there is no answer in time, or none that can be read; its message is short and has no key
     */
    public Reply send(String method, URI uri, ContentType type, String body) throws IOException {
        HttpUriRequestBase request = new HttpUriRequestBase(method, uri);
        headers.forEach(request::setHeader);
        if (body != null) {
            request.setEntity(new StringEntity(body, type));
        }
        Future<?> end = timer.schedule(request::cancel, timeout.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return client.execute(request, JsonCalls::read);
        } catch (IOException e) {
            throw new IOException(
                    request.isAborted() ? "no answer in time" : e.getClass().getSimpleName(), e);
        } finally {
            end.cancel(false);
        }
    }

    private static Reply read(ClassicHttpResponse response) throws IOException {
        byte[] bytes = response.getEntity() == null
                ? new byte[0]
                : response.getEntity().getContent().readNBytes(LONGEST_ANSWER + 1);
        if (bytes.length > LONGEST_ANSWER) {
            throw new IOException("the answer is too long");
        }
        return new Reply(response.getCode(), json(bytes, response.getCode() / 100 == 2));
    }

    private static JsonNode json(byte[] bytes, boolean needed) throws IOException {
        try {
            return bytes.length == 0 ? MissingNode.getInstance() : Json.MAPPER.readTree(bytes);
        } catch (JsonProcessingException e) {
            if (needed) {
                throw e;
            }
            return MissingNode.getInstance();
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        client.close(CloseMode.IMMEDIATE);
    }
}
