package io.jamesagents.extraction.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.extraction.find.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** One of the values that a field may have, and what the schema says it means. */
record Option(JsonNode value, String description) {
    private static final Set<String> REST = Set.of(
            "other",
            "others",
            "none",
            "unknown",
            "misc",
            "miscellaneous",
            "general",
            "else",
            "n/a",
            "na",
            "no category");
    private static final Set<String> REST_SAID = Set.of("none of", "anything else", "everything else", "out of scope");

    /** Those of {@code enum}, and of alternatives that are each a {@code const}, with their descriptions. */
    static List<Option> of(FormField field) {
        Map<JsonNode, Option> options = new LinkedHashMap<>();
        for (JsonNode schema : field.schemas()) {
            if (schema.has("const")) {
                JsonNode value = schema.get("const");
                options.put(
                        value,
                        new Option(
                                value,
                                schema.path("description")
                                        .asText(schema.path("title").asText(""))));
            }
        }
        for (JsonNode schema : field.schemas()) {
            for (JsonNode value : schema.path("enum")) {
                options.putIfAbsent(value, new Option(value, ""));
            }
        }
        List<Option> found = new ArrayList<>(options.values());
        found.removeIf(option -> !option.value.isValueNode() || option.value.isNull());
        return found;
    }

    String said() {
        return Words.said(value.asText());
    }

    /** Whether it stands for whatever the others do not. */
    boolean isRest() {
        String lower = description.toLowerCase(Locale.ROOT);
        return REST.contains(said()) || REST_SAID.stream().anyMatch(lower::contains);
    }

    /** Texts that mean it. */
    List<String> texts() {
        return description.isEmpty()
                ? List.of(said(), said() + "?", "this is about " + said())
                : List.of(said(), said() + ": " + description, description);
    }
}
