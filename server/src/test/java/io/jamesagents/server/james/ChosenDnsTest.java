package io.jamesagents.server.james;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.commons.configuration2.BaseHierarchicalConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChosenDnsTest {
    private static void configure(String resolvers) throws ConfigurationException {
        BaseHierarchicalConfiguration configuration = new BaseHierarchicalConfiguration();
        configuration.addProperty("resolvers", resolvers);
        new ChosenDns(null).configure(configuration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "192.0.2.1", "192.0.2.1:5353, 192.0.2.2", "::1", "[::1]:5353", "[::1]"})
    void nameServersShouldBeTakenWithAndWithoutPort(String resolvers) {
        assertThatCode(() -> configure(resolvers)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1:0", "192.0.2.1:70000", "192.0.2.1:x", "192.0.2.1:"})
    void badNameServersShouldBeRefusedByTheSetting(String resolvers) {
        assertThatThrownBy(() -> configure(resolvers))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("agents.dns.servers");
    }
}
