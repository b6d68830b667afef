package io.jamesagents.search.lucene;

import io.jamesagents.search.SearchEngine;
import io.jamesagents.search.SearchIndexContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class LuceneIndexTest extends SearchIndexContract {
    @TempDir
    Path folder;

    @Override
    protected SearchEngine openEngine() {
        return new LuceneEngine(folder);
    }
}
