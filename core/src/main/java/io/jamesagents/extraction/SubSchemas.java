package io.jamesagents.extraction;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The schemas within a schema. A property may have any name, also that of a keyword: so not every node is one. */
public final class SubSchemas {
    private static final List<String> NAMED = List.of("properties", "patternProperties", "$defs", "definitions");
    private static final List<String> LISTED = List.of("anyOf", "oneOf", "allOf", "prefixItems");
    private static final List<String> SINGLE =
            List.of("items", "additionalProperties", "contains", "not", "if", "then", "else");

    private SubSchemas() {}

    /** Those directly below it. */
    public static List<JsonNode> of(JsonNode schema) {
        List<JsonNode> found = new ArrayList<>();
        NAMED.forEach(keyword -> schema.path(keyword).forEach(found::add));
        LISTED.forEach(keyword -> schema.path(keyword).forEach(found::add));
        SINGLE.forEach(keyword -> found.add(schema.path(keyword)));
        found.removeIf(node -> !node.isObject());
        return found;
    }
}
