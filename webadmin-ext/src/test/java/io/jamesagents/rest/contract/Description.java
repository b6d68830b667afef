package io.jamesagents.rest.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.jamesagents.Json;
import io.jamesagents.rest.TestingApi;
import io.jamesagents.rest.TestingApi.Answer;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The OpenAPI description that a server gives of itself, to check its answers against. */
final class Description {
    private static final String REFERENCE = "#/components/responses/";

    private final JsonNode document;
    private final Map<String, JsonNode> operations = new HashMap<>();
    private final Map<JsonNode, JsonSchema> schemas = new HashMap<>();
    private final JsonSchemaFactory factory = JsonSchemaFactory.getInstance(VersionFlag.V202012);

    Description(TestingApi api) {
        document = api.call(null, "GET", "/openapi.json").json();
        document.get("paths").fields().forEachRemaining(path -> path.getValue()
                .fields()
                .forEachRemaining(operation -> operations.put(
                        Operation.route(operation.getKey().toUpperCase(Locale.ROOT), path.getKey()),
                        operation.getValue())));
    }

    /** Methods and paths. */
    Set<String> routes() {
        return new TreeSet<>(operations.keySet());
    }

    JsonNode operation(String route) {
        return operations.get(route);
    }

    JsonNode document() {
        return document;
    }

    boolean hasBody(String route) {
        return operation(route).has("requestBody");
    }

    /** That the operation may answer this, with these headers and this body. */
    void check(String route, Answer answer) {
        JsonNode response = operation(route).get("responses").get(Integer.toString(answer.status()));
        assertThat(response)
                .as(
                        "%s answers %s: %s",
                        route, answer.status(), answer.response().body())
                .isNotNull();
        String reference = response.path("$ref").asText();
        JsonNode described = reference.startsWith(REFERENCE)
                ? document.at("/components/responses").get(reference.substring(REFERENCE.length()))
                : response;
        headers(route, described, answer);
        JsonNode schema = described.at("/content/application~1json/schema");
        if (!schema.isMissingNode()) {
            conforms(route, schema, answer.json());
        }
    }

    private void headers(String route, JsonNode described, Answer answer) {
        for (Iterator<String> names = described.get("headers").fieldNames(); names.hasNext(); ) {
            String name = names.next();
            assertThat(answer.header(name)).as("%s of %s", name, route).isNotEmpty();
        }
        assertThat(described.get("headers").has("X-RateLimit-Remaining")).isTrue();
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    void conforms(String what, JsonNode schema, JsonNode value) {
        assertThat(schemas.computeIfAbsent(schema, this::compile).validate(value))
                .as("%s: %s", what, value)
                .isEmpty();
    }

    /** In the dialect of the validator, which has another word for null, and closed: nothing may be there undescribed. */
    private JsonSchema compile(JsonNode schema) {
        ObjectNode root = Json.MAPPER.createObjectNode();
        root.putArray("allOf").add(schema.deepCopy());
        root.set("components", document.get("components").deepCopy());
        root.put("unevaluatedProperties", false);
        translate(root);
        return factory.getSchema(root);
    }

    private static void translate(JsonNode node) {
        if (node.path("nullable").isBoolean() && node instanceof ObjectNode schema) {
            String type = schema.get("type").asText();
            schema.putArray("type").add(type).add("null");
        }
        node.forEach(Description::translate);
    }
}
