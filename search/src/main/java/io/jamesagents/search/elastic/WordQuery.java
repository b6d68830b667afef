package io.jamesagents.search.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.Json;
import io.jamesagents.search.SearchField;
import io.jamesagents.search.SearchFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Looks for messages by words in all their fields. Elasticsearch counts how rare a word is among the mail of all organisations; what
 * others have must not change what a caller finds, nor can it be guessed then. So words are counted first among the messages that
 * the caller may look for, and among all, and the weight of each is put right by the quotient.
 */
final class WordQuery {
    private static final String SCOPE = "scope";
    private static final String ALL = "all";
    private static final String COUNTS = "counts";

    private final Map<String, Integer> words;
    private final SearchFilter filter;
    private final List<Clause> clauses = new ArrayList<>();

    private record Clause(String word, SearchField field, int times) {
        ObjectNode term(double boost) {
            ObjectNode query = Json.MAPPER.createObjectNode();
            query.putObject("term")
                    .putObject(Fields.words(field))
                    .put("value", word)
                    .put("boost", boost);
            return query;
        }
    }

    WordQuery(Map<String, Integer> words, SearchFilter filter) {
        this.words = words;
        this.filter = filter;
        this.words.forEach((word, times) -> {
            for (SearchField field : SearchField.values()) {
                clauses.add(new Clause(word, field, times));
            }
        });
    }

    /** The request whose aggregations {@link #weighed} needs. */
    ObjectNode counting() {
        ObjectNode request = Json.MAPPER.createObjectNode().put("size", 0).put("track_total_hits", false);
        request.putObject("query").putObject("bool").set("filter", Filters.scope(filter));
        ObjectNode aggregations = request.putObject("aggs");
        counts(aggregations.putObject(SCOPE).putObject("filters"), false);
        ObjectNode all = aggregations.putObject(ALL);
        all.putObject("global");
        counts(all.putObject("aggs").putObject(COUNTS).putObject("filters"), true);
        return request;
    }

    /** For each clause, how many messages it finds, then for each field, how many have it; or, of the scope, how many there are. */
    private void counts(ObjectNode aggregation, boolean byField) {
        ArrayNode filters = aggregation.putArray("filters");
        clauses.forEach(clause -> filters.add(clause.term(1)));
        if (byField) {
            for (SearchField field : SearchField.values()) {
                filters.addObject().putObject("exists").put("field", Fields.words(field));
            }
        } else {
            filters.addObject().putObject("match_all");
        }
    }

    ObjectNode weighed(JsonNode aggregations) {
        JsonNode scope = aggregations.path(SCOPE).path("buckets");
        JsonNode all = aggregations.path(ALL).path(COUNTS).path("buckets");
        long messages = count(scope, clauses.size());
        ObjectNode query = Json.MAPPER.createObjectNode();
        ObjectNode bool = query.putObject("bool");
        bool.set("filter", Filters.all(filter, Fields.MESSAGE));
        ArrayNode any = bool.putArray("must").addObject().putObject("bool").putArray("should");
        for (int i = 0; i < clauses.size(); i++) {
            Clause clause = clauses.get(i);
            long found = count(scope, i);
            if (found > 0) {
                double ours = rarity(messages, found);
                double theirs =
                        rarity(count(all, clauses.size() + clause.field().ordinal()), count(all, i));
                any.add(clause.term(clause.times() * clause.field().weight() * ours / theirs));
            }
        }
        if (any.isEmpty()) {
            any.addObject().putObject("match_none");
        }
        return query;
    }

    private static long count(JsonNode buckets, int number) {
        return buckets.path(number).path("doc_count").asLong();
    }

    /** As BM25 has it. */
    private static double rarity(long messages, long found) {
        return Math.log(1 + (Math.max(messages, found) - found + 0.5) / (found + 0.5));
    }
}
