package io.jamesagents.extraction;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What texts in an answer may be: short, without HTML and without characters that nobody sees, and without URLs except where
 * the schema asks for one.
 */
final class TextRules {
    static final int MAX_TEXT = 2000;
    private static final int MAX_NODES = 2000;
    private static final Pattern HTML = Pattern.compile("<\\s*[!/?]?\\s*[a-zA-Z]|&#?[a-zA-Z0-9]{2,8};|\\]\\(");
    private static final Pattern URL = Pattern.compile(
            "(?i)\\b[a-z][a-z0-9+.-]{1,20}://|\\bwww\\.|\\b(javascript|data|mailto|vbscript|file):\\S|^\\s*//\\S");
    private static final Set<String> URL_FORMATS = Set.of("uri", "uri-reference", "iri", "iri-reference", "url");

    private record Place(JsonNode value, List<JsonNode> schemas) {}

    private TextRules() {}

    /** What is wrong with a text of the answer, if one is. */
    static Optional<String> wrong(JsonNode schema, JsonNode answer) {
        Deque<Place> open = new ArrayDeque<>();
        open.push(new Place(answer, Variants.of(schema, schema)));
        for (int places = 0; !open.isEmpty(); places++) {
            Place place = open.pop();
            Optional<String> wrong =
                    places > MAX_NODES ? Optional.of("It is too large.") : wrongText(place.value, place.schemas);
            if (wrong.isPresent()) {
                return wrong;
            }
            for (Map.Entry<String, JsonNode> field : place.value.properties()) {
                open.push(new Place(field.getValue(), Variants.below(schema, place.schemas, field.getKey())));
            }
            if (place.value.isArray()) {
                List<JsonNode> elements = Variants.elements(schema, place.schemas);
                place.value.forEach(element -> open.push(new Place(element, elements)));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> wrongText(JsonNode value, List<JsonNode> schemas) {
        String text = value.isTextual() ? value.textValue() : "";
        if (text.length() > MAX_TEXT) {
            return Optional.of("It has a text that is too long.");
        }
        if (text.codePoints().anyMatch(TextRules::unseen)) {
            return Optional.of("It has a text with control characters.");
        }
        if (HTML.matcher(text).find()) {
            return Optional.of("It has a text with HTML or a link in Markdown.");
        }
        boolean mayLink = schemas.stream()
                .anyMatch(one -> URL_FORMATS.contains(one.path("format").asText()));
        return !mayLink && URL.matcher(text).find()
                ? Optional.of("It has a URL where the schema asks for none.")
                : Optional.empty();
    }

    private static boolean unseen(int c) {
        return (Character.isISOControl(c) && c != '\n' && c != '\t') || Character.getType(c) == Character.FORMAT;
    }
}
