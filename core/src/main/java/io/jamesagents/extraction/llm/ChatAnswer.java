package io.jamesagents.extraction.llm;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.jamesagents.Json;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a model said: its text, and the JSON in it. Calls of tools, which it has none of, are not looked at. */
final class ChatAnswer {
    private static final ObjectReader STRICT = Json.MAPPER
            .reader()
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    private static final Pattern FENCED =
            Pattern.compile("\\A\\s*```(?:json)?\\s*\\n(.*)\\n```\\s*\\z", Pattern.DOTALL);

    private ChatAnswer() {}

    /** The text of the first choice; empty if the endpoint's answer has none. */
    static Optional<String> text(String body) {
        return json(body)
                .map(answer -> answer.path("choices").path(0).path("message").path("content"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue);
    }

    /** The JSON that the text is, also between the fences of a code block; empty if it is anything else. */
    static Optional<JsonNode> json(String text) {
        Matcher fenced = FENCED.matcher(text);
        try {
            return Optional.of(STRICT.readTree(fenced.matches() ? fenced.group(1) : text))
                    .filter(node -> !node.isMissingNode());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
