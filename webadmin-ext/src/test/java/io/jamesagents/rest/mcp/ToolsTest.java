package io.jamesagents.rest.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.apikey.Scope;
import io.jamesagents.rest.TestingApi;
import io.jamesagents.rest.access.Needs;
import io.jamesagents.rest.openapi.Doc;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which operations are tools, what they are called, and who sees them. */
class ToolsTest {
    private static final ToolTable TABLE = ToolTable.read();

    private static TestingApi api;
    private static JsonNode document;
    private static JsonNode tools;

    @BeforeAll
    static void start() throws Exception {
        api = TestingApi.start(new Notes());
        document = api.call(null, "GET", "/openapi.json").json();
        tools = new TestingMcp(api, api.key("default", "admin")).tools();
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
    }

    /** An operation that the table does not know. */
    @Path("v1/threads/{thread}/notes")
    public static final class Notes {
        public record Note(String thread) {}

        @PATCH
        @Needs(Scope.THREADS_WRITE)
        @Doc("Write a note")
        public Note write(@PathParam("thread") String thread) {
            return new Note(thread);
        }
    }

    private static List<String> names(JsonNode tools) {
        return StreamSupport.stream(tools.spliterator(), false)
                .map(tool -> tool.get("name").asText())
                .toList();
    }

    private static JsonNode tool(String name) {
        return tools.get(names(tools).indexOf(name));
    }

    private static List<String> seenWith(String... permissions) {
        return names(new TestingMcp(api, api.key("default", permissions)).tools());
    }

    private static String documentation() throws IOException {
        return Files.readString(java.nio.file.Path.of("../docs/mcp.md"));
    }

    /** A new operation is a tool, unless it cannot be one or the table leaves it out; then the documentation says so. */
    @Test
    void everyOperationShouldBeAToolOrBeDocumentedAsNone() throws Exception {
        String documentation = documentation();
        List<Operation> none = new ArrayList<>();
        for (Operation operation : Operation.all(document)) {
            if (!operation.isForTools() || TABLE.leftOut().containsKey(operation.route())) {
                none.add(operation);
                assertThat(documentation).contains("`" + operation.route() + "`");
            }
        }
        assertThat(tools).hasSize(Operation.all(document).size() - none.size());
    }

    @Test
    void tableShouldNameOperationsThatExistAndCanBeTools() {
        Map<String, String> names = TABLE.names();
        List<String> routes = Operation.all(document).stream()
                .filter(Operation::isForTools)
                .map(Operation::route)
                .toList();
        assertThat(routes)
                .containsAll(names.keySet())
                .containsAll(TABLE.leftOut().keySet());
        assertThat(names.keySet()).doesNotContainAnyElementsOf(TABLE.leftOut().keySet());
    }

    @Test
    void tableShouldBeThatOfTheDocumentation() throws Exception {
        String documentation = documentation();
        TABLE.names()
                .forEach((route, name) -> assertThat(documentation).contains("| `" + name + "` | `" + route + "` |"));
    }

    @Test
    void toolsShouldHaveNamesOfTheirOwn() {
        assertThat(names(tools)).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z0-9_]{1,64}"));
    }

    @Test
    void toolsShouldBeInTheOrderOfTheTable() {
        List<String> named = List.copyOf(TABLE.names().values());
        assertThat(names(tools).subList(0, named.size())).isEqualTo(named);
        assertThat(named).startsWith("send_message", "list_threads", "read_thread");
    }

    @Test
    void operationThatTheTableDoesNotKnowShouldBeAToolAllTheSame() {
        JsonNode tool = tool("patch_threads_thread_notes");
        assertThat(tool.get("description").asText()).isEqualTo("Write a note.");
        TestingMcp mcp = new TestingMcp(api, api.key("default", "threads:write"));
        JsonNode result = mcp.use("patch_threads_thread_notes", "{\"thread_id\":\"a b/../c?d\"}");
        assertThat(result.at("/structuredContent/thread").asText()).isEqualTo("a b/../c?d");
    }

    @Test
    void schemaShouldHavePathQueryAndBodySideBySide() {
        JsonNode status = tool("set_thread_status").get("inputSchema");
        assertThat(status.get("required")).extracting(JsonNode::asText).containsExactly("thread_id");
        assertThat(status.at("/properties/status/enum"))
                .extracting(JsonNode::asText)
                .contains("needs_reply");
        assertThat(status.get("additionalProperties").asBoolean(true)).isFalse();
        assertThat(tool("send_message").at("/inputSchema/required"))
                .extracting(JsonNode::asText)
                .containsExactly("to", "subject");
        JsonNode list = tool("list_threads").at("/inputSchema/properties");
        assertThat(list.at("/limit/maximum").asInt()).isEqualTo(100);
        assertThat(list.at("/order/default").asText()).isEqualTo("desc");
        assertThat(list.at("/inbox_id/description").asText()).isNotEmpty();
    }

    @Test
    void schemaShouldStandForItself() {
        String all = tools.toString();
        assertThat(all).doesNotContain("$ref", "\"nullable\"", "\"example\"", "Needs the scope");
        JsonNode assignee = tool("assign_thread").at("/inputSchema/properties/assigned_to/type");
        assertThat(assignee.toString()).contains("\"null\"");
        assertThat(tool("send_message")
                        .at("/inputSchema/properties/to/examples/0")
                        .asText())
                .isEqualTo("alice@example.org");
    }

    @Test
    void hintsShouldSayWhatAToolChanges() {
        assertThat(tool("list_threads").get("annotations").toString())
                .isEqualTo("{\"readOnlyHint\":true,\"idempotentHint\":true}");
        assertThat(tool("send_message").get("annotations").toString())
                .isEqualTo("{\"readOnlyHint\":false,\"destructiveHint\":false,\"idempotentHint\":false}");
        assertThat(tool("delete_inbox").get("annotations").toString())
                .isEqualTo("{\"readOnlyHint\":false,\"destructiveHint\":true,\"idempotentHint\":true}");
        assertThat(tool("confirm_deletion").at("/annotations/destructiveHint").asBoolean())
                .isTrue();
    }

    @Test
    void callerShouldSeeWhatItsKeyOpens() {
        assertThat(seenWith("threads:read"))
                .contains("list_threads", "read_thread", "search_threads", "get_organization")
                .doesNotContain("set_thread_status", "send_message", "list_messages", "list_audit");
        assertThat(seenWith("read", "write")).contains("send_message").doesNotContain("list_audit", "request_deletion");
    }

    @Test
    void listShouldGoOnAtItsCursor() {
        TestingMcp mcp = new TestingMcp(api, api.key("default", "admin"));
        JsonNode rest = mcp.call("tools/list", "{\"cursor\":\"50\"}").json().get("result");
        assertThat(names(rest.get("tools"))).isEqualTo(names(tools).subList(50, tools.size()));
        assertThat(rest.has("nextCursor")).isFalse();
    }
}
