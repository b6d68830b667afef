package io.jamesagents.search.lucene;

import io.jamesagents.message.MessageId;
import io.jamesagents.search.PassageMatch;
import io.jamesagents.search.SearchFilter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.ConjunctionUtils;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;

/**
 * Looks for passages by their vectors: at all that the filter lets through if they are not too many, else by Lucene's graph of
 * neighbours, which now and then misses one.
 */
final class Nearest {
    private static final Set<String> STORED = Set.of(Documents.NUMBER, Documents.PASSAGE_TEXT);
    /** Looking at so many takes some milliseconds. */
    private static final int LOOKED_AT = 20_000;

    private static final Comparator<ScoreDoc> FARTHEST_FIRST =
            Comparator.<ScoreDoc>comparingDouble(found -> found.score).thenComparing(found -> -found.doc);

    private final IndexSearcher searcher;
    private final float[] vector;
    private final int limit;

    private Nearest(IndexSearcher searcher, float[] vector, int limit) {
        this.searcher = searcher;
        this.vector = vector;
        this.limit = limit;
    }

    static List<PassageMatch> find(IndexSearcher searcher, SearchFilter filter, float[] vector, int limit)
            throws IOException {
        Query passages = Filters.all(filter, Documents.PASSAGE);
        Nearest nearest = new Nearest(searcher, vector, limit);
        return nearest.matches(
                searcher.count(passages) <= LOOKED_AT ? nearest.amongAll(passages) : nearest.byGraph(passages));
    }

    private List<ScoreDoc> byGraph(Query passages) throws IOException {
        Query query = new KnnFloatVectorQuery(Documents.VECTOR, vector, limit, passages);
        return List.of(searcher.search(query, limit).scoreDocs);
    }

    private List<ScoreDoc> amongAll(Query passages) throws IOException {
        Weight weight = searcher.createWeight(searcher.rewrite(passages), ScoreMode.COMPLETE_NO_SCORES, 1);
        PriorityQueue<ScoreDoc> best = new PriorityQueue<>(FARTHEST_FIRST);
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            Scorer allowed = weight.scorer(leaf);
            FloatVectorValues vectors = leaf.reader().getFloatVectorValues(Documents.VECTOR);
            if (allowed != null && vectors != null) {
                look(leaf, allowed, vectors.scorer(vector), best);
            }
        }
        List<ScoreDoc> found = new ArrayList<>(best);
        found.sort(FARTHEST_FIRST.reversed());
        return found;
    }

    private void look(LeafReaderContext leaf, Scorer allowed, VectorScorer scorer, PriorityQueue<ScoreDoc> best)
            throws IOException {
        Bits live = leaf.reader().getLiveDocs();
        DocIdSetIterator both = ConjunctionUtils.intersectIterators(List.of(scorer.iterator(), allowed.iterator()));
        for (int i = both.nextDoc(); i != DocIdSetIterator.NO_MORE_DOCS; i = both.nextDoc()) {
            if (live == null || live.get(i)) {
                best.add(new ScoreDoc(leaf.docBase + i, scorer.score()));
                if (best.size() > limit) {
                    best.remove();
                }
            }
        }
    }

    private List<PassageMatch> matches(List<ScoreDoc> nearest) throws IOException {
        StoredIds ids = new StoredIds(searcher);
        StoredFields stored = searcher.storedFields();
        List<PassageMatch> matches = new ArrayList<>();
        for (ScoreDoc found : nearest) {
            Document document = stored.document(found.doc, STORED);
            matches.add(new PassageMatch(
                    new MessageId(ids.of(found.doc)),
                    document.getField(Documents.NUMBER).numericValue().intValue(),
                    document.get(Documents.PASSAGE_TEXT),
                    cosine(found.score)));
        }
        return matches;
    }

    /** Lucene's scores are not below 0. */
    private static double cosine(float score) {
        return 2.0 * score - 1;
    }
}
