package io.jamesagents.rest.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.rest.TestingApi;
import io.jamesagents.rest.TestingApi.Answer;
import io.jamesagents.rest.access.Needs;
import io.jamesagents.rest.request.Call;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OpenApiResourceTest {
    private static TestingApi api;
    private static JsonNode document;

    @BeforeAll
    static void start() throws Exception {
        api = TestingApi.start();
        document = api.call(null, "GET", "/openapi.json").json();
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
    }

    /** A resource that reads a parameter which it does not declare. */
    @Path("secretive")
    public static final class Secretive {
        @GET
        @Needs
        @Doc("Do something")
        public void get(@Context ContainerRequestContext request) {
            Call.of(request).query().text("hidden");
        }
    }

    private static JsonNode operation(String path, String method) {
        return document.get("paths").get(path).get(method);
    }

    private static JsonNode schema(String name) {
        return document.at("/components/schemas").get(name);
    }

    private static JsonNode parameter(JsonNode operation, String name) {
        for (JsonNode parameter : operation.get("parameters")) {
            if (parameter.get("name").asText().equals(name)) {
                return parameter;
            }
        }
        throw new AssertionError("no parameter " + name);
    }

    @Test
    void descriptionShouldBeMadeOnce() {
        Answer again = api.call(null, "GET", "/openapi.json");
        assertThat(again.header("Content-Type")).isEqualTo("application/json");
        assertThat(again.json()).isEqualTo(document);
        assertThat(document.get("openapi").asText()).isEqualTo("3.0.3");
    }

    @Test
    void answerInBothFormsShouldHaveTheEnvelopeAndTheFields() {
        JsonNode both = schema("BothInboxView");
        assertThat(both.at("/properties/data/$ref").asText()).isEqualTo("#/components/schemas/InboxView");
        assertThat(both.at("/allOf/0/$ref").asText()).isEqualTo("#/components/schemas/InboxView");
        assertThat(both.get("required")).hasSize(1);
    }

    @Test
    void listShouldHaveItsRowsAndWhetherThereAreMore() {
        JsonNode rows = schema("RowsMessageView");
        assertThat(rows.at("/properties/data/items/$ref").asText()).isEqualTo("#/components/schemas/MessageView");
        assertThat(rows.at("/properties/next_cursor/nullable").asBoolean()).isTrue();
        assertThat(rows.at("/properties/has_more/type").asText()).isEqualTo("boolean");
    }

    @Test
    void fieldsShouldHaveTheirNamesOnTheWire() {
        JsonNode fields = schema("MessageView").get("properties");
        assertThat(fields.fieldNames())
                .toIterable()
                .contains("_id", "message_id", "thread_id", "threadId", "content_html", "created_at");
        assertThat(fields.at("/metadata/$ref").asText()).isEqualTo("#/components/schemas/MessageViewMetadata");
        assertThat(schema("HitView").at("/allOf/0/$ref").asText()).isEqualTo("#/components/schemas/ThreadView");
    }

    @Test
    void freeJsonShouldBeDescribed() {
        JsonNode fields = schema("InboxBody").get("properties");
        assertThat(fields.at("/webhook/properties/endpoint/type").asText()).isEqualTo("string");
        assertThat(fields.at("/webhook/nullable").asBoolean()).isTrue();
        assertThat(fields.at("/agent/type").asText()).isEqualTo("object");
        assertThat(fields.at("/extraction_schema/anyOf/0/properties/schema/type")
                        .asText())
                .isEqualTo("object");
        assertThat(schema("TagsBody").at("/properties/tags/anyOf")).hasSize(2);
        assertThat(schema("SendBody").at("/properties/to/anyOf/1/type").asText())
                .isEqualTo("string");
    }

    @Test
    void parametersShouldHaveTypesBoundsAndDefaults() {
        JsonNode list = operation("/v1/threads", "get");
        JsonNode limit = parameter(list, "limit").get("schema");
        assertThat(limit.get("minimum").asInt()).isEqualTo(1);
        assertThat(limit.get("maximum").asInt()).isEqualTo(100);
        assertThat(limit.get("default").asInt()).isEqualTo(20);
        assertThat(parameter(list, "order").at("/schema/default").asText()).isEqualTo("desc");
        assertThat(parameter(list, "status").at("/schema/enum")).hasSize(4);
        JsonNode send = operation("/v1/messages/send", "post");
        assertThat(parameter(send, "Idempotency-Key").get("in").asText()).isEqualTo("header");
        JsonNode inbox = parameter(operation("/v1/inboxes/{inbox}", "get"), "inbox");
        assertThat(inbox.get("in").asText()).isEqualTo("path");
        assertThat(inbox.get("required").asBoolean()).isTrue();
    }

    @Test
    void statusesShouldBeThoseThatCanHappen() {
        assertThat(operation("/v1/messages/send", "post").get("responses").fieldNames())
                .toIterable()
                .containsExactly("202", "400", "401", "403", "404", "408", "409", "413", "429", "500", "503");
        assertThat(operation("/v1/agent/org", "get").get("responses").fieldNames())
                .toIterable()
                .containsExactly("200", "400", "401", "403", "429", "500", "503");
        assertThat(operation("/health", "get").get("responses").fieldNames())
                .toIterable()
                .containsExactly("200", "400", "500", "503");
    }

    @Test
    void operationsShouldHaveIdsOfTheirOwn() {
        Set<String> ids = new HashSet<>();
        document.get("paths")
                .forEach(path -> path.forEach(operation -> {
                    assertThat(ids.add(operation.get("operationId").asText())).isTrue();
                    assertThat(operation.get("summary").asText()).isNotEmpty();
                    assertThat(operation.get("tags")).hasSize(1);
                }));
    }

    @Test
    void parameterThatIsNotDeclaredShouldNotBeRead() throws Exception {
        try (TestingApi secretive = TestingApi.start(new Secretive())) {
            assertThat(secretive
                            .call(secretive.key("default", "admin"), "GET", "/secretive")
                            .status())
                    .isEqualTo(500);
        }
    }
}
