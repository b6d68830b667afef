package io.jamesagents.maildomain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jamesagents.Settings;
import io.jamesagents.Settings.InvalidSetting;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DomainSettingsTest {
    private static DomainSettings read(String... values) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "agents.domain", "Agents.example.org",
                "agents.hostname", "",
                "agents.public-url", "",
                "agents.spf", "",
                "agents.relay", "",
                "agents.dmarc.reports", ""));
        for (int i = 0; i < values.length; i += 2) {
            settings.put(values[i], values[i + 1]);
        }
        return DomainSettings.read(new Settings(settings));
    }

    @Test
    void sharedDomainShouldBeTheHostWhenNothingElseIsSaid() {
        assertThat(read())
                .isEqualTo(new DomainSettings(
                        "agents.example.org",
                        "agents.example.org",
                        List.of("a:agents.example.org"),
                        "dmarc@agents.example.org"));
    }

    @Test
    void hostShouldBeThatOfThePublicUrlWhenThatIsAName() {
        assertThat(read("agents.public-url", "https://Mail.example.org:8443/x").host())
                .isEqualTo("mail.example.org");
        assertThat(read("agents.public-url", "http://192.0.2.1:8080").host()).isEqualTo("agents.example.org");
        assertThat(read("agents.public-url", "http://localhost").host()).isEqualTo("agents.example.org");
        assertThat(read("agents.public-url", "https://mail.example.org", "agents.hostname", "mx.example.org")
                        .host())
                .isEqualTo("mx.example.org");
    }

    @Test
    void spfShouldNameTheSmartHostWhenThereIsOne() {
        assertThat(read("agents.relay", "smtp.relay.example:587").spf())
                .containsExactly("a:agents.example.org", "a:smtp.relay.example");
        assertThat(read("agents.relay", "127.0.0.1:2500").spf()).containsExactly("a:agents.example.org");
        assertThat(read(
                                "agents.relay",
                                "smtp.relay.example",
                                "agents.spf",
                                "include:_spf.relay.example ip4:192.0.2.0/24")
                        .spf())
                .containsExactly("include:_spf.relay.example", "ip4:192.0.2.0/24");
    }

    @Test
    void badValuesShouldBeRefusedByTheirKeys() {
        assertThatThrownBy(() -> read("agents.hostname", "mx"))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("agents.hostname");
        assertThatThrownBy(() -> read("agents.spf", "a:x; ~all"))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("agents.spf");
        assertThatThrownBy(() -> read("agents.dmarc.reports", "nobody"))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("agents.dmarc.reports");
        assertThatThrownBy(() -> read("agents.public-url", "http://a b"))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("agents.public-url");
    }
}
