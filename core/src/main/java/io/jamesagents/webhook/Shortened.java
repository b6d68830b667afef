package io.jamesagents.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.Json;

/** A body that would be too long, with every text and list cut to a length at which the whole is not. */
final class Shortened {
    private static final int TEXT = 16 * 1024;
    private static final int NESTED_TEXT = 1024;
    private static final int ENTRIES = 100;
    private static final int DEEP = 2;

    private Shortened() {}

    /** The same with {@code truncated: true}. */
    static ObjectNode of(ObjectNode json) {
        return ((ObjectNode) node(json, 0)).put("truncated", true);
    }

    /** Texts on top and one level below it are those of the mail; deeper down are headers and the like. */
    private static JsonNode node(JsonNode node, int depth) {
        if (node.isTextual()) {
            return Json.MAPPER.getNodeFactory().textNode(text(node.asText(), depth <= DEEP ? TEXT : NESTED_TEXT));
        }
        if (node.isArray()) {
            ArrayNode cut = Json.MAPPER.createArrayNode();
            node.forEach(element -> {
                if (cut.size() < ENTRIES) {
                    cut.add(node(element, depth + 1));
                }
            });
            return cut;
        }
        if (node.isObject()) {
            ObjectNode cut = Json.MAPPER.createObjectNode();
            node.fields().forEachRemaining(field -> {
                if (cut.size() < ENTRIES) {
                    cut.set(field.getKey(), node(field.getValue(), depth + 1));
                }
            });
            return cut;
        }
        return node;
    }

    /** The text, or its beginning of at most that many characters, without half of a surrogate pair at its end. */
    static String text(String text, int most) {
        if (text == null || text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }
}
