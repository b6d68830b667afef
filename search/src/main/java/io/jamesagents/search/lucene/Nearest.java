package io.jamesagents.search.lucene;

import io.jamesagents.message.MessageId;
import io.jamesagents.search.PassageMatch;
import io.jamesagents.search.SearchFilter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.ScoreDoc;

/** Looks for passages by their vectors. */
final class Nearest {
    private static final Set<String> STORED = Set.of(Documents.NUMBER, Documents.PASSAGE_TEXT);

    private Nearest() {}

    static List<PassageMatch> find(IndexSearcher searcher, SearchFilter filter, float[] vector, int limit)
            throws IOException {
        KnnFloatVectorQuery query =
                new KnnFloatVectorQuery(Documents.VECTOR, vector, limit, Filters.all(filter, Documents.PASSAGE));
        StoredIds ids = new StoredIds(searcher);
        StoredFields stored = searcher.storedFields();
        List<PassageMatch> matches = new ArrayList<>();
        for (ScoreDoc found : searcher.search(query, limit).scoreDocs) {
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
