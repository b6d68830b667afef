package io.jamesagents.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The signs of danger of a mail that came in, on the wire. What was not looked for says so. */
public final class SecurityView {
    private static final String SPAM = "spam";
    private static final String INJECTION = "prompt_injection";
    private static final String HIDDEN_TEXT = "hidden_text";
    private static final String LINKS = "link_mismatches";
    private static final String SENDER = "sender";

    private final StoredMessage message;
    private final JsonNode found;

    private SecurityView(StoredMessage message) {
        this.message = message;
        ObjectNode security = message.insights().security();
        this.found = security == null ? Json.MAPPER.missingNode() : security;
    }

    public static SecurityView of(StoredMessage message) {
        return new SecurityView(message);
    }

    /** All of it: the block {@code security} of messages and webhooks. */
    public ObjectNode block() {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("status", found.path("status").asText("unchecked"));
        json.set(SPAM, found.has(SPAM) ? found.get(SPAM) : unchecked().put("flagged", false));
        json.set(
                INJECTION,
                found.has(INJECTION) ? found.get(INJECTION) : unchecked().put("detected", false));
        for (String part : List.of(HIDDEN_TEXT, LINKS, SENDER, "checked_by")) {
            if (found.has(part)) {
                json.set(part, found.get(part));
            }
        }
        json.set("authentication", message.authentication());
        return json;
    }

    /** What an agent should know before it believes a mail, in one line; null where nobody has looked. */
    public ObjectNode trust() {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("dmarc", authentication("dmarc"));
        json.put("authentication", message.authentication() == null ? null : authentication(""));
        json.set("first_contact", found.path(SENDER).get("first_contact"));
        json.set(HIDDEN_TEXT, found.path(HIDDEN_TEXT).get("found"));
        json.set("injection_risk", found.path(INJECTION).get("risk_level"));
        json.put(LINKS, found.has(LINKS) ? Integer.valueOf(found.get(LINKS).size()) : null);
        json.set("reply_to_mismatch", found.path(SENDER).get("reply_to_mismatch"));
        json.put("unverified", message.unverified());
        return json;
    }

    private @Nullable String authentication(String part) {
        JsonNode block = message.authentication() == null ? Json.MAPPER.missingNode() : message.authentication();
        return part.isEmpty()
                ? block.path("verdict").asText(null)
                : block.path(part).path("result").asText(null);
    }

    boolean spamChecked() {
        return found.path(SPAM).path("checked").asBoolean();
    }

    @Nullable Double spamScore() {
        return number(found.path(SPAM).path("score"));
    }

    @Nullable String spamAction() {
        return found.path(SPAM).path("action").asText(null);
    }

    @Nullable Boolean spamFlagged() {
        return spamChecked() ? found.path(SPAM).path("flagged").asBoolean() : null;
    }

    @Nullable List<String> spamReasons() {
        return found.path(SPAM).has("reasons") ? words(found.path(SPAM).path("reasons")) : null;
    }

    boolean injectionChecked() {
        return found.path(INJECTION).path("checked").asBoolean();
    }

    @Nullable Boolean injectionDetected() {
        return injectionChecked() ? found.path(INJECTION).path("detected").asBoolean() : null;
    }

    @Nullable String injectionRisk() {
        return found.path(INJECTION).path("risk_level").asText(null);
    }

    @Nullable Double injectionScore() {
        return number(found.path(INJECTION).path("confidence"));
    }

    /** The codes, with commas between them. */
    @Nullable String injectionSignals() {
        return injectionChecked() ? String.join(",", words(found.path(INJECTION).path("reason_codes"))) : null;
    }

    private static @Nullable Double number(JsonNode node) {
        return node.isNumber() ? node.doubleValue() : null;
    }

    private static List<String> words(JsonNode list) {
        return new ArrayList<>(StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList());
    }

    private static ObjectNode unchecked() {
        return Json.MAPPER.createObjectNode().put("checked", false);
    }
}
