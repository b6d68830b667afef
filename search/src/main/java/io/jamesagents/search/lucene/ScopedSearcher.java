package io.jamesagents.search.lucene;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TermStatistics;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BitSet;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.SmallFloat;

/**
 * Counts how rare words are, and how long texts are, among the messages of a scope only: what others have does not change what a
 * caller finds, and cannot be guessed from it. One for each search.
 */
final class ScopedSearcher extends IndexSearcher {
    /** So many texts tell how long texts are. */
    private static final int SAMPLE = 10_000;

    private final Map<LeafReaderContext, FixedBitSet> scope = new HashMap<>();
    private final long messages;

    ScopedSearcher(IndexSearcher searcher, Query messagesInScope) throws IOException {
        super(searcher.getIndexReader());
        setSimilarity(searcher.getSimilarity());
        Weight weight = searcher.createWeight(searcher.rewrite(messagesInScope), ScoreMode.COMPLETE_NO_SCORES, 1);
        long count = 0;
        for (LeafReaderContext leaf : getLeafContexts()) {
            FixedBitSet bits = bits(weight, leaf);
            scope.put(leaf, bits);
            count += bits.cardinality();
        }
        this.messages = count;
    }

    private static FixedBitSet bits(Weight weight, LeafReaderContext leaf) throws IOException {
        FixedBitSet bits = new FixedBitSet(leaf.reader().maxDoc());
        Scorer scorer = weight.scorer(leaf);
        Bits live = leaf.reader().getLiveDocs();
        if (scorer != null) {
            DocIdSetIterator documents = scorer.iterator();
            for (int i = documents.nextDoc(); i != DocIdSetIterator.NO_MORE_DOCS; i = documents.nextDoc()) {
                if (live == null || live.get(i)) {
                    bits.set(i);
                }
            }
        }
        return bits;
    }

    @Override
    public TermStatistics termStatistics(Term term, int docFreq, long totalTermFreq) throws IOException {
        long count = 0;
        for (LeafReaderContext leaf : getLeafContexts()) {
            TermsEnum terms = leaf.reader().terms(term.field()) == null
                    ? null
                    : leaf.reader().terms(term.field()).iterator();
            if (terms != null && terms.seekExact(term.bytes())) {
                count += common(terms.postings(null, PostingsEnum.NONE), scope.get(leaf));
            }
        }
        long least = Math.max(1, count);
        return new TermStatistics(term.bytes(), least, least);
    }

    private static long common(PostingsEnum postings, BitSet scope) throws IOException {
        long count = 0;
        for (int i = postings.nextDoc(); i != DocIdSetIterator.NO_MORE_DOCS; i = postings.nextDoc()) {
            if (scope.get(i)) {
                count++;
            }
        }
        return count;
    }

    @Override
    public CollectionStatistics collectionStatistics(String field) throws IOException {
        long texts = 0;
        long words = 0;
        for (LeafReaderContext leaf : getLeafContexts()) {
            NumericDocValues lengths = leaf.reader().getNormValues(field);
            FixedBitSet bits = scope.get(leaf);
            for (int i = lengths == null ? DocIdSetIterator.NO_MORE_DOCS : lengths.nextDoc();
                    i != DocIdSetIterator.NO_MORE_DOCS && texts < SAMPLE;
                    i = lengths.nextDoc()) {
                if (bits.get(i)) {
                    texts++;
                    words += SmallFloat.byte4ToInt((byte) lengths.longValue());
                }
            }
        }
        long count = Math.max(1, messages);
        long total = texts == 0 ? count : Math.max(count, Math.round((double) words / texts * count));
        return new CollectionStatistics(field, Math.max(count, getIndexReader().maxDoc()), count, total, count);
    }
}
