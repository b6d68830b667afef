package io.jamesagents.extraction.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.extraction.find.Words;
import java.util.List;
import java.util.Set;

/**
 * A place of a schema that takes one value, or a list of them: what the schema says about it in all its alternatives. {@code
 * words} are those of its own name, {@code said} its name and those it is part of.
 */
record FormField(String path, String name, Set<String> words, boolean list, List<JsonNode> schemas) {
    /** The keyword's text; empty if it is not there. */
    String text(String keyword) {
        return schemas.stream()
                .map(schema -> schema.path(keyword))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .findFirst()
                .orElse("");
    }

    boolean is(String type) {
        return schemas.stream().map(schema -> schema.path("type")).anyMatch(given -> has(given, type));
    }

    private static boolean has(JsonNode given, String type) {
        if (given.isTextual()) {
            return given.textValue().equals(type);
        }
        for (JsonNode one : given) {
            if (one.asText().equals(type)) {
                return true;
            }
        }
        return false;
    }

    /** Whether its own name begins or ends with this word: those say what sort of thing it is. */
    boolean headed(String word) {
        List<String> own = Words.of(name);
        String wanted = Words.of(word).get(0);
        return !own.isEmpty()
                && (own.get(own.size() - 1).equals(wanted) || own.get(0).equals(wanted));
    }

    /** What the schema says about it in words. */
    String description() {
        String description = text("description");
        return description.isEmpty() ? text("title") : description;
    }

    boolean named(String... any) {
        return Words.setOf(String.join(" ", any)).stream().anyMatch(words::contains);
    }

    /** Its name as one would say it. */
    String said() {
        return Words.said(name);
    }
}
