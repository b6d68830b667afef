package io.jamesagents.rest.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.apikey.Scope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** An operation of the API, by its description in OpenAPI. */
record Operation(String method, String path, JsonNode description) {
    private static final String JSON = "application/json";
    private static final List<String> SUCCESSES = List.of("200", "201", "202");
    private static final String SCOPE = "x-required-scope";

    /** All that a description has, in its order. */
    static List<Operation> all(JsonNode document) {
        List<Operation> all = new ArrayList<>();
        document.get("paths").fields().forEachRemaining(path -> path.getValue()
                .fields()
                .forEachRemaining(verb -> all.add(
                        new Operation(verb.getKey().toUpperCase(Locale.ROOT), path.getKey(), verb.getValue()))));
        return all;
    }

    /** Such as {@code GET /v1/threads}. */
    String route() {
        return method + " " + path;
    }

    /** Whether it is for a caller who is known, takes JSON and answers JSON. */
    boolean isForTools() {
        boolean everybodys = description.has("security");
        boolean takesFilesOnly = description.has("requestBody")
                && json(description.get("requestBody")).isMissingNode();
        return !everybodys && !takesFilesOnly && answersJson();
    }

    private boolean answersJson() {
        JsonNode responses = description.get("responses");
        return SUCCESSES.stream().map(responses::path).anyMatch(response -> !json(response)
                .isMissingNode());
    }

    private static JsonNode json(JsonNode described) {
        return described.path("content").path(JSON);
    }

    /** The schema of its JSON body; missing when it has none. */
    JsonNode body() {
        return json(description.path("requestBody")).path("schema");
    }

    /** Its parameters of this place. */
    List<JsonNode> parameters(String in) {
        return StreamSupport.stream(description.path("parameters").spliterator(), false)
                .filter(parameter -> parameter.get("in").asText().equals(in))
                .toList();
    }

    /** What a caller needs for it; nothing when it is enough to be known. */
    Set<Scope> scopes() {
        String words = description.path(SCOPE).asText();
        return words.isEmpty()
                ? EnumSet.noneOf(Scope.class)
                : Arrays.stream(words.split(", "))
                        .map(word -> Scope.granted(Set.of(word)))
                        .flatMap(Set::stream)
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Scope.class)));
    }

    String summary() {
        return description.get("summary").asText();
    }

    /** What else is said of it, without its scope: who sees it as a tool has that. */
    String more() {
        String scope = description.path(SCOPE).asText();
        return description
                .path("description")
                .asText()
                .replace("Needs the scope `" + scope + "`.", "")
                .strip();
    }
}
