package io.jamesagents.search.elastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jamesagents.Settings;
import io.jamesagents.Settings.InvalidSetting;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElasticSettingsTest {
    private static final String KEY = "agents.search.elasticsearch.";

    private final Map<String, String> values = new HashMap<>(Map.of(
            KEY + "url", "http://one.example:9200/, https://two.example",
            KEY + "user", "",
            KEY + "password", "",
            KEY + "api-key", "",
            KEY + "index", "agents",
            KEY + "shards", "1",
            KEY + "timeout-ms", "5000"));

    private ElasticSettings read() {
        return ElasticSettings.read(new Settings(values));
    }

    @Test
    void readShouldHaveAllNodes() {
        assertThat(read().nodes())
                .containsExactly(URI.create("http://one.example:9200"), URI.create("https://two.example"));
    }

    @Test
    void authorizationShouldBeThatOfWhatIsSet() {
        assertThat(read().authorization()).isEmpty();
        values.put(KEY + "user", "james");
        values.put(KEY + "password", "secret");
        assertThat(read().authorization()).isEqualTo("Basic amFtZXM6c2VjcmV0");
        values.put(KEY + "api-key", "abc");
        assertThat(read().authorization()).isEqualTo("ApiKey abc");
    }

    @Test
    void readShouldRefuseNodesWithDifferentPaths() {
        values.put(KEY + "url", "http://one.example:9200/search,http://two.example:9200");
        assertThatThrownBy(this::read).isInstanceOf(InvalidSetting.class).hasMessageContaining("same path");
    }

    @Test
    void toStringShouldNotHaveSecrets() {
        values.put(KEY + "api-key", "abcdef");
        assertThat(read().toString()).doesNotContain("abcdef");
    }

    @ParameterizedTest
    @CsvSource({
        "url,''",
        "url,one.example:9200",
        "url,ftp://one.example",
        "index,''",
        "index,Agents",
        "index,-a",
        "shards,0"
    })
    void readShouldNameTheSettingWhenItIsBad(String name, String value) {
        values.put(KEY + name, value);
        assertThatThrownBy(this::read).isInstanceOf(InvalidSetting.class).hasMessageContaining(KEY + name);
    }
}
