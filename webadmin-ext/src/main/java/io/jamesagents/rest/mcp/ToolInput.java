package io.jamesagents.rest.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The arguments of a tool: the parameters of the path, under names such as {@code thread_id}, those of the query, and the
 * fields of the body, side by side. Headers are left out: what they say can be said otherwise.
 */
final class ToolInput {
    /** As long as what the server takes of a request line and its headers. */
    private static final int MAX_TARGET = 32 * 1024;

    private static final String REQUIRED = "required";
    private static final String DESCRIPTION = "description";

    private final Operation operation;
    private final JsonSchemas schemas;
    /** The arguments that stand in the path, and what they are called there. */
    private final Map<String, String> path = new LinkedHashMap<>();

    private final Set<String> query = new HashSet<>();
    private final Set<String> body = new HashSet<>();
    private final ObjectNode schema = Json.MAPPER.createObjectNode().put("type", "object");
    private final ObjectNode properties = schema.putObject("properties");
    private final ArrayNode required = Json.MAPPER.createArrayNode();

    private ToolInput(Operation operation, JsonSchemas schemas) {
        this.operation = operation;
        this.schemas = schemas;
    }

    static ToolInput of(Operation operation, JsonSchemas schemas) {
        ToolInput input = new ToolInput(operation, schemas);
        operation.parameters("path").forEach(input::takeFromPath);
        operation.parameters("query").forEach(input::takeFromQuery);
        input.takeFromBody(schemas.resolve(operation.body()));
        if (!input.required.isEmpty()) {
            input.schema.set(REQUIRED, input.required);
        }
        input.schema.put("additionalProperties", false);
        return input;
    }

    private void takeFromPath(JsonNode parameter) {
        String name = parameter.get("name").asText();
        String argument = name.matches("id|email") ? name : name + "_id";
        path.put(argument, name);
        take(argument, parameter);
    }

    private void takeFromQuery(JsonNode parameter) {
        String name = parameter.get("name").asText();
        query.add(name);
        take(name, parameter);
    }

    private void take(String argument, JsonNode parameter) {
        ObjectNode described = schemas.translate(parameter.get("schema"));
        properties.set(argument, described.set(DESCRIPTION, parameter.get(DESCRIPTION)));
        if (parameter.get(REQUIRED).asBoolean()) {
            required.add(argument);
        }
    }

    /** What the path says, the body need not say again. */
    private void takeFromBody(JsonNode fields) {
        fields.path("properties").fields().forEachRemaining(field -> {
            if (!properties.has(field.getKey())) {
                body.add(field.getKey());
                properties.set(field.getKey(), schemas.translate(field.getValue()));
            }
        });
        fields.path(REQUIRED).forEach(field -> {
            if (body.contains(field.asText())) {
                required.add(field);
            }
        });
    }

    /** Of an object with the arguments, and of nothing beside them. */
    ObjectNode schema() {
        return schema;
    }

    /** The request for these arguments; those that stand in its body are looked at by who reads that. */
    ToolRequest request(ObjectNode arguments) {
        StringBuilder target = new StringBuilder(operation.path());
        ObjectNode fields = Json.MAPPER.createObjectNode();
        path.forEach((argument, name) -> fill(target, name, text(argument, arguments.path(argument))));
        arguments.fields().forEachRemaining(argument -> {
            String name = argument.getKey();
            if (body.contains(name)) {
                fields.set(name, argument.getValue());
            } else if (query.contains(name)) {
                append(target, name, argument.getValue());
            } else if (!path.containsKey(name)) {
                throw new Invalid(name, "There is no argument " + name);
            }
        });
        if (target.length() > MAX_TARGET) {
            throw new Invalid("", "The arguments are too long");
        }
        boolean empty = body.isEmpty();
        return new ToolRequest(operation.method(), target.toString(), empty ? new byte[0] : bytes(fields));
    }

    private static byte[] bytes(ObjectNode fields) {
        return Json.write(fields).getBytes(StandardCharsets.UTF_8);
    }

    private static void fill(StringBuilder target, String name, String value) {
        String place = "{" + name + "}";
        int at = target.indexOf(place);
        target.replace(at, at + place.length(), encode(value));
    }

    private static void append(StringBuilder target, String name, JsonNode value) {
        if (!value.isNull()) {
            target.append(target.indexOf("?") < 0 ? '?' : '&').append(name).append('=');
            target.append(encode(scalar(name, value)));
        }
    }

    private static String text(String argument, JsonNode value) {
        String text = value.isMissingNode() || value.isNull() ? "" : scalar(argument, value);
        if (text.isBlank()) {
            throw new Invalid(argument, argument + " is required");
        }
        return text;
    }

    private static String scalar(String argument, JsonNode value) {
        if (value.isContainerNode()) {
            throw new Invalid(argument, argument + " must be a string");
        }
        return value.asText();
    }

    /** So that it stays within its place: dots, too, since two of them lead out of a path. */
    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace(".", "%2E");
    }
}
