package io.jamesagents.search.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.search.SearchEngine;
import io.jamesagents.search.SearchIndex;
import io.jamesagents.search.words.MailWords;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;

/**
 * Elasticsearch 8, for several nodes that search the same mail. It needs no more than its core: texts are split into words here, and
 * results are ranked here.
 */
public final class ElasticEngine implements SearchEngine {
    private final ElasticSettings settings;
    private final Cluster cluster;
    private final MailWords words = new MailWords();

    public ElasticEngine(ElasticSettings settings, Clock clock) {
        this.settings = settings;
        this.cluster = new Cluster(settings, clock);
    }

    @Override
    public SearchIndex open(String name, int dimensions) {
        String index = prefix() + name;
        if (cluster.ask("HEAD", "/" + index, null).isEmpty()) {
            create(index, dimensions);
        }
        return new ElasticIndex(cluster, index, words);
    }

    private void create(String index, int dimensions) {
        try {
            cluster.ask("PUT", "/" + index, Fields.index(settings.shards(), dimensions));
        } catch (IllegalStateException e) {
            // Another node may have been faster.
            if (cluster.ask("HEAD", "/" + index, null).isEmpty()) {
                throw e;
            }
        }
    }

    @Override
    public Set<String> names() {
        Set<String> names = new HashSet<>();
        JsonNode indexes = cluster.ask("GET", "/_cat/indices/" + prefix() + "*?format=json&h=index", null)
                .orElseThrow(() -> new IllegalStateException("Elasticsearch has no list of indexes"));
        indexes.forEach(index -> names.add(index.path("index").asText().substring(prefix().length())));
        return Set.copyOf(names);
    }

    @Override
    public void drop(String name) {
        cluster.ask("DELETE", "/" + prefix() + name, null);
    }

    private String prefix() {
        return settings.prefix() + "-";
    }

    @Override
    public void close() {
        cluster.close();
    }
}
