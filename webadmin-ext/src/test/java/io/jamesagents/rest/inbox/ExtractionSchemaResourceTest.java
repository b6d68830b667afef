package io.jamesagents.rest.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.Json;
import io.jamesagents.rest.TestingApi;
import io.jamesagents.rest.TestingApi.Answer;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExtractionSchemaResourceTest {
    private static final String BARE =
            "{\"title\":\"Orders\",\"type\":\"object\",\"properties\":{\"total\":{\"type\":\"number\"}}}";
    private static TestingApi api;
    private static String key;
    private String inbox;
    private String nested;

    @BeforeAll
    static void start() throws Exception {
        api = TestingApi.start();
        key = api.key("default", "admin");
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
    }

    @BeforeEach
    void inbox() {
        JsonNode made = api.inbox(key, "a" + UUID.randomUUID());
        inbox = "/v1/inboxes/" + made.get("id").asText();
        nested = "/v1/domains/" + made.get("domain_id").asText() + "/inboxes/"
                + made.get("id").asText();
    }

    private JsonNode stored() {
        return api.call(key, "GET", inbox).data().get("extractionSchema");
    }

    @Test
    void schemaShouldBeStoredAndRemoved() {
        String body = "{\"name\":\"orders\",\"description\":\"All orders\",\"schema\":" + BARE + "}";
        Answer put = api.call(key, "PUT", nested + "/extraction-schema", body);
        assertThat(put.status()).as(put.response().body()).isEqualTo(200);
        assertThat(put.data().get("extractionSchema")).isEqualTo(stored());
        assertThat(stored().get("name").asText()).isEqualTo("orders");
        assertThat(stored().get("description").asText()).isEqualTo("All orders");
        assertThat(stored().get("enabled").asBoolean()).isTrue();
        assertThat(stored().get("schema")).isEqualTo(Json.tree(BARE));
        Answer deleted = api.call(key, "DELETE", nested + "/extraction-schema");
        assertThat(deleted.status()).isEqualTo(200);
        assertThat(deleted.data().get("extractionSchema").isNull()).isTrue();
        assertThat(stored().isNull()).isTrue();
    }

    @Test
    void commandLineFormShouldNeedNoName() {
        assertThat(api.call(key, "POST", nested + "/schema", "{\"schema\":" + BARE + "}")
                        .status())
                .isEqualTo(200);
        assertThat(stored().get("name").asText()).isEqualTo("Orders");
        assertThat(api.call(key, "DELETE", nested + "/schema").status()).isEqualTo(200);
        assertThat(stored().isNull()).isTrue();
    }

    @Test
    void inboxUpdateShouldTakeTheSchemaWhereverClientsPutIt() {
        api.call(key, "PATCH", inbox, "{\"extractionSchema\":" + BARE + "}");
        assertThat(stored().get("name").asText()).isEqualTo("Orders");
        api.call(key, "PUT", nested, "{\"extraction_schema\":null}");
        assertThat(stored().isNull()).isTrue();
        Answer within = api.call(
                key,
                "PUT",
                nested,
                "{\"webhook\":{\"endpoint\":\"https://example.com/\",\"extractionSchema\":{\"name\":\"x\",\"schema\":"
                        + BARE + "}}}");
        assertThat(within.status()).isEqualTo(200);
        assertThat(stored().get("name").asText()).isEqualTo("x");
        assertThat(within.data().at("/webhook/endpoint").asText()).isEqualTo("https://example.com/");
    }

    @Test
    void uselessSchemaShouldBeRefusedByName() {
        for (String body : new String[] {
            "{}",
            "{\"name\":\"x\"}",
            "{\"name\":\"\",\"schema\":" + BARE + "}",
            "{\"name\":\"x\",\"schema\":[]}",
            "{\"name\":\"x\",\"schema\":{\"type\":\"object\"}}",
            "{\"name\":\"x\",\"schema\":{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"text\"}}}}",
        }) {
            Answer answer = api.call(key, "PUT", nested + "/extraction-schema", body);
            assertThat(answer.status()).as(body).isEqualTo(400);
            assertThat(answer.at("/details/0/path")).matches("name|schema.*");
        }
        assertThat(stored().isNull()).isTrue();
    }
}
