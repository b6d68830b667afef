package io.jamesagents.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jamesagents.Settings;
import io.jamesagents.Settings.InvalidSetting;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddingSettingsTest {
    private final Map<String, String> values = new HashMap<>(Map.of(
            "agents.embeddings.enabled", "true",
            "agents.embeddings.threads", "1",
            "agents.embeddings.url", "https://models.example/v1/",
            "agents.embeddings.model", "some-model",
            "agents.embeddings.key", "sk-secret",
            "agents.embeddings.dimensions", "768",
            "agents.embeddings.timeout-ms", "10000"));

    private EmbeddingSettings read() {
        return EmbeddingSettings.read(new Settings(values));
    }

    @Test
    void readShouldHaveNoEndpointWhenThereIsNoUrl() {
        values.put("agents.embeddings.url", "");
        values.put("agents.embeddings.model", "");
        values.put("agents.embeddings.dimensions", "");
        assertThat(read().endpoint()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://models.example/v1", "https://models.example/v1/", "https://models.example/v1/embeddings"
            })
    void readShouldCompleteTheUrl(String url) {
        values.put("agents.embeddings.url", url);
        assertThat(read().endpoint().uri()).hasToString("https://models.example/v1/embeddings");
    }

    @ParameterizedTest
    @ValueSource(strings = {"models.example", "ftp://models.example", "http://", "https://a b"})
    void readShouldRefuseTheUrlWhenItIsNone(String url) {
        values.put("agents.embeddings.url", url);
        assertThatThrownBy(this::read).isInstanceOf(InvalidSetting.class).hasMessageContaining("agents.embeddings.url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"agents.embeddings.model", "agents.embeddings.dimensions"})
    void readShouldNameWhatIsMissingWhenThereIsAUrl(String key) {
        values.put(key, "");
        assertThatThrownBy(this::read).isInstanceOf(InvalidSetting.class).hasMessageContaining(key);
    }

    @Test
    void toStringShouldNotHaveTheKey() {
        assertThat(read().toString()).doesNotContain("sk-secret");
    }
}
