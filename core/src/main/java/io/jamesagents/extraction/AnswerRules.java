package io.jamesagents.extraction;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.resource.DisallowSchemaLoader;
import java.util.Comparator;
import java.util.Optional;

/**
 * What may leave an extractor, whatever the mail made it say: an object that fits the schema, with nothing beside what the schema
 * names, and with texts that are short and hold no HTML and, except where the schema asks for one, no URL.
 */
public final class AnswerRules {
    // A schema comes from outside and must not make us fetch another.
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(
            VersionFlag.V202012,
            factory -> factory.schemaLoaders(loaders -> loaders.add(DisallowSchemaLoader.getInstance())));
    private static final SchemaValidatorsConfig CONFIG = SchemaValidatorsConfig.builder()
            .formatAssertionsEnabled(true)
            .regularExpressionFactory(AnswerRules::regex)
            .build();

    private final JsonNode schema;
    private final JsonSchema closed;

    private AnswerRules(JsonNode schema) {
        this.schema = schema;
        this.closed = FACTORY.getSchema(ClosedSchema.of(schema), CONFIG);
    }

    public static AnswerRules of(ExtractionSchema schema) {
        return of(schema.schema());
    }

    static AnswerRules of(JsonNode schema) {
        return new AnswerRules(schema);
    }

    private static RegularExpression regex(String regex) {
        Optional<SafePattern> pattern = SafePattern.of(regex);
        return value -> pattern.isPresent() && pattern.get().in(value);
    }

    /** What is wrong with it, in words for its author; empty if nothing is. */
    public Optional<String> wrong(JsonNode answer) {
        if (answer == null || !answer.isObject()) {
            return Optional.of("It must be one JSON object.");
        }
        Optional<String> text = TextRules.wrong(schema, answer);
        return text.isPresent() ? text : misfit(answer);
    }

    private Optional<String> misfit(JsonNode answer) {
        try {
            return closed.validate(answer).stream().map(AnswerRules::words).min(Comparator.naturalOrder());
        } catch (RuntimeException | StackOverflowError e) {
            // A schema that the validator cannot use, such as one that refers to itself without end: nothing fits it.
            return Optional.of("It does not fit the schema.");
        }
    }

    /** Where and which rule; the message itself may quote the answer. */
    private static String words(ValidationMessage message) {
        return "At " + message.getInstanceLocation() + " it breaks the rule '" + message.getType() + "'.";
    }
}
