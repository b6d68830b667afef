package io.jamesagents.extraction.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.jamesagents.Json;
import io.jamesagents.extraction.ExtractionSchema;
import io.jamesagents.extraction.Found;
import io.jamesagents.extraction.Found.Evidence;
import io.jamesagents.extraction.MailToRead;
import io.jamesagents.extraction.PlaceRules;
import io.jamesagents.extraction.find.Candidate;
import io.jamesagents.extraction.find.People;
import io.jamesagents.extraction.find.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The answers to one schema from one mail: every value that fits its place, with where it comes from. */
final class Answers {
    private final ExtractionSchema schema;
    private final MailToRead mail;
    private final Text text;
    private final Meaning meaning;
    private final Map<String, Found> fields = new LinkedHashMap<>();
    private Optional<float[]> about;

    Answers(ExtractionSchema schema, MailToRead mail, Meaning meaning) {
        this.schema = schema;
        this.mail = mail;
        this.text = new Text(mail);
        this.meaning = meaning;
    }

    Map<String, Found> fields() {
        return fields;
    }

    /** Null for what is not known. */
    JsonNode of(FormField field) {
        List<Hit> hits = Asked.by(field, mail) ? hits(field) : List.of();
        PlaceRules rules = PlaceRules.of(schema.schema(), field.schemas());
        List<Hit> fitting = hits.stream()
                .map(hit -> typed(field, hit))
                .filter(hit -> rules.fit(hit.value()))
                .toList();
        return field.list() ? list(field, fitting) : single(field, fitting);
    }

    private JsonNode single(FormField field, List<Hit> hits) {
        if (hits.isEmpty()) {
            return NullNode.instance;
        }
        fields.put(field.path(), hits.get(0).found());
        return hits.get(0).value();
    }

    private JsonNode list(FormField field, List<Hit> hits) {
        if (hits.isEmpty()) {
            return NullNode.instance;
        }
        ArrayNode list = Json.MAPPER.createArrayNode();
        hits.forEach(hit -> {
            fields.put(field.path() + "[" + list.size() + "]", hit.found());
            list.add(hit.value());
        });
        return list;
    }

    private List<Hit> hits(FormField field) {
        List<Option> options = Option.of(field);
        Optional<Candidate> label = Kind.label(field).find(text).stream().findFirst();
        if (!options.isEmpty()) {
            return chosen(options, label);
        } else if (field.is("boolean")) {
            return yesOrNo(field, label);
        }
        Optional<Kind> kind = Kind.of(field);
        return kind.isPresent()
                ? found(field, kind.get())
                : label.map(this::hit).stream().toList();
    }

    private List<Hit> chosen(List<Option> options, Optional<Candidate> label) {
        Optional<Hit> named = label.flatMap(candidate -> options.stream()
                .filter(option -> option.said()
                        .equalsIgnoreCase(candidate.value().asText().strip()))
                .findFirst()
                .map(option -> new Hit(option.value(), hit(candidate).found())));
        if (about == null) {
            about = meaning.of(mail);
        }
        return named.or(() -> new Choice(options, mail, meaning).best(about)).stream()
                .toList();
    }

    private List<Hit> yesOrNo(FormField field, Optional<Candidate> label) {
        return label
                .flatMap(candidate -> YesNo.labelled(candidate.value().asText())
                        .map(yes ->
                                new Hit(BooleanNode.valueOf(yes), hit(candidate).found())))
                .or(() -> new YesNo(field).in(mail, meaning))
                .stream()
                .toList();
    }

    private List<Hit> found(FormField field, Kind kind) {
        List<Hit> hits = new Ranking(field, kind, text).hits();
        if (hits.isEmpty()) {
            hits = Sender.of(field, kind, mail).stream().toList();
        }
        return kind.finder() instanceof People
                ? hits.stream().flatMap(hit -> Sender.part(field, hit).stream()).toList()
                : hits;
    }

    private Hit hit(Candidate candidate) {
        Evidence evidence =
                new Evidence(text.around(candidate.start(), candidate.end()), text.source(candidate.start()));
        return new Hit(candidate.value(), new Found(candidate.quality(), evidence));
    }

    /** A number without a fraction where only those fit. */
    private static Hit typed(FormField field, Hit hit) {
        boolean whole = field.is("integer")
                && hit.value().isNumber()
                && hit.value().decimalValue().stripTrailingZeros().scale() <= 0;
        return whole
                ? new Hit(
                        Json.MAPPER
                                .getNodeFactory()
                                .numberNode(hit.value().decimalValue().toBigInteger()),
                        hit.found())
                : hit;
    }
}
