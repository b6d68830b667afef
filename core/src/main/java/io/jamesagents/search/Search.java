package io.jamesagents.search;

import io.jamesagents.AgentsException.Unavailable;
import io.jamesagents.embedding.Embedder;
import io.jamesagents.embedding.EmbeddingUnavailable;
import io.jamesagents.inbox.Reach;
import io.jamesagents.store.Database;
import io.jamesagents.thread.Threads;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds threads by meaning and words. Without vectors it finds by words, without an index, or when that finds nothing, in the
 * database by {@link WordSearch}; an answer says what it had to do without.
 */
public final class Search {
    private static final Logger LOGGER = LoggerFactory.getLogger(Search.class);

    private final Indexes indexes;
    private final Embedder embedder;
    private final IndexSearch index;
    private final WordSearch words;

    public Search(Database database, Threads threads, Indexes indexes, Embedder embedder) {
        this.indexes = indexes;
        this.embedder = embedder;
        this.index = new IndexSearch(database, threads);
        this.words = new WordSearch(database, threads);
    }

    private record Meaning(float @Nullable [] vector, @Nullable String missing) {}

    public Findings find(Reach reach, SearchQuery query) {
        LiveIndex live = indexes.live();
        if (live == null) {
            return byWords(reach, query, "The search index is not there yet");
        }
        try {
            Meaning meaning = meaning(live, query.text());
            List<Hit> hits = index.find(live.index(), reach, query, meaning.vector());
            return hits.isEmpty()
                    ? byWords(reach, query, meaning.missing())
                    : new Findings(hits, meaning.vector() != null, meaning.missing());
        } catch (Unavailable e) {
            LOGGER.warn("Search goes on in the database: {}", e.getMessage());
            return byWords(reach, query, "The search index does not answer");
        }
    }

    private Findings byWords(Reach reach, SearchQuery query, @Nullable String degraded) {
        return new Findings(words.find(reach, query), false, degraded);
    }

    private Meaning meaning(LiveIndex live, String text) {
        if (embedder.dimensions() == 0) {
            return new Meaning(null, null);
        }
        if (embedder.dimensions() == 0) {
            // An operator wants it so.
            return new Meaning(null, null);
        }
        if (!live.model().equals(embedder.model())) {
            return new Meaning(null, "The vectors are being made anew");
        }
        try {
            return new Meaning(embedder.query(text), null);
        } catch (EmbeddingUnavailable e) {
            LOGGER.debug("Search goes on by words: {}", e.getMessage());
            return new Meaning(null, "The embedding model does not answer");
        }
    }
}
