package io.jamesagents.rest.thread;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.rest.openapi.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Tags as an array, or as a text with commas between them. */
public record TagsBody(
        @Field(
                        value = "A list, or a text with commas",
                        required = true,
                        as = {String[].class, String.class},
                        example = "[\"urgent\"]")
                @JsonProperty("tags")
                JsonNode tags) {

    List<String> list() {
        if (tags != null && tags.isTextual()) {
            return Arrays.stream(tags.textValue().split(","))
                    .filter(tag -> !tag.isBlank())
                    .toList();
        }
        if (tags == null || !tags.isArray()) {
            throw invalid();
        }
        List<String> list = new ArrayList<>();
        tags.forEach(tag -> list.add(text(tag)));
        return list;
    }

    private static String text(JsonNode tag) {
        if (!tag.isTextual()) {
            throw invalid();
        }
        return tag.textValue();
    }

    private static Invalid invalid() {
        return new Invalid("tags", "tags must be a non-empty array of strings");
    }
}
