package io.jamesagents.search.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.AgentsException.Unavailable;
import io.jamesagents.Json;
import io.jamesagents.message.MessageId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** What an index has by now, whether searches see it or not. */
final class Stored {
    private final Cluster cluster;
    private final String index;

    record Message(String id, String org, int passages) {}

    Stored(Cluster cluster, String index) {
        this.cluster = cluster;
        this.index = index;
    }

    /** Those of the messages that are there, by their ids; fails when the index is gone. */
    Map<String, Message> messages(Collection<MessageId> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        ObjectNode request = Json.MAPPER.createObjectNode();
        ArrayNode wanted = request.putArray("ids");
        ids.forEach(id -> wanted.add(id.value()));
        JsonNode reply = cluster.ask(
                        "POST", "/" + index + "/_mget?_source_includes=" + Fields.ORG + "," + Fields.PASSAGES, request)
                .orElse(request);
        Map<String, Message> messages = new HashMap<>();
        for (JsonNode found : reply.path("docs")) {
            if (found.has("error")) {
                // Else the index would come into being again with whatever mapping.
                throw new Unavailable("Elasticsearch no longer has the index " + index, null);
            }
            String id = found.path("_id").asText();
            JsonNode source = found.path("_source");
            if (found.path("found").asBoolean()) {
                messages.put(
                        id,
                        new Message(
                                id,
                                source.path(Fields.ORG).asText(),
                                source.path(Fields.PASSAGES).asInt()));
            }
        }
        return messages;
    }

    /** How many documents of a kind searches see. */
    long count(String kind) {
        ObjectNode request = Json.MAPPER.createObjectNode();
        request.putObject("query").putObject("term").put(Fields.KIND, kind);
        return cluster.ask("POST", "/" + index + "/_count", request)
                .map(reply -> reply.path("count").asLong())
                .orElse(0L);
    }
}
