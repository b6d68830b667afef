package io.jamesagents.rest.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.jamesagents.Json;
import io.jamesagents.apikey.Scope;
import io.jamesagents.rest.TestingApi;
import io.jamesagents.rest.mcp.TestingMcp;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation that is a tool, called as one: it does what it does over HTTP, for whom it does it there. */
class ToolContractTest {
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    /** Names and path templates of tools, by their operations. */
    private static final Map<String, String[]> TOOLS = tools();

    private static TestingApi api;
    private static String admin;
    private static TestingMcp stranger;
    private static Fixtures fixtures;

    @BeforeAll
    static void start() throws Exception {
        api = TestingApi.start();
        admin = api.key("first", "admin");
        stranger = new TestingMcp(api, api.key("second", "admin"));
        fixtures = new Fixtures(api, admin);
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
    }

    private static Map<String, String[]> tools() {
        Map<String, String[]> tools = new HashMap<>();
        try (InputStream file = TestingMcp.class.getResourceAsStream("tools.txt")) {
            new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.matches("[a-z].*"))
                    .map(line -> line.split("[ |]+"))
                    .forEach(
                            words -> tools.put(Operation.route(words[1], words[2]), new String[] {words[0], words[2]}));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return tools;
    }

    static Stream<Operation> operations() {
        return Operation.all().stream().filter(operation -> !operation.later() && TOOLS.containsKey(operation.route()));
    }

    static Stream<Operation> withScope() {
        return operations().filter(operation -> !operation.scope().isEmpty());
    }

    static Stream<Operation> ofObjects() {
        return operations().filter(Operation::namesObjects);
    }

    private static String name(Operation operation) {
        return TOOLS.get(operation.route())[0];
    }

    private static String keyFor(Operation operation) {
        return operation.scope().isEmpty()
                ? admin
                : api.key("first", operation.scopes().toArray(new String[0]));
    }

    /** What a request says, as the arguments of the tool. */
    private static String arguments(Operation operation, String target, String body) {
        ObjectNode arguments = body == null ? Json.MAPPER.createObjectNode() : (ObjectNode) Json.tree(body);
        String[] parts = target.split("\\?", 2);
        String[] template = TOOLS.get(operation.route())[1].split("/");
        String[] path = parts[0].split("/");
        for (int i = 0; i < template.length; i++) {
            if (template[i].startsWith("{")) {
                String name = template[i].substring(1, template[i].length() - 1);
                arguments.put(name.matches("id|email") ? name : name + "_id", path[i]);
            }
        }
        for (String parameter : parts.length < 2 ? new String[0] : parts[1].split("&")) {
            String[] pair = parameter.split("=", 2);
            arguments.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
        return arguments.toString();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void validCallShouldBeServedWhenTheKeyMayDoThisOnly(Operation operation) throws Exception {
        TestingMcp mcp = new TestingMcp(api, keyFor(operation));
        fixtures.askWith(operation.scope().equals("data:delete") ? mcp.key() : null);
        String arguments = arguments(operation, fixtures.fill(operation.target()), fixtures.fill(operation.body()));
        assertThat(SCHEMAS.getSchema(schema(mcp, operation)).validate(Json.tree(arguments)))
                .as(arguments)
                .isEmpty();
        JsonNode result = mcp.use(name(operation), arguments);
        assertThat(result.get("isError").asBoolean(true)).as(result.toString()).isFalse();
        assertThat(result.get("structuredContent")).isNotNull();
    }

    private static JsonNode schema(TestingMcp mcp, Operation operation) {
        for (JsonNode tool : mcp.tools()) {
            if (tool.get("name").asText().equals(name(operation))) {
                return tool.get("inputSchema");
            }
        }
        throw new AssertionError(name(operation) + " is not listed");
    }

    @ParameterizedTest
    @MethodSource("withScope")
    void callShouldBeForbiddenWhenTheKeyHasEveryOtherScope(Operation operation) throws Exception {
        String[] others = Arrays.stream(Scope.values())
                .filter(scope -> scope != Scope.ADMIN)
                .map(Scope::word)
                .filter(word -> !word.equals(operation.scopes().get(0)))
                .toArray(String[]::new);
        String key = api.key("first", others);
        TestingMcp mcp = new TestingMcp(api, key);
        assertThat(mcp.tools().findValuesAsText("name")).doesNotContain(name(operation));
        String target = fixtures.fill(operation.target());
        String body = fixtures.fill(operation.body());
        JsonNode result = mcp.use(name(operation), arguments(operation, target, body));
        assertThat(result.get("isError").asBoolean()).isTrue();
        assertThat(TestingMcp.text(result))
                .isEqualTo(api.call(key, operation.method(), target, body)
                        .response()
                        .body());
    }

    @ParameterizedTest
    @MethodSource("ofObjects")
    void objectShouldNotExistForAnotherOrganisation(Operation operation) throws Exception {
        JsonNode foreign = stranger.use(
                name(operation),
                arguments(operation, fixtures.fill(operation.target()), fixtures.fill(operation.body())));
        String target = fixtures.fillAtRandom(operation.target());
        String body = fixtures.fillAtRandom(operation.body());
        JsonNode random = stranger.use(name(operation), arguments(operation, target, body));
        assertThat(foreign.get("isError").asBoolean()).as(foreign.toString()).isTrue();
        assertThat(foreign).isEqualTo(random);
        assertThat(TestingMcp.text(random))
                .isEqualTo(api.call(stranger.key(), operation.method(), target, body)
                        .response()
                        .body());
    }
}
