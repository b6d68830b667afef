package io.jamesagents.doctor.parts;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Whether an endpoint that speaks OpenAI's protocol is there. It is asked for its list of models, which costs nothing; one that
 * has no such list is there all the same.
 */
public final class ModelEndpoint {
    private static final int PATIENCE_MS = 3000;

    private final @Nullable URI models;
    private final String key;

    /** @param url the base of the endpoint, as the settings have it; empty for none */
    public ModelEndpoint(String url, String key) {
        this.models = url.isEmpty() ? null : URI.create(url.replaceAll("/+$", "") + "/models");
        this.key = key;
    }

    /** How it answers. */
    public enum State {
        /** There is to be none. */
        NONE,
        THERE,
        REFUSES_KEY,
        FAILS,
        AWAY
    }

    public State state() {
        if (models == null) {
            return State.NONE;
        }
        try {
            int status = status(models);
            if (status == HttpURLConnection.HTTP_UNAUTHORIZED || status == HttpURLConnection.HTTP_FORBIDDEN) {
                return State.REFUSES_KEY;
            }
            return status >= HttpURLConnection.HTTP_INTERNAL_ERROR ? State.FAILS : State.THERE;
        } catch (IOException e) {
            return State.AWAY;
        }
    }

    private int status(URI models) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) models.toURL().openConnection();
        try {
            connection.setConnectTimeout(PATIENCE_MS);
            connection.setReadTimeout(PATIENCE_MS);
            connection.setInstanceFollowRedirects(false);
            connection.setUseCaches(false);
            if (!key.isEmpty()) {
                connection.setRequestProperty("Authorization", "Bearer " + key);
            }
            return connection.getResponseCode();
        } finally {
            connection.disconnect();
        }
    }
}
