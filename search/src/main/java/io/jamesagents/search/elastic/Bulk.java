package io.jamesagents.search.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.AgentsException.Unavailable;
import io.jamesagents.Json;
import io.jamesagents.search.IndexedMessage;
import io.jamesagents.search.IndexedMessage.Passage;
import io.jamesagents.search.words.MailWords;
import java.util.Set;

/**
 * Documents on their way in and out of an index: of a message one with its words, under the message's id, and one for each
 * passage, under that and its number. Sent whenever there is enough, and at the end.
 */
final class Bulk {
    private static final int ENOUGH = 4 * 1024 * 1024;

    private final Cluster cluster;
    private final String index;
    private final MailWords words;
    private final StringBuilder lines = new StringBuilder();

    Bulk(Cluster cluster, String index, MailWords words) {
        this.cluster = cluster;
        this.index = index;
        this.words = words;
    }

    /** Puts a message in whose passages are as many as that by now. */
    void put(IndexedMessage message, int passagesBefore) {
        int number = 0;
        for (Passage passage : message.passages()) {
            index(passageId(message.id().value(), number), passage(message, passage, number));
            number++;
        }
        for (int gone = number; gone < passagesBefore; gone++) {
            delete(passageId(message.id().value(), gone));
        }
        index(message.id().value(), words(message));
    }

    /** Takes a message out that has so many passages. */
    void remove(String message, int passages) {
        delete(message);
        for (int number = 0; number < passages; number++) {
            delete(passageId(message, number));
        }
    }

    private static String passageId(String message, int number) {
        return message + "." + number;
    }

    private void index(String id, ObjectNode document) {
        action("index", id);
        lines.append(document).append('\n');
        sendIfEnough();
    }

    void delete(String id) {
        action("delete", id);
        sendIfEnough();
    }

    private void action(String action, String id) {
        ObjectNode line = Json.MAPPER.createObjectNode();
        line.putObject(action).put("_id", id);
        lines.append(line).append('\n');
    }

    private void sendIfEnough() {
        if (lines.length() >= ENOUGH) {
            send();
        }
    }

    void send() {
        if (lines.isEmpty()) {
            return;
        }
        JsonNode reply =
                cluster.bulk("/" + index + "/_bulk?filter_path=items.*.status,items.*.error.type", lines.toString());
        lines.setLength(0);
        for (JsonNode item : reply.path("items")) {
            check(item.elements().next());
        }
    }

    private static void check(JsonNode outcome) {
        int status = outcome.path("status").asInt();
        String error = outcome.at("/error/type").asText();
        if (status == 429 || status >= 500) {
            throw new Unavailable("Elasticsearch does not take documents now: " + error, null);
        }
        // To delete what is not there is fine.
        if (status >= 400 && !error.isEmpty()) {
            throw new IllegalStateException("Elasticsearch refused a document: " + error);
        }
    }

    private ObjectNode words(IndexedMessage message) {
        ObjectNode document = filterable(message, Fields.MESSAGE);
        document.put(Fields.PASSAGES, message.passages().size());
        message.fields().forEach((field, text) -> document.put(Fields.words(field), String.join(" ", words.of(text))));
        return document;
    }

    private static ObjectNode passage(IndexedMessage message, Passage passage, int number) {
        ObjectNode document = filterable(message, Fields.PASSAGE);
        document.put(Fields.NUMBER, number).put(Fields.TEXT, passage.text());
        ArrayNode vector = document.putArray(Fields.VECTOR);
        for (float value : passage.vector()) {
            vector.add(value);
        }
        return document;
    }

    private static ObjectNode filterable(IndexedMessage message, String kind) {
        ObjectNode document = Json.MAPPER.createObjectNode();
        document.put(Fields.KIND, kind)
                .put(Fields.ID, message.id().value())
                .put(Fields.ORG, message.org().value())
                .put(Fields.INBOX, message.inbox().value())
                .put(Fields.DOMAIN, message.domain().value())
                .put(Fields.DIRECTION, message.direction().word())
                .put(Fields.ATTACHMENT, Boolean.toString(message.hasAttachment()))
                .put(Fields.TIME, message.createdAt().toEpochMilli());
        terms(document.putArray(Fields.FROM), message.from());
        terms(document.putArray(Fields.TO), message.to());
        terms(document.putArray(Fields.PARTICIPANT), message.participants());
        return document;
    }

    private static void terms(ArrayNode array, Set<String> terms) {
        terms.forEach(array::add);
    }
}
