package io.jamesagents.embedding.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.Json;
import io.jamesagents.embedding.EmbeddingSettings.Endpoint;
import io.jamesagents.embedding.EmbeddingUnavailable;
import java.io.IOException;
import java.util.List;
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
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/**
 * Requests to {@code POST /v1/embeddings} as OpenAI defined it. Each ends within the endpoint's timeout, however slowly the other
 * side writes. The key goes to the endpoint alone: redirects are not followed.
 */
final class EmbeddingApi implements AutoCloseable {
    private static final int CONNECTIONS = 16;
    private static final int LONGEST_ANSWER = 32 * 1024 * 1024;

    private final Endpoint endpoint;
    private final CloseableHttpClient client;
    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(1, new DefaultThreadFactory("agents-embedding-timer", true));
    private volatile boolean asksForDimensions = true;

    /** The endpoint does not take these texts. */
    static final class Rejected extends Exception {
        private static final long serialVersionUID = 1L;

        private Rejected(int status) {
            super("The endpoint answered " + status);
        }
    }

    EmbeddingApi(Endpoint endpoint) {
        this.endpoint = endpoint;
        this.client = client(Timeout.of(endpoint.timeout()));
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

    /** One vector for each text. */
    List<float[]> vectors(List<String> texts) throws Rejected {
        boolean asked = asksForDimensions;
        Reply reply = post(texts, asked);
        if (asked && reply.isRejection()) {
            // Of models with one length only, some servers do not want to hear about it.
            reply = post(texts, false);
            asksForDimensions = reply.isRejection();
        }
        if (reply.isRejection()) {
            throw new Rejected(reply.status);
        }
        if (reply.status != 200) {
            throw new EmbeddingUnavailable("The embedding endpoint answered " + reply.status);
        }
        return Answer.vectors(reply.body, texts.size(), endpoint.dimensions());
    }

    private record Reply(int status, JsonNode body) {
        /** Other than 404, which says that URL or model is wrong. */
        boolean isRejection() {
            return status == 400 || status == 413 || status == 422;
        }
    }

    private Reply post(List<String> texts, boolean withDimensions) {
        HttpPost request = request(texts, withDimensions);
        Future<?> end = timer.schedule(request::cancel, endpoint.timeout().toMillis(), TimeUnit.MILLISECONDS);
        try {
            return client.execute(request, EmbeddingApi::read);
        } catch (IOException e) {
            String why = request.isAborted()
                    ? "did not answer in time"
                    : e.getClass().getSimpleName();
            throw new EmbeddingUnavailable("The embedding endpoint cannot be reached: " + why, e);
        } finally {
            end.cancel(false);
        }
    }

    private HttpPost request(List<String> texts, boolean withDimensions) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("model", endpoint.model()).put("encoding_format", "float");
        texts.forEach(body.putArray("input")::add);
        if (withDimensions) {
            body.put("dimensions", endpoint.dimensions());
        }
        HttpPost request = new HttpPost(endpoint.uri());
        request.setEntity(new StringEntity(body.toString(), ContentType.APPLICATION_JSON));
        if (!endpoint.key().isEmpty()) {
            request.setHeader("Authorization", "Bearer " + endpoint.key());
        }
        return request;
    }

    private static Reply read(ClassicHttpResponse response) throws IOException {
        if (response.getCode() != 200 || response.getEntity() == null) {
            return new Reply(response.getCode(), null);
        }
        byte[] bytes = response.getEntity().getContent().readNBytes(LONGEST_ANSWER + 1);
        if (bytes.length > LONGEST_ANSWER) {
            throw new IOException("The answer is too long");
        }
        return new Reply(200, Json.MAPPER.readTree(bytes));
    }

    @Override
    public void close() {
        timer.shutdownNow();
        client.close(CloseMode.IMMEDIATE);
    }
}
