package io.jamesagents.extraction.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.extraction.Extracted;
import io.jamesagents.extraction.Found;
import io.jamesagents.extraction.Found.Evidence;
import io.jamesagents.extraction.Found.Source;
import io.jamesagents.extraction.MailToRead;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks up what a model said in the mail: a value that stands there is trusted more than one that only the model knows. */
final class Grounding {
    private static final double STANDS_THERE = 0.9;
    private static final double CONCLUDED = 0.6;
    private static final int AROUND = 60;

    private record Place(String path, JsonNode value) {}

    private Grounding() {}

    static Extracted of(ObjectNode data, MailToRead mail) {
        Map<String, Found> fields = new LinkedHashMap<>();
        Deque<Place> open = new ArrayDeque<>();
        open.push(new Place("", data));
        while (!open.isEmpty()) {
            Place place = open.pop();
            for (Map.Entry<String, JsonNode> field : place.value.properties()) {
                open.push(new Place(
                        place.path.isEmpty() ? field.getKey() : place.path + "." + field.getKey(), field.getValue()));
            }
            for (int i = 0; place.value.isArray() && i < place.value.size(); i++) {
                open.push(new Place(place.path + "[" + i + "]", place.value.get(i)));
            }
            if (place.value.isValueNode() && !place.value.isNull()) {
                fields.put(place.path, found(place.value.asText(), mail));
            }
        }
        return new Extracted(data, fields);
    }

    private static Found found(String value, MailToRead mail) {
        Evidence evidence = evidence(value, mail);
        return new Found(evidence == null ? CONCLUDED : STANDS_THERE, evidence);
    }

    private static @Nullable Evidence evidence(String value, MailToRead mail) {
        String name = mail.senderName() + " " + mail.sender();
        if (value.isBlank()) {
            return null;
        } else if (in(mail.text(), value) != null) {
            return new Evidence(in(mail.text(), value), Source.text);
        } else if (mail.subject() != null && in(mail.subject(), value) != null) {
            return new Evidence(in(mail.subject(), value), Source.subject);
        } else if (in(name, value) != null) {
            return new Evidence(in(name, value), Source.sender);
        }
        return mail.earlier().stream()
                .map(earlier -> in(earlier.text(), value))
                .filter(text -> text != null)
                .findFirst()
                .map(text -> new Evidence(text, Source.earlier))
                .orElse(null);
    }

    /** The words around a value. */
    private static @Nullable String in(String text, String value) {
        int at = text.toLowerCase(Locale.ROOT).indexOf(value.toLowerCase(Locale.ROOT));
        if (at < 0 || at + value.length() > text.length()) {
            return null;
        }
        int from = Math.max(0, at - AROUND);
        int to = Math.min(text.length(), at + value.length() + AROUND);
        return text.substring(from, to).strip();
    }
}
