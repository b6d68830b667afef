package io.jamesagents.screening;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.Json;
import io.jamesagents.embedding.Embedder;
import io.jamesagents.message.Insight;
import io.jamesagents.message.StoredMessage;
import io.jamesagents.screening.InjectionScreen.Result;
import io.jamesagents.store.Database;
import io.jamesagents.understanding.Reading;

/**
 * Looks for signs of danger in a mail that came in. What it finds is data beside the mail: nothing is held back, and no tag,
 * status or assignee changes.
 */
public final class Screening implements Reading {
    private final InjectionScreen injections;
    private final SenderSigns senders;
    private final SpamFilter filter;

    /** With another embedder than the one that the weights are for, the rules decide alone. */
    public Screening(Embedder embedder, Database database, ScreeningSettings settings) {
        this.injections = new InjectionScreen(embedder);
        this.senders = new SenderSigns(database);
        this.filter = new SpamFilter(settings.spamHeaders());
    }

    @Override
    public Insight insight() {
        return Insight.SECURITY;
    }

    @Override
    public ObjectNode read(StoredMessage message) {
        MailTexts texts = MailTexts.of(message);
        Result result = injections.look(texts);
        JsonNode headers = NotedHeaders.of(message.insights().security());
        ObjectNode json = Json.MAPPER.createObjectNode().put("status", "done");
        ArrayNode checkedBy = json.putArray("checked_by");
        result.checkedBy().forEach(checkedBy::add);
        json.set("spam", filter.verdict(headers));
        json.set("prompt_injection", result.injection().json());
        json.set("hidden_text", hidden(texts.hidden()));
        json.set("link_mismatches", Json.MAPPER.valueToTree(texts.links()));
        json.set("sender", senders.of(message, headers.path("reply-to").asText(null)));
        return json;
    }

    private static ObjectNode hidden(Hidden hidden) {
        ObjectNode json = Json.MAPPER.createObjectNode().put("found", hidden.found());
        if (hidden.found()) {
            ArrayNode kinds = json.putArray("kinds");
            hidden.kinds().forEach(kinds::add);
            json.put("characters", hidden.characters()).put("sample", hidden.sample());
        }
        return json;
    }
}
