package io.jamesagents.search.lucene;

import io.jamesagents.message.MessageId;
import io.jamesagents.search.SearchField;
import io.jamesagents.search.SearchFilter;
import io.jamesagents.search.WordMatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;

/** Looks for messages by words in all their fields. */
final class WordQuery {
    private final Map<String, Integer> words;

    WordQuery(Map<String, Integer> words) {
        this.words = words;
    }

    List<WordMatch> find(IndexSearcher searcher, SearchFilter filter, int limit) throws IOException {
        Query query = new BooleanQuery.Builder()
                .add(anyWord(), Occur.MUST)
                .add(Filters.all(filter, Documents.MESSAGE), Occur.FILTER)
                .build();
        ScopedSearcher scoped = new ScopedSearcher(searcher, Filters.scope(filter));
        StoredIds ids = new StoredIds(searcher);
        List<WordMatch> matches = new ArrayList<>();
        for (ScoreDoc found : scoped.search(query, limit).scoreDocs) {
            matches.add(new WordMatch(new MessageId(ids.of(found.doc)), found.score));
        }
        matches.sort(Comparator.comparingDouble(WordMatch::score).reversed().thenComparing(match -> match.message()
                .value()));
        return matches;
    }

    private Query anyWord() {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        words.forEach((word, times) -> {
            for (SearchField field : SearchField.values()) {
                Query one = new TermQuery(new Term(Documents.name(field), word));
                any.add(new BoostQuery(one, (float) (times * field.weight())), Occur.SHOULD);
            }
        });
        return any.build();
    }
}
