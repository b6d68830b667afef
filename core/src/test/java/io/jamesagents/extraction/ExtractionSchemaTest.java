package io.jamesagents.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtractionSchemaTest {
    private static ExtractionSchema schema(String json) {
        return new ExtractionSchema("orders", null, Json.tree(json), true);
    }

    @Test
    void checkedShouldTakeAnObjectWithProperties() {
        ExtractionSchema schema = schema(
                """
                {"type": "object", "required": ["total"], "$defs": {"money": {"type": "number", "minimum": 0}},
                 "properties": {"total": {"$ref": "#/$defs/money"}, "kind": {"enum": ["a", "b"]}}}""");
        assertThat(schema.checked()).isSameAs(schema);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"type\":\"array\",\"items\":{}}",
                "{\"type\":\"object\"}",
                "{\"type\":\"object\",\"properties\":{}}",
                "{\"type\":\"object\",\"properties\":[\"a\"]}",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"text\"}}}",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"minimum\":\"0\"}}}",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"https://example.com/a.json\"}}}",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"file:///etc/passwd\"}}}",
            })
    void checkedShouldRefuseOtherSchemas(String json) {
        assertThatThrownBy(() -> schema(json).checked())
                .isInstanceOfSatisfying(Invalid.class, e -> assertThat(e.path()).startsWith("schema"));
    }

    @Test
    void checkedShouldRefuseWhatIsTooDeepOrTooLarge() {
        String deep = "{\"type\":\"object\",\"properties\":{\"a\":".repeat(20) + "{}" + "}}".repeat(20);
        assertThatThrownBy(() -> schema(deep).checked()).hasMessageContaining("deep");
        String large = "{\"type\":\"object\",\"properties\":{\"a\":{\"description\":\"" + "x".repeat(70_000) + "\"}}}";
        assertThatThrownBy(() -> schema(large).checked()).hasMessageContaining("bytes");
    }
}
