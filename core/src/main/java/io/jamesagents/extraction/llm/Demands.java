package io.jamesagents.extraction.llm;

import io.jamesagents.extraction.ExtractionSchema;
import java.util.LinkedHashMap;
import java.util.Map;

/** Remembers how the endpoint can be asked to fill a schema. One that it refuses says nothing about others. */
final class Demands {
    private static final int REMEMBERED = 1000;

    private final Map<Integer, Demand> weaker = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Demand> eldest) {
            return size() > REMEMBERED;
        }
    };

    synchronized Demand of(ExtractionSchema schema) {
        return weaker.getOrDefault(schema.schema().hashCode(), Demand.SCHEMA);
    }

    /** Asks more weakly from now on. */
    synchronized void refused(ExtractionSchema schema, Demand demand) {
        weaker.put(schema.schema().hashCode(), demand.weaker());
    }
}
