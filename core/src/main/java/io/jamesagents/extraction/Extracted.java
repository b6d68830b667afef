package io.jamesagents.extraction;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * What an extractor found: data of the schema's shape, with null for what it does not know, and for each value, by its path such
 * as {@code customer.email} or {@code items[0]}, how far it can be trusted.
 */
public record Extracted(ObjectNode data, Map<String, Found> fields) {
    public Extracted {
        fields = Map.copyOf(fields);
    }
}
