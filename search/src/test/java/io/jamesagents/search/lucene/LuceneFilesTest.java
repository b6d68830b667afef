package io.jamesagents.search.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import io.jamesagents.inbox.InboxId;
import io.jamesagents.maildomain.DomainId;
import io.jamesagents.message.Direction;
import io.jamesagents.message.MessageId;
import io.jamesagents.org.OrgId;
import io.jamesagents.search.IndexedMessage;
import io.jamesagents.search.IndexedMessage.Passage;
import io.jamesagents.search.SearchField;
import io.jamesagents.search.SearchFilter;
import io.jamesagents.search.SearchIndex;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in the files of an index, and what survives a crash. */
class LuceneFilesTest {
    private static final OrgId ORG = new OrgId("o_1");
    private static final SearchFilter ALL = SearchFilter.of(ORG, null, null);
    private static final int DIMENSIONS = 2048;

    @TempDir
    Path folder;

    private LuceneEngine engine;
    private SearchIndex index;

    @BeforeEach
    void open() {
        engine = new LuceneEngine(folder);
        index = engine.open("mail-1", DIMENSIONS);
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private void put(String id, String text) {
        float[] vector = new float[DIMENSIONS];
        vector[0] = 1;
        index.put(List.of(new IndexedMessage(
                new MessageId(id),
                ORG,
                new InboxId("i_1"),
                new DomainId("d_1"),
                Direction.INBOUND,
                Instant.EPOCH,
                false,
                Set.of(),
                Set.of(),
                Set.of(),
                Map.of(SearchField.TEXT, text),
                List.of(new Passage(text, vector)))));
    }

    private boolean inFiles(String word) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(word)) {
                    return true;
                }
            }
            return false;
        }
    }

    @Test
    void removedWordsShouldLeaveTheFiles() throws Exception {
        put("m_1", "canary4711");
        put("m_2", "canary4712");
        index.commit(Instant.now());
        assertThat(inFiles("canary4711")).isTrue();
        index.remove(ORG, List.of(new MessageId("m_1")));
        index.commit(Instant.now());
        index.expunge();
        assertThat(inFiles("canary4711")).isFalse();
        assertThat(index.words(ALL, "canary4712", 10)).hasSize(1);
    }

    @Test
    void crashShouldTakeWhatWasNotCommittedAndNoMore() {
        put("m_1", "first");
        index.commit(Instant.ofEpochMilli(4711));
        put("m_2", "second");
        engine.close();
        open();
        assertThat(index.committed()).isEqualTo(Instant.ofEpochMilli(4711));
        assertThat(index.words(ALL, "first", 10)).hasSize(1);
        assertThat(index.words(ALL, "second", 10)).isEmpty();
    }

    @Test
    void rarityOfWordsShouldNotDependOnOtherOrganisations() {
        put("m_1", "zebra");
        put("m_2", "other");
        index.refresh();
        double before = index.words(ALL, "zebra", 10).get(0).score();
        for (int i = 0; i < 50; i++) {
            index.put(List.of(new IndexedMessage(
                    new MessageId("x_" + i),
                    new OrgId("o_2"),
                    new InboxId("i_2"),
                    new DomainId("d_1"),
                    Direction.INBOUND,
                    Instant.EPOCH,
                    false,
                    Set.of(),
                    Set.of(),
                    Set.of(),
                    Map.of(SearchField.TEXT, "zebra ".repeat(i + 1)),
                    List.of())));
        }
        index.refresh();
        assertThat(index.words(ALL, "zebra", 10).get(0).score()).isEqualTo(before);
    }
}
