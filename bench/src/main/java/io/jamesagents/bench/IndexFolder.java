package io.jamesagents.bench;

import io.jamesagents.inbox.InboxId;
import io.jamesagents.maildomain.DomainId;
import io.jamesagents.message.Direction;
import io.jamesagents.message.MessageId;
import io.jamesagents.org.OrgId;
import io.jamesagents.search.Fusion;
import io.jamesagents.search.Fusion.Side;
import io.jamesagents.search.IndexedMessage;
import io.jamesagents.search.IndexedMessage.Passage;
import io.jamesagents.search.PassageMatch;
import io.jamesagents.search.SearchField;
import io.jamesagents.search.SearchFilter;
import io.jamesagents.search.SearchIndex;
import io.jamesagents.search.WordMatch;
import io.jamesagents.search.lucene.LuceneEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** An index in a folder of its own, asked as the server asks it. */
final class IndexFolder implements AutoCloseable {
    private static final int DEPTH = 100;
    private static final OrgId ORG = new OrgId("org_bench");
    private static final InboxId INBOX = new InboxId("i_bench");
    private static final DomainId DOMAIN = new DomainId("d_bench");
    private static final SearchFilter ALL = SearchFilter.of(ORG, Set.of(INBOX), null);

    private final LuceneEngine engine;
    private final SearchIndex index;

    IndexFolder(Path folder, int dimensions) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        this.engine = new LuceneEngine(folder);
        this.index = engine.open("mail-1", dimensions);
    }

    SearchIndex index() {
        return index;
    }

    static IndexedMessage message(String id, String subject, String text, List<Passage> passages) {
        return new IndexedMessage(
                new MessageId(id),
                ORG,
                INBOX,
                DOMAIN,
                Direction.INBOUND,
                Instant.EPOCH,
                false,
                Set.of("ann@example.com"),
                Set.of("bench@example.com"),
                Set.of("ann@example.com", "bench@example.com"),
                Map.of(SearchField.SUBJECT, subject, SearchField.TEXT, subject + "\n" + text),
                passages);
    }

    /** By BM25 alone. */
    Map<MessageId, Double> words(String text) {
        Map<MessageId, Double> found = new LinkedHashMap<>();
        for (WordMatch match : index.words(ALL, text, DEPTH)) {
            found.put(match.message(), match.score());
        }
        return found;
    }

    /** By vectors alone. */
    Map<MessageId, Double> meaning(float[] vector) {
        Map<MessageId, Double> found = new LinkedHashMap<>();
        for (PassageMatch match : index.passages(ALL, vector, 2 * DEPTH)) {
            found.putIfAbsent(match.message(), match.cosine());
        }
        return found;
    }

    /** Both, as the server blends them. */
    Map<MessageId, Double> both(String text, float[] vector) {
        Map<MessageId, Double> words = words(text);
        return Fusion.rank(
                new Side<>(words, words.size() >= DEPTH),
                new Side<>(meaning(vector), true),
                Comparator.comparing(MessageId::value));
    }

    @Override
    public void close() {
        index.close();
        engine.close();
    }
}
