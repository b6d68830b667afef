package io.jamesagents.extraction.mail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.Json;
import io.jamesagents.extraction.Extracted;
import io.jamesagents.extraction.ExtractionFailed;
import io.jamesagents.extraction.ExtractionFailed.Kind;
import io.jamesagents.extraction.ExtractionSchema;
import io.jamesagents.extraction.Extractor;
import io.jamesagents.message.StoredMessage;

/** What a schema gets from a message, as it is stored and shown; a failure is a result too. */
public final class Extractions {
    private final Extractor extractor;
    private final Conversation conversation;

    public Extractions(Extractor extractor, Conversation conversation) {
        this.extractor = extractor;
        this.conversation = conversation;
    }

    /** {@code status} is done, failed or skipped; {@code data} and {@code fields} are there when it is done. */
    ObjectNode of(ExtractionSchema schema, StoredMessage message) {
        ObjectNode result = Json.MAPPER.createObjectNode();
        try {
            Extracted extracted = extractor.extract(message.org(), schema, conversation.with(message));
            result.put("status", "done").put("extractor", extractor.name());
            result.set("data", complete(schema, extracted.data()));
            result.set("fields", Json.MAPPER.valueToTree(extracted.fields()));
        } catch (ExtractionFailed e) {
            result.put("status", e.kind() == Kind.SKIPPED ? "skipped" : "failed")
                    .put("extractor", extractor.name())
                    .put("error", e.getMessage());
        }
        return result;
    }

    /** With null for what the extractor left out. */
    private static ObjectNode complete(ExtractionSchema schema, ObjectNode data) {
        schema.schema().path("properties").fieldNames().forEachRemaining(name -> {
            if (!data.has(name)) {
                data.putNull(name);
            }
        });
        return data;
    }
}
