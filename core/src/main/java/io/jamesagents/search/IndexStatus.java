package io.jamesagents.search;

import io.jamesagents.AgentsException.Unavailable;
import io.jamesagents.search.IndexRows.Row;
import io.jamesagents.store.Database;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an operator wants to know of the search indexes. */
public final class IndexStatus {
    private final Database database;
    private final Indexes indexes;

    public IndexStatus(Database database, Indexes indexes) {
        this.database = database;
        this.indexes = indexes;
    }

    /** An index, {@code live} or {@code building}, and what is in it: null when it cannot be asked. */
    public record OneIndex(String name, String state, String model, @Nullable IndexSize size) {}

    /** The indexes there are, and how many messages are to be in the one that answers. */
    public record All(long messages, List<OneIndex> indexes) {}

    public All get() {
        List<OneIndex> all = indexes.rows().all().stream().map(this::one).toList();
        return new All(SearchEntries.count(database), all);
    }

    /** Whether the index that answers searches can be asked. */
    public boolean answers() {
        LiveIndex live = indexes.live();
        try {
            return live != null && live.index().size() != null;
        } catch (Unavailable e) {
            return false;
        }
    }

    private OneIndex one(Row row) {
        return new OneIndex(row.name(), row.state(), row.model(), size(row));
    }

    @Nullable private IndexSize size(Row row) {
        try {
            return indexes.size(row.name());
        } catch (Unavailable e) {
            return null;
        }
    }
}
