package io.jamesagents.rest.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jamesagents.Json;
import io.jamesagents.apikey.Scope;
import io.jamesagents.rest.TestingApi;
import io.jamesagents.rest.TestingApi.Answer;
import io.jamesagents.rest.contract.Operation.Refused;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation, with what all of them have in common: who may call it, whose objects it sees, and what it answers. */
class ContractTest {
    private static final String REFUSED = "Invalid or expired API key";

    private static TestingApi api;
    private static Description description;
    private static String admin;
    private static String stranger;
    private static Fixtures fixtures;
    private static List<String> deadKeys;

    @BeforeAll
    static void start() throws Exception {
        api = TestingApi.start();
        description = new Description(api);
        admin = api.key("first", "admin");
        stranger = api.key("second", "admin");
        fixtures = new Fixtures(api, admin);
        deadKeys = List.of("garbage", "comm_" + "0".repeat(64), revoked(), expired());
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
    }

    private static String revoked() {
        JsonNode made = made("{\"name\":\"revoked\"}");
        api.call(admin, "DELETE", "/v1/agent/api-keys/" + made.get("id").asText());
        return made.get("apiKey").asText();
    }

    private static String expired() {
        String key =
                made("{\"name\":\"expired\",\"expires_in\":1}").get("apiKey").asText();
        await().until(() -> api.call(key, "GET", "/v1/agent/org").status() == 401);
        return key;
    }

    private static JsonNode made(String body) {
        return api.call(admin, "POST", "/v1/agent/api-keys", body).json();
    }

    static Stream<Operation> operations() {
        return Operation.all().stream().filter(operation -> !operation.later());
    }

    static Stream<Operation> withKey() {
        return operations().filter(operation -> !operation.isPublic());
    }

    static Stream<Operation> withScope() {
        return withKey().filter(operation -> !operation.scope().isEmpty());
    }

    static Stream<Operation> withBody() {
        return operations().filter(operation -> description.hasBody(operation.route()));
    }

    static Stream<Operation> withJsonBody() {
        return withBody().filter(operation -> !jsonBody(operation).isMissingNode());
    }

    private static JsonNode jsonBody(Operation operation) {
        return description.operation(operation.route()).at("/requestBody/content/application~1json");
    }

    static Stream<Operation> ofObjects() {
        return withKey().filter(Operation::namesObjects);
    }

    private static Answer call(Operation operation, String key, String target, String body) {
        Answer answer = api.call(key, operation.method(), target, body);
        description.check(operation.route(), answer);
        return answer;
    }

    private static Answer call(Operation operation, String key) throws Exception {
        return call(operation, key, fixtures.fill(operation.target()), fixtures.fill(operation.body()));
    }

    @Test
    void everyOperationShouldBeInTheTableAndInTheDescription() {
        Set<String> listed = operations().map(Operation::route).collect(Collectors.toCollection(TreeSet::new));
        assertThat(description.routes()).isEqualTo(listed);
    }

    @Test
    void contractShouldBeInTheTableFromFirstToLast() {
        assertThat(Operation.all().stream().map(Operation::number).filter(number -> number > 0))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 48).boxed().toList());
        assertThat(Operation.all().stream().filter(Operation::later).map(Operation::route))
                .as("built, so that \"later\" can go")
                .noneMatch(description.routes()::contains);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void descriptionShouldSayWhoMayCall(Operation operation) {
        JsonNode described = description.operation(operation.route());
        assertThat(described.has("security")).isEqualTo(operation.isPublic());
        assertThat(described.path("x-required-scope").asText())
                .isEqualTo(operation.isPublic() ? "" : operation.scope());
        assertThat(described.path("description").asText()).contains(operation.isPublic() ? "" : operation.scope());
    }

    @ParameterizedTest
    @MethodSource("operations")
    void validRequestShouldBeAnsweredWhenTheKeyMayDoThisOnly(Operation operation) throws Exception {
        String key = operation.isPublic() ? null : keyFor(operation);
        fixtures.askWith(operation.scope().equals("data:delete") ? key : null);
        Answer answer = call(operation, key);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(operation.status());
        if (answer.status() < 300 && operation.number() > 0) {
            assertThat(answer.data()).isNotNull();
        }
    }

    private static String keyFor(Operation operation) {
        return operation.scope().isEmpty()
                ? admin
                : api.key("first", operation.scopes().toArray(new String[0]));
    }

    @ParameterizedTest
    @MethodSource("withJsonBody")
    void bodyOfTheTableShouldConformToTheDescription(Operation operation) throws Exception {
        JsonNode content = jsonBody(operation);
        description.conforms(operation + " example", content.get("schema"), content.get("example"));
        if (operation.body() != null) {
            JsonNode body = Json.tree(fixtures.fill(operation.body()));
            description.conforms(operation.toString(), content.get("schema"), body);
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void exampleOfTheAnswerShouldConformToTheDescription(Operation operation) {
        description.operation(operation.route()).get("responses").forEach(response -> {
            JsonNode content = response.at("/content/application~1json");
            if (!content.isMissingNode()) {
                description.conforms(operation + " example", content.get("schema"), content.get("example"));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("withKey")
    void requestShouldBeRefusedWithoutKey(Operation operation) throws Exception {
        Answer answer = call(operation, null);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.at("/error")).isEqualTo("Missing Authorization header");
    }

    @ParameterizedTest
    @MethodSource("withKey")
    void requestShouldBeRefusedWhenTheKeyIsNotValid(Operation operation) throws Exception {
        String target = fixtures.fill(operation.target());
        for (String key : deadKeys) {
            Answer answer = call(operation, key, target, fixtures.fill(operation.body()));
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.at("/error")).isEqualTo(REFUSED);
        }
    }

    @ParameterizedTest
    @MethodSource("withScope")
    void requestShouldBeForbiddenWhenTheKeyHasEveryOtherScope(Operation operation) throws Exception {
        for (String missing : operation.scopes()) {
            String[] others = Arrays.stream(Scope.values())
                    .filter(scope -> scope != Scope.ADMIN)
                    .map(Scope::word)
                    .filter(word -> !word.equals(missing))
                    .toArray(String[]::new);
            Answer answer = call(operation, api.key("first", others));
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.json().get("required")).containsExactly(TextNode.valueOf(missing));
            assertThat(answer.at("/hint")).contains(missing);
        }
    }

    @ParameterizedTest
    @MethodSource("ofObjects")
    void objectShouldNotExistForAnotherOrganisation(Operation operation) throws Exception {
        Answer foreign = call(operation, stranger);
        Answer random = call(
                operation,
                stranger,
                fixtures.fillAtRandom(operation.target()),
                fixtures.fillAtRandom(operation.body()));
        assertThat(foreign.status()).as(foreign.response().body()).isEqualTo(404);
        assertThat(foreign.response().body()).isEqualTo(random.response().body());
        assertThat(random.status()).isEqualTo(404);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void malformedRequestShouldBeRefusedWithTheFieldThatIsWrong(Operation operation) throws Exception {
        String path = fixtures.fill(operation.path());
        for (Refused refused : operation.refused()) {
            String what = fixtures.fill(refused.what());
            Answer answer =
                    switch (what.charAt(0)) {
                        case '?' -> call(operation, admin, path + what, fixtures.fill(operation.body()));
                        case '/' -> call(operation, admin, what, null);
                        default -> call(operation, admin, path, what);
                    };
            assertThat(answer.status())
                    .as("%s: %s", what, answer.response().body())
                    .isEqualTo(400);
            assertThat(answer.at("/details/0/path"))
                    .as("%s: %s", what, answer.response().body())
                    .isEqualTo(refused.field());
        }
    }

    @ParameterizedTest
    @MethodSource("withJsonBody")
    void bodyShouldBeRefusedWhenItIsNoJsonObject(Operation operation) throws Exception {
        String target = fixtures.fill(operation.target());
        for (String body : List.of("{", "[]", "null", "{\"a\":" + "[".repeat(100) + "]".repeat(100) + "}")) {
            assertThat(call(operation, admin, target, body).status()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @MethodSource("withBody")
    void bodyShouldBeRefusedWhenItIsTooLarge(Operation operation) throws Exception {
        String answer = api.announce(admin, operation.method(), fixtures.fill(operation.target()), 60 << 20);
        assertThat(answer).startsWith("HTTP/1.1 413 ").contains("{\"error\":").contains("X-RateLimit-Reset: ");
    }

    @ParameterizedTest
    @MethodSource("operations")
    void everyWordAndNumberOfTheDescriptionShouldBeTaken(Operation operation) throws Exception {
        String target = fixtures.fill(operation.target());
        for (JsonNode parameter : description.operation(operation.route()).path("parameters")) {
            if (!parameter.get("in").asText().equals("query")) {
                continue;
            }
            JsonNode schema = parameter.get("schema");
            for (String value : values(schema)) {
                String more = (target.contains("?") ? "&" : "?")
                        + parameter.get("name").asText() + "=" + value;
                Answer answer = call(operation, admin, withoutParameter(target, parameter) + more, null);
                assertThat(answer.status()).as(more).isEqualTo(operation.status());
            }
        }
    }

    private static String withoutParameter(String target, JsonNode parameter) {
        return target.replaceAll("(?<=[?&])" + parameter.get("name").asText() + "=[^&]*", "x=");
    }

    private static List<String> values(JsonNode schema) {
        Set<String> values = new TreeSet<>();
        for (Iterator<JsonNode> words = schema.path("enum").elements(); words.hasNext(); ) {
            values.add(words.next().asText());
        }
        Stream.of("minimum", "maximum", "default")
                .filter(schema::has)
                .forEach(name -> values.add(schema.get(name).asText()));
        return List.copyOf(values);
    }
}
