package io.jamesagents.extraction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.Json;
import java.util.List;

/** Whether a single value may stand at its place of a schema. */
public final class PlaceRules {
    private static final String PLACE = "value";

    private final AnswerRules rules;

    private PlaceRules(AnswerRules rules) {
        this.rules = rules;
    }

    /** {@code schemas} are those of the place, the first of them with its alternatives. */
    public static PlaceRules of(JsonNode root, List<JsonNode> schemas) {
        ObjectNode around = Json.MAPPER.createObjectNode();
        around.put("type", "object").putObject("properties").set(PLACE, schemas.get(0));
        for (String definitions : List.of("$defs", "definitions")) {
            if (root.has(definitions)) {
                around.set(definitions, root.get(definitions));
            }
        }
        return new PlaceRules(AnswerRules.of(around));
    }

    public boolean fit(JsonNode value) {
        ObjectNode answer = Json.MAPPER.createObjectNode();
        answer.set(PLACE, value);
        return rules.wrong(answer).isEmpty();
    }
}
