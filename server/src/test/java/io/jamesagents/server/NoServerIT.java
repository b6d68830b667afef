package io.jamesagents.server;

import static io.jamesagents.server.V1.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail without a smart host, to a domain that nobody has. */
class NoServerIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path data;

    @Test
    void mailToNoDomainShouldBounce() throws Exception {
        try (DnsStandIn dns = new DnsStandIn();
                AgentsServer server = AgentsServer.start(ServeOptions.anyPorts(data)
                        .set("agents.dns.servers", dns.address())
                        .set("james.delivery.dns-retries", "0"))) {
            V1 api = V1.admin(server);
            String message = id(api.send(
                            api.inbox("ada"),
                            "\"to\": \"joe@nowhere.test\", \"subject\": \"Hello\", \"text\": \"Hello\"")
                    .data());

            await().atMost(SOON).untilAsserted(() -> assertThat(
                            recipient(api, message).get("state").asText())
                    .isEqualTo("bounced"));

            assertThat(recipient(api, message).get("status").asText()).isEqualTo("5.1.2");
            assertThat(recipient(api, message).get("bounce_type").asText()).isEqualTo("hard");
        }
    }

    private static JsonNode recipient(V1 api, String message) {
        return api.get("/v1/messages/" + message + "/delivery")
                .data()
                .get("recipients")
                .get(0);
    }
}
