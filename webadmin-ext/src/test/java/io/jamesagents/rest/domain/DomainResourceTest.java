package io.jamesagents.rest.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.rest.TestingApi;
import org.junit.jupiter.api.Test;

class DomainResourceTest {
    @Test
    void sharedDomainShouldBeShownWithTheCallersInboxes() throws Exception {
        try (TestingApi api = TestingApi.start()) {
            String key = api.key("first", "admin");
            api.inbox(key, "mine");
            api.inbox(api.key("second", "admin"), "theirs");
            JsonNode listed = api.call(key, "GET", "/v1/domains").data().get(0);
            String path = "/v1/domains/" + listed.get("id").asText();
            assertThat(api.call(key, "GET", path).data()).isEqualTo(listed);
            assertThat(listed.get("id").asText()).startsWith("d_");
            assertThat(listed.get("name").asText()).isEqualTo("agents.localhost");
            assertThat(listed.get("status").asText()).isEqualTo("verified");
            assertThat(listed.get("shared").asBoolean()).isTrue();
            assertThat(listed.get("records").isArray()).isTrue();
            assertThat(listed.get("createdAt").asText()).endsWith("Z");
            assertThat(listed.get("inboxes")).hasSize(1);
            assertThat(listed.at("/inboxes/0/localPart").asText()).isEqualTo("mine");
            JsonNode status = api.call(key, "GET", path + "/status").json();
            assertThat(status.get("status").asText()).isEqualTo("verified");
            assertThat(status.at("/data/id")).isEqualTo(listed.get("id"));
            assertThat(api.call(key, "GET", "/v1/domains/d_0").status()).isEqualTo(404);
            assertThat(api.call(api.key("first", "domains:read"), "GET", path)
                            .data()
                            .get("inboxes"))
                    .isEmpty();
        }
    }
}
