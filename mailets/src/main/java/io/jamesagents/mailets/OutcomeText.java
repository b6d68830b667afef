package io.jamesagents.mailets;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.Json;
import io.jamesagents.delivery.Change;
import io.jamesagents.delivery.RecipientState;
import io.jamesagents.delivery.RemoteReply;

/** What became of a mail, as text that fits into an attribute of it. */
final class OutcomeText {
    private OutcomeText() {}

    static String write(Change outcome) {
        RemoteReply reply = outcome.reply();
        return Json.write(Json.MAPPER
                .createObjectNode()
                .put("state", outcome.state().name())
                .put("host", reply.host())
                .put("code", reply.code())
                .put("status", reply.status())
                .put("text", reply.text())
                .put("bounce_type", outcome.bounceType())
                .put("possible_duplicate", outcome.possibleDuplicate()));
    }

    static Change read(String text) {
        JsonNode json = Json.tree(text);
        return new Change(
                RecipientState.valueOf(json.get("state").asText()),
                new RemoteReply(
                        json.get("host").textValue(),
                        json.get("code").isNull()
                                ? null
                                : (Integer) json.get("code").intValue(),
                        json.get("status").textValue(),
                        json.get("text").textValue()),
                null,
                json.get("bounce_type").textValue(),
                json.get("possible_duplicate").booleanValue());
    }
}
