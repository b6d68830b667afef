package io.jamesagents.search.lucene;

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
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;

/** An index of Lucene's in a folder. Searches see it as it was at the last refresh. */
final class LuceneIndex implements SearchIndex {
    private static final String UP_TO = "up-to";

    private final Directory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private final MailWords words;
    private final Runnable closed;

    LuceneIndex(Directory directory, IndexWriter writer, MailWords words, Runnable closed) throws IOException {
        this.directory = directory;
        this.writer = writer;
        this.words = words;
        this.closed = closed;
        this.searchers =
                new SearcherManager(writer, new Searchers(writer.getConfig().getSimilarity()));
    }

    @Override
    public void put(List<IndexedMessage> messages) {
        Failures.run(() -> {
            for (IndexedMessage message : messages) {
                writer.updateDocuments(new Term(Documents.ID, message.id().value()), Documents.of(message));
            }
        });
    }

    @Override
    public void remove(OrgId org, Collection<MessageId> messages) {
        delete(org, Filters.messages(messages));
    }

    @Override
    public void removeInbox(OrgId org, InboxId inbox) {
        delete(org, Filters.term(Documents.INBOX, inbox.value()));
    }

    @Override
    public void removeOrganisation(OrgId org) {
        Failures.run(() -> writer.deleteDocuments(new Term(Documents.ORG, org.value())));
    }

    private void delete(OrgId org, Query which) {
        Failures.run(() -> writer.deleteDocuments(new BooleanQuery.Builder()
                .add(Filters.term(Documents.ORG, org.value()), Occur.FILTER)
                .add(which, Occur.FILTER)
                .build()));
    }

    @Override
    public void expunge() {
        Failures.run(() -> {
            writer.forceMergeDeletes();
            writer.commit();
            searchers.maybeRefreshBlocking();
            // Files that the searcher of before had open.
            writer.deleteUnusedFiles();
        });
    }

    @Override
    public void refresh() {
        Failures.run(searchers::maybeRefreshBlocking);
    }

    @Override
    public void commit(Instant upTo) {
        Failures.run(() -> {
            writer.setLiveCommitData(
                    Map.of(UP_TO, Long.toString(upTo.toEpochMilli())).entrySet());
            writer.commit();
        });
    }

    @Override
    public Instant committed() {
        Iterable<Map.Entry<String, String>> data = writer.getLiveCommitData();
        return data == null
                ? Instant.EPOCH
                : StreamSupport.stream(data.spliterator(), false)
                        .filter(entry -> entry.getKey().equals(UP_TO))
                        .map(entry -> Instant.ofEpochMilli(Long.parseLong(entry.getValue())))
                        .findFirst()
                        .orElse(Instant.EPOCH);
    }

    @Override
    public List<WordMatch> words(SearchFilter filter, String text, int limit) {
        Map<String, Integer> wanted = words.ofQuery(text);
        return wanted.isEmpty() ? List.of() : search(searcher -> new WordQuery(wanted).find(searcher, filter, limit));
    }

    @Override
    public List<PassageMatch> passages(SearchFilter filter, float[] vector, int limit) {
        return search(searcher -> Nearest.find(searcher, filter, vector, limit));
    }

    @Override
    public List<List<Span>> spans(String query, List<String> texts) {
        List<List<Span>> spans = new ArrayList<>();
        texts.forEach(text -> spans.add(words.spans(query, text)));
        return spans;
    }

    @Override
    public IndexSize size() {
        return search(searcher -> new IndexSize(
                searcher.count(Filters.term(Documents.KIND, Documents.MESSAGE)),
                searcher.count(Filters.term(Documents.KIND, Documents.PASSAGE)),
                bytes()));
    }

    private long bytes() throws IOException {
        long bytes = 0;
        for (String file : directory.listAll()) {
            bytes += directory.fileLength(file);
        }
        return bytes;
    }

    private interface Search<T> {
        T with(IndexSearcher searcher) throws IOException;
    }

    private <T> T search(Search<T> search) {
        return Failures.get(() -> {
            IndexSearcher searcher = searchers.acquire();
            try {
                return search.with(searcher);
            } finally {
                searchers.release(searcher);
            }
        });
    }

    /** What was not committed is not kept, as after a crash. */
    @Override
    public void close() {
        Failures.run(() -> {
            searchers.close();
            writer.rollback();
            directory.close();
        });
        closed.run();
    }
}
