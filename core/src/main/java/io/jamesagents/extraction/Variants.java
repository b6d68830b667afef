package io.jamesagents.extraction;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What a schema says of one place, with references and alternatives resolved to plain schemas, as far as that ends. */
public final class Variants {
    private static final int MAX = 64;

    private Variants() {}

    /** The schema itself comes first, then what it refers to and its alternatives. */
    public static List<JsonNode> of(JsonNode root, JsonNode schema) {
        List<JsonNode> found = new ArrayList<>();
        Deque<JsonNode> open = new ArrayDeque<>();
        open.add(schema);
        while (!open.isEmpty() && found.size() < MAX) {
            JsonNode node = open.poll();
            if (node.isObject()) {
                found.add(node);
                open.add(referred(root, node.path("$ref").asText("")));
                node.path("anyOf").forEach(open::add);
                node.path("oneOf").forEach(open::add);
                node.path("allOf").forEach(open::add);
            }
        }
        return found;
    }

    private static JsonNode referred(JsonNode root, String reference) {
        return reference.equals("#") || reference.startsWith("#/")
                ? root.at(JsonPointer.compile(reference.substring(1)))
                : root.path("$ref-to-nothing");
    }

    /** The schemas of a property of an object with these schemas. */
    static List<JsonNode> below(JsonNode root, List<JsonNode> schemas, String property) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode schema : schemas) {
            found.addAll(of(root, schema.path("properties").path(property)));
        }
        return found;
    }

    /** The schemas of the elements of an array with these schemas. */
    static List<JsonNode> elements(JsonNode root, List<JsonNode> schemas) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode schema : schemas) {
            found.addAll(of(root, schema.path("items")));
            schema.path("prefixItems").forEach(item -> found.addAll(of(root, item)));
        }
        return found;
    }
}
