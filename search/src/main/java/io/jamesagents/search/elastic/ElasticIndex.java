package io.jamesagents.search.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.Json;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.message.MessageId;
import io.jamesagents.org.OrgId;
import io.jamesagents.search.IndexSize;
import io.jamesagents.search.IndexedMessage;
import io.jamesagents.search.PassageMatch;
import io.jamesagents.search.SearchFilter;
import io.jamesagents.search.SearchIndex;
import io.jamesagents.search.Span;
import io.jamesagents.search.WordMatch;
import io.jamesagents.search.words.MailWords;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * An index of Elasticsearch's. What it took survives the end of any node, so that there is nothing to commit; that it ever was
 * committed stands in the mapping.
 */
final class ElasticIndex implements SearchIndex {
    private static final JsonNode NOTHING = Json.MAPPER.createObjectNode();
    private static final int PAGE = 5000;
    /** Of each segment, so many of the nearest are looked at for each one that is wanted. */
    private static final int CANDIDATES = 2;

    private static final int LEAST_CANDIDATES = 100;
    private static final int MOST_CANDIDATES = 10_000;

    private final Cluster cluster;
    private final String index;
    private final MailWords words;
    private final Stored stored;
    private volatile boolean committed;

    ElasticIndex(Cluster cluster, String index, MailWords words) {
        this.cluster = cluster;
        this.index = index;
        this.words = words;
        this.stored = new Stored(cluster, index);
    }

    @Override
    public void put(List<IndexedMessage> messages) {
        Map<String, Stored.Message> before =
                stored.messages(messages.stream().map(IndexedMessage::id).toList());
        Bulk bulk = bulk();
        for (IndexedMessage message : messages) {
            Stored.Message known = before.get(message.id().value());
            bulk.put(message, known == null ? 0 : known.passages());
        }
        bulk.send();
    }

    private Bulk bulk() {
        return new Bulk(cluster, index, words);
    }

    @Override
    public void remove(OrgId org, Collection<MessageId> messages) {
        Bulk bulk = bulk();
        stored.messages(messages).values().stream()
                .filter(message -> message.org().equals(org.value()))
                .forEach(message -> bulk.remove(message.id(), message.passages()));
        bulk.send();
    }

    @Override
    public void removeInbox(OrgId org, InboxId inbox) {
        removeAll(Filters.of(org.value(), Fields.INBOX, inbox.value()));
    }

    @Override
    public void removeOrganisation(OrgId org) {
        removeAll(Filters.of(org.value(), Fields.ORG, org.value()));
    }

    /** Page by page, until there are none: not every Elasticsearch can delete by a query. */
    private void removeAll(ArrayNode conditions) {
        ObjectNode request = request(PAGE);
        request.put("_source", false);
        request.putObject("query").putObject("bool").set("filter", conditions);
        List<JsonNode> found;
        do {
            refresh();
            found = hits(request, "hits.hits._id");
            Bulk bulk = bulk();
            found.forEach(hit -> bulk.delete(hit.path("_id").asText()));
            bulk.send();
        } while (!found.isEmpty());
    }

    /** Elasticsearch does it by itself from then on. */
    @Override
    public void expunge() {
        ask("POST", "/_forcemerge?only_expunge_deletes=true&wait_for_completion=false", null);
    }

    @Override
    public void refresh() {
        ask("POST", "/_refresh", null);
    }

    @Override
    public void commit(Instant upTo) {
        if (!committed) {
            ObjectNode mapping = Json.MAPPER.createObjectNode();
            mapping.putObject("_meta").put("committed", true);
            ask("PUT", "/_mapping", mapping);
            committed = true;
        }
    }

    @Override
    public Instant committed() {
        JsonNode mapping = ask("GET", "/_mapping?filter_path=*.mappings._meta.committed", null);
        return mapping.findPath("committed").asBoolean() ? Instant.MAX : Instant.EPOCH;
    }

    @Override
    public List<WordMatch> words(SearchFilter filter, String text, int limit) {
        Map<String, Integer> wanted = words.ofQuery(text);
        if (wanted.isEmpty()) {
            return List.of();
        }
        WordQuery query = new WordQuery(wanted, filter);
        JsonNode counts = ask("POST", "/_search?filter_path=aggregations", query.counting());
        ObjectNode request = request(limit);
        request.put("_source", false).set("query", query.weighed(counts.path("aggregations")));
        request.putArray("docvalue_fields").add(Fields.ID);
        request.putArray("sort")
                .add(Json.MAPPER.createObjectNode().put("_score", "desc"))
                .add(Json.MAPPER.createObjectNode().put(Fields.ID, "asc"));
        List<WordMatch> matches = new ArrayList<>();
        for (JsonNode hit : hits(request, "hits.hits._score,hits.hits.fields")) {
            MessageId id = new MessageId(hit.at("/fields/" + Fields.ID + "/0").asText());
            matches.add(new WordMatch(id, hit.path("_score").asDouble()));
        }
        return matches;
    }

    @Override
    public List<PassageMatch> passages(SearchFilter filter, float[] vector, int limit) {
        ObjectNode request = request(limit);
        ObjectNode knn = request.putObject("knn");
        knn.put("field", Fields.VECTOR)
                .put("k", limit)
                .put("num_candidates", Math.min(MOST_CANDIDATES, Math.max(LEAST_CANDIDATES, CANDIDATES * limit)))
                .set("filter", Filters.all(filter, Fields.PASSAGE));
        ArrayNode numbers = knn.putArray("query_vector");
        for (float number : vector) {
            numbers.add(number);
        }
        request.putArray("_source").add(Fields.ID).add(Fields.NUMBER).add(Fields.TEXT);
        List<PassageMatch> matches = new ArrayList<>();
        for (JsonNode hit : hits(request, "hits.hits._score,hits.hits._source")) {
            JsonNode source = hit.path("_source");
            matches.add(new PassageMatch(
                    new MessageId(source.path(Fields.ID).asText()),
                    source.path(Fields.NUMBER).asInt(),
                    source.path(Fields.TEXT).asText(),
                    2 * hit.path("_score").asDouble() - 1));
        }
        return matches;
    }

    private static ObjectNode request(int size) {
        return Json.MAPPER.createObjectNode().put("size", size).put("track_total_hits", false);
    }

    private List<JsonNode> hits(ObjectNode request, String fields) {
        List<JsonNode> hits = new ArrayList<>();
        ask("POST", "/_search?filter_path=" + fields, request).at("/hits/hits").forEach(hits::add);
        return hits;
    }

    /** Of an index that somebody dropped, nothing is known. */
    private JsonNode ask(String method, String path, JsonNode body) {
        return cluster.ask(method, "/" + index + path, body).orElse(NOTHING);
    }

    @Override
    public List<List<Span>> spans(String query, List<String> texts) {
        List<List<Span>> spans = new ArrayList<>();
        texts.forEach(text -> spans.add(words.spans(query, text)));
        return spans;
    }

    @Override
    public IndexSize size() {
        JsonNode stats = ask("GET", "/_stats/store?filter_path=_all.total.store.size_in_bytes", null);
        return new IndexSize(
                stored.count(Fields.MESSAGE),
                stored.count(Fields.PASSAGE),
                stats.findPath("size_in_bytes").asLong());
    }

    @Override
    public void close() {
        // The engine has the connections.
    }
}
