package io.jamesagents.search.lucene;

import org.apache.lucene.index.IndexReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.similarities.Similarity;

/** Makes searchers that score as the index was written. */
final class Searchers extends SearcherFactory {
    private final Similarity similarity;

    Searchers(Similarity similarity) {
        this.similarity = similarity;
    }

    @Override
    public IndexSearcher newSearcher(IndexReader reader, IndexReader previous) {
        IndexSearcher searcher = new IndexSearcher(reader);
        searcher.setSimilarity(similarity);
        return searcher;
    }
}
