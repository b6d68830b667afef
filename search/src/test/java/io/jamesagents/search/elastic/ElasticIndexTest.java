package io.jamesagents.search.elastic;

import io.jamesagents.search.SearchEngine;
import io.jamesagents.search.SearchIndexContract;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

class ElasticIndexTest extends SearchIndexContract {
    @Override
    protected SearchEngine openEngine() throws Exception {
        return new ElasticEngine(
                new ElasticSettings(List.of(TestElasticsearch.node()), "", "test", 1, Duration.ofSeconds(30)),
                Clock.systemUTC());
    }
}
