package io.jamesagents.rest.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.Json;
import io.jamesagents.apikey.Caller;
import io.jamesagents.rest.openapi.OpenApi;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** All tools, made from the description of the API when somebody first asks for them. */
final class Tools {
    private static final int PAGE = 100;

    private final Collection<?> resources;
    private final ToolTable table = ToolTable.read();
    private List<Tool> tools;

    Tools(Collection<?> resources) {
        this.resources = resources;
    }

    /** The most useful first. */
    synchronized List<Tool> all() {
        if (tools == null) {
            JsonNode document = OpenApi.of(resources);
            JsonSchemas schemas = new JsonSchemas(document);
            tools = Operation.all(document).stream()
                    .filter(Operation::isForTools)
                    .filter(operation -> !table.leftOut().containsKey(operation.route()))
                    .map(operation -> table.tool(operation, schemas))
                    .sorted(Comparator.comparingInt(table::place))
                    .toList();
        }
        return tools;
    }

    Tool named(String name) {
        return all().stream()
                .filter(tool -> tool.name().equals(name))
                .findFirst()
                .orElseThrow(() -> RpcError.unknownTool(name));
    }

    /** The result of {@code tools/list}: those that the caller may use. */
    ObjectNode page(Caller caller, JsonNode cursor) {
        List<Tool> mine = all().stream().filter(tool -> tool.isFor(caller)).toList();
        int begin = cursor.isMissingNode() || cursor.isNull() ? 0 : place(cursor.asText(), mine.size());
        int end = Math.min(mine.size(), begin + PAGE);
        ObjectNode page = Json.MAPPER.createObjectNode();
        ArrayNode rows = page.putArray("tools");
        mine.subList(begin, end).forEach(tool -> rows.add(tool.described()));
        if (end < mine.size()) {
            page.put("nextCursor", Integer.toString(end));
        }
        return page;
    }

    private static int place(String cursor, int size) {
        if (!cursor.matches("[0-9]{1,6}") || Integer.parseInt(cursor) > size) {
            throw RpcError.invalidParams("The cursor is not one of tools/list");
        }
        return Integer.parseInt(cursor);
    }
}
