package io.jamesagents.embedding;

import io.jamesagents.Settings;
import io.jamesagents.Settings.InvalidSetting;
import java.net.URI;
import java.time.Duration;

/**
 * What makes vectors of texts: the model that comes along, with so many threads, or an endpoint elsewhere.
 *
 * @param endpoint null for the model that comes along
 */
public record EmbeddingSettings(boolean enabled, int threads, Endpoint endpoint) {
    private static final String URL = "agents.embeddings.url";

    public static EmbeddingSettings read(Settings settings) {
        return new EmbeddingSettings(
                settings.flag("agents.embeddings.enabled"),
                settings.integer("agents.embeddings.threads", 1, 64),
                settings.text(URL).isEmpty() ? null : Endpoint.read(settings));
    }

    /**
     * Answers as OpenAI's does.
     *
     * @param uri where texts are posted to
     * @param key empty for an endpoint that wants none
     * @param dimensions of the vectors of this model
     * @param timeout of one request
     */
    public record Endpoint(URI uri, String model, String key, int dimensions, Duration timeout) {
        private static final String PATH = "/embeddings";

        private static Endpoint read(Settings settings) {
            return new Endpoint(
                    uri(settings.text(URL)),
                    settings.required("agents.embeddings.model"),
                    settings.text("agents.embeddings.key"),
                    settings.integer("agents.embeddings.dimensions", 1, 4096),
                    Duration.ofMillis(settings.number("agents.embeddings.timeout-ms", 100, 120_000)));
        }

        private static URI uri(String text) {
            String base = text.replaceAll("/+$", "");
            try {
                URI uri = URI.create(base.endsWith(PATH) ? base : base + PATH);
                if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                    return uri;
                }
            } catch (IllegalArgumentException e) {
                // Is said below.
            }
            throw new InvalidSetting(URL, "must be an http or https URL, such as https://host/v1");
        }

        /** Without the key. */
        @Override
        public String toString() {
            return "Endpoint[" + uri + ", " + model + ", " + dimensions + ", " + timeout + "]";
        }
    }
}
