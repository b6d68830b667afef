package io.jamesagents.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AgentsPropertiesTest {
    private final AgentsProperties properties =
            new AgentsProperties(List.of("agents.a = 1\nagents.b = 2\nagents.c = 3", "agents.b = operator"));

    @Test
    void withShouldPreferThisStartToTheOperatorToWhatIsShipped() {
        assertThat(properties.with(Map.of("agents.c", "start", "james.x", "y")))
                .isEqualTo(Map.of("agents.a", "1", "agents.b", "operator", "agents.c", "start"));
    }

    @Test
    void textShouldKeepCommasAndBackslashes() {
        assertThat(AgentsProperties.text(Map.of("agents.a", "1,2\\3"))).endsWith("\nagents.a = 1\\,2\\\\3\n");
    }
}
