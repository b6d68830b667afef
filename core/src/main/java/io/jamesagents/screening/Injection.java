package io.jamesagents.screening;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.Json;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How much a mail looks like one that gives orders to a program.
 *
 * @param score from 0 to 1
 * @param codes what speaks for it
 */
record Injection(double score, Set<String> codes) {
    private static final Map<String, String> WORDS = new TreeMap<>();
    private static final double HUNDRED = 100;

    static {
        Resource.lines("signals.tsv").forEach(line -> WORDS.put(line.split("\t", 2)[0], line.split("\t", 2)[1]));
    }

    Risk risk() {
        return Risk.of(score);
    }

    /** In the form of the contract, with the signals as codes and as words. */
    ObjectNode json() {
        ObjectNode json = Json.MAPPER
                .createObjectNode()
                .put("checked", true)
                .put("detected", risk().detected())
                .put("risk_level", risk().word())
                .put("confidence", Math.round(score * HUNDRED) / HUNDRED);
        ArrayNode reasons = json.putArray("reason_codes");
        if (risk() != Risk.NONE) {
            codes.forEach(reasons::add);
            json.put("summary", String.join("; ", codes.stream().map(WORDS::get).toList()));
        }
        return json;
    }
}
