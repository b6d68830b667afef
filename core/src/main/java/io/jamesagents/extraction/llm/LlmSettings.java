package io.jamesagents.extraction.llm;

import io.jamesagents.Settings;
import io.jamesagents.Settings.InvalidSetting;
import io.jamesagents.org.Tier;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * The model that fills schemas: an endpoint that speaks OpenAI's protocol, or none. {@code maxInput} is what it is given of a
 * conversation, in characters; {@code budget} how often it is asked for an organisation in a day (UTC), {@link #UNLIMITED} for
 * as often as there is something to ask.
 */
public record LlmSettings(
        String url, String model, String key, Duration timeout, int maxInput, Map<Tier, Long> budget) {
    public static final long UNLIMITED = 0;
    private static final long MAX = 1_000_000_000L;

    public LlmSettings {
        budget = Map.copyOf(budget);
        if (!url.isEmpty()) {
            requireHttp(url);
        }
        if (!url.isEmpty() && model.isEmpty()) {
            throw new InvalidSetting("agents.llm.model", "must not be empty when agents.llm.url is set");
        }
    }

    public static LlmSettings read(Settings settings) {
        Map<Tier, Long> budget = new EnumMap<>(Tier.class);
        for (Tier tier : Tier.values()) {
            budget.put(tier, settings.number("agents.llm.budget." + tier.word(), 0, MAX));
        }
        return new LlmSettings(
                settings.text("agents.llm.url"),
                settings.text("agents.llm.model"),
                settings.text("agents.llm.key"),
                Duration.ofSeconds(settings.integer("agents.llm.timeout", 1, 300)),
                settings.integer("agents.llm.max-input", 1000, 1_000_000),
                budget);
    }

    private static void requireHttp(String url) {
        try {
            URI uri = URI.create(url);
            if (uri.getHost() != null
                    && uri.getUserInfo() == null
                    && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return;
            }
        } catch (IllegalArgumentException e) {
            // Said below, without the value: it may hold a secret.
        }
        throw new InvalidSetting("agents.llm.url", "must be an http or https URL without user and password");
    }

    /** Whether there is a model. */
    public boolean enabled() {
        return !url.isEmpty();
    }

    URI completions() {
        return URI.create((url.endsWith("/") ? url : url + "/") + "chat/completions");
    }

    long budget(Tier tier) {
        return budget.get(tier);
    }

    @Override
    public String toString() {
        return "LlmSettings[model=" + model + "]";
    }
}
