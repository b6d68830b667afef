package io.jamesagents.server;

import static io.jamesagents.server.V1.address;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.apikey.ApiKeys;
import io.jamesagents.org.Org;
import io.jamesagents.org.Orgs;
import io.jamesagents.org.Tier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signs of danger, from the SMTP dialogue to the API and the webhook. */
class ScreeningIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    static Path data;

    private static AgentsServer server;
    private static V1 api;

    @BeforeAll
    static void start() throws Exception {
        server = AgentsServer.start(WebhookReceiver.allowed(ServeOptions.anyPorts(data)));
        Org org = server.instance(Orgs.class).ensure("screened", "Screened", Tier.ENTERPRISE);
        api = new V1(server.httpPort(), server.instance(ApiKeys.class).issue(org.id(), "test", List.of("admin")));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }
}
