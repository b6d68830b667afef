package io.jamesagents.search.lucene;

import io.jamesagents.search.SearchEngine;
import io.jamesagents.search.SearchIndex;
import io.jamesagents.search.words.MailWords;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/** Lucene within this process: each index is a folder, which one process at a time may have open. */
public final class LuceneEngine implements SearchEngine {
    private static final float K1 = 2;
    private static final float B = 0.9f;
    private static final double BUFFER_MIB = 16;

    private final Path folder;
    private final MailWords words = new MailWords();
    private final Set<LuceneIndex> open = ConcurrentHashMap.newKeySet();

    public LuceneEngine(Path folder) {
        this.folder = folder;
    }

    @Override
    public SearchIndex open(String name, int dimensions) {
        return Failures.get(() -> {
            Directory directory = FSDirectory.open(folder.resolve(name));
            LuceneIndex[] made = new LuceneIndex[1];
            made[0] =
                    new LuceneIndex(directory, new IndexWriter(directory, config()), words, () -> open.remove(made[0]));
            open.add(made[0]);
            return made[0];
        });
    }

    private IndexWriterConfig config() {
        TieredMergePolicy merges = new TieredMergePolicy();
        // What was deleted on request leaves the disk, however little it is.
        merges.setForceMergeDeletesPctAllowed(0);
        return new IndexWriterConfig(words.analyzer())
                .setSimilarity(new BM25Similarity(K1, B))
                .setCodec(new LargeVectorsCodec())
                .setMergePolicy(merges)
                .setRAMBufferSizeMB(BUFFER_MIB);
    }

    @Override
    public Set<String> names() {
        return Failures.get(() -> {
            if (!Files.isDirectory(folder)) {
                return Set.of();
            }
            try (Stream<Path> files = Files.list(folder)) {
                return files.filter(Files::isDirectory)
                        .map(path -> path.getFileName().toString())
                        .collect(Collectors.toUnmodifiableSet());
            }
        });
    }

    @Override
    public void drop(String name) {
        Failures.run(() -> {
            Path index = folder.resolve(name);
            if (Files.isDirectory(index)) {
                try (Stream<Path> files = Files.list(index)) {
                    for (Path file : files.toList()) {
                        Files.deleteIfExists(file);
                    }
                }
                Files.deleteIfExists(index);
            }
        });
    }

    /** Closes what is still open. */
    @Override
    public void close() {
        new HashSet<>(open).forEach(LuceneIndex::close);
    }
}
