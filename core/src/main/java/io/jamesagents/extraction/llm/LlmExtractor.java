package io.jamesagents.extraction.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.Json;
import io.jamesagents.extraction.AnswerRules;
import io.jamesagents.extraction.Extracted;
import io.jamesagents.extraction.ExtractionFailed;
import io.jamesagents.extraction.ExtractionFailed.Kind;
import io.jamesagents.extraction.ExtractionSchema;
import io.jamesagents.extraction.Extractor;
import io.jamesagents.extraction.MailToRead;
import io.jamesagents.org.OrgId;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/**
 * Has a model fill the schema, without tools and at temperature 0. An answer that does not fit is sent back once; what does not
 * fit then is a failure.
 */
public final class LlmExtractor implements Extractor, AutoCloseable {
    private static final int OK = 200;
    private static final Set<Integer> NOT_UNDERSTOOD = Set.of(400, 404, 415, 422, 501);
    private static final int MAX_OUTPUT_TOKENS = 4096;

    private final LlmSettings settings;
    private final LlmBudget budget;
    private final ChatClient client;
    private final Pause pause;
    private final Demands demands = new Demands();

    public LlmExtractor(LlmSettings settings, LlmBudget budget, Clock clock) {
        this.settings = settings;
        this.budget = budget;
        this.client = new ChatClient(settings);
        this.pause = new Pause(clock);
    }

    @Override
    public String name() {
        return "llm:" + settings.model();
    }

    @Override
    public Extracted extract(OrgId org, ExtractionSchema schema, MailToRead mail) throws ExtractionFailed {
        AnswerRules rules = AnswerRules.of(schema);
        Demand used = demands.of(schema);
        ArrayNode messages = Prompt.messages(schema, mail, settings.maxInput(), used != Demand.SCHEMA);
        Optional<String> first = ask(org, schema, messages, used);
        if (first.isEmpty()) {
            // The endpoint does not understand how it was asked: the task is said again, in words.
            demands.refused(schema, used);
            return extract(org, schema, mail);
        }
        Optional<String> wrong = wrong(rules, first.get());
        if (wrong.isEmpty()) {
            return Grounding.of(answer(first.get()), mail);
        }
        Prompt.repair(messages, first.get(), wrong.get());
        return repaired(rules, ask(org, schema, messages, used).orElse(""), mail);
    }

    private static Extracted repaired(AnswerRules rules, String text, MailToRead mail) throws ExtractionFailed {
        if (wrong(rules, text).isPresent()) {
            throw new ExtractionFailed(Kind.UNUSABLE, "The model's answers do not fit the schema");
        }
        return Grounding.of(answer(text), mail);
    }

    private static Optional<String> wrong(AnswerRules rules, String text) {
        Optional<JsonNode> json = ChatAnswer.json(text);
        return json.isEmpty() ? Optional.of("It is not JSON.") : rules.wrong(json.get());
    }

    private static ObjectNode answer(String text) {
        return (ObjectNode) ChatAnswer.json(text).orElseThrow();
    }

    /** What the model says; empty if the endpoint refuses the form of the question and there is a weaker one. */
    private Optional<String> ask(OrgId org, ExtractionSchema schema, ArrayNode messages, Demand used)
            throws ExtractionFailed {
        if (!pause.over()) {
            throw new ExtractionFailed(Kind.UNAVAILABLE, "The model does not answer at the moment");
        }
        if (!budget.take(org)) {
            throw new ExtractionFailed(Kind.SKIPPED, "The organisation's budget for today is used up");
        }
        ChatClient.Answer answer = post(request(schema, messages, used));
        if (NOT_UNDERSTOOD.contains(answer.status()) && used != used.weaker()) {
            return Optional.empty();
        }
        return Optional.of(text(answer));
    }

    private ChatClient.Answer post(ObjectNode request) throws ExtractionFailed {
        try {
            ChatClient.Answer answer = client.post(Json.write(request));
            if (answer.status() == 429 || answer.status() >= 500) {
                throw new ExtractionFailed(Kind.UNAVAILABLE, "The model's endpoint answered " + answer.status());
            }
            pause.answered();
            return answer;
        } catch (ExtractionFailed e) {
            pause.failed();
            throw e;
        }
    }

    private static String text(ChatClient.Answer answer) throws ExtractionFailed {
        if (answer.status() != OK) {
            throw new ExtractionFailed(Kind.UNUSABLE, "The model's endpoint answered " + answer.status());
        }
        return ChatAnswer.text(answer.body())
                .filter(text -> !answer.cut())
                .orElseThrow(() -> new ExtractionFailed(Kind.UNUSABLE, "The model's endpoint gave no answer"));
    }

    private ObjectNode request(ExtractionSchema schema, ArrayNode messages, Demand used) {
        ObjectNode request = Json.MAPPER.createObjectNode();
        request.put("model", settings.model())
                .put("temperature", 0)
                .put("max_tokens", MAX_OUTPUT_TOKENS)
                .put("stream", false)
                .set("messages", messages);
        used.into(request, schema);
        return request;
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
