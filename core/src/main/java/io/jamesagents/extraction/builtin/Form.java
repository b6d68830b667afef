package io.jamesagents.extraction.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.Json;
import io.jamesagents.extraction.Variants;
import io.jamesagents.extraction.find.Words;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Walks a schema and fills its places, down to a limited depth and number; lists of objects stay empty. */
final class Form {
    private static final int DEPTH = 6;
    private static final int MOST_FIELDS = 200;
    private static final Set<String> NOT_SAYING = Set.of("data", "detail", "info", "information", "value", "field");

    private final JsonNode root;
    private final Function<FormField, JsonNode> values;
    private int fields;

    private Form(JsonNode root, Function<FormField, JsonNode> values) {
        this.root = root;
        this.values = values;
    }

    /** The schema's object, with what {@code values} says of each place, null where it says nothing. */
    static ObjectNode fill(JsonNode schema, Function<FormField, JsonNode> values) {
        return new Form(schema, values).object("", Set.of(), Variants.of(schema, schema), DEPTH);
    }

    private ObjectNode object(String path, Set<String> above, List<JsonNode> schemas, int depth) {
        ObjectNode object = Json.MAPPER.createObjectNode();
        for (JsonNode schema : schemas) {
            for (Map.Entry<String, JsonNode> property :
                    schema.path("properties").properties()) {
                if (!object.has(property.getKey()) && fields++ < MOST_FIELDS) {
                    String below = path.isEmpty() ? property.getKey() : path + "." + property.getKey();
                    List<JsonNode> found = Variants.of(root, property.getValue());
                    object.set(property.getKey(), value(below, property.getKey(), above, found, depth));
                }
            }
        }
        return object;
    }

    private JsonNode value(String path, String name, Set<String> above, List<JsonNode> schemas, int depth) {
        Set<String> words = words(name, above);
        Optional<JsonNode> array = schemas.stream()
                .filter(schema -> schema.path("items").isObject())
                .findFirst();
        if (array.isPresent()) {
            List<JsonNode> items = Variants.of(root, array.get().path("items"));
            return isObject(items) ? null : values.apply(new FormField(path, name, words, true, items));
        }
        if (isObject(schemas)) {
            return depth == 0 ? null : object(path, words, schemas, depth - 1);
        }
        return values.apply(new FormField(path, name, words, false, schemas));
    }

    private static boolean isObject(List<JsonNode> schemas) {
        return schemas.stream().anyMatch(schema -> schema.path("properties").isObject());
    }

    /** A part of an object is called by both names: the number of an order. */
    private static Set<String> words(String name, Set<String> above) {
        Set<String> words = new LinkedHashSet<>(above);
        words.addAll(Words.of(name));
        words.removeAll(NOT_SAYING);
        return words;
    }
}
