package io.jamesagents.search;

import io.jamesagents.message.MessageId;
import io.jamesagents.org.OrgId;
import io.jamesagents.store.Database;
import java.util.List;

/** Takes deleted messages out of the indexes: nothing finds them any more at once, and their words leave the files soon. */
public final class Forgetting {
    private static final int BATCH = 500;

    private final Database database;
    private final Indexes indexes;
    private final IndexCare care;

    public Forgetting(Database database, Indexes indexes, IndexCare care) {
        this.database = database;
        this.indexes = indexes;
        this.care = care;
    }

    /** Some of an organisation's deleted messages; false when there are no more. */
    public boolean some(OrgId org) {
        List<MessageId> gone = database.read(handle -> SearchEntries.removed(handle, org, BATCH));
        if (gone.isEmpty()) {
            return false;
        }
        indexes.remove(org, gone);
        care.expungeSoon();
        database.update(handle -> SearchEntries.forget(handle, org, gone));
        return true;
    }

    /** Takes the words of deleted messages out of the indexes' files now, which can take minutes. */
    public void expunge() {
        indexes.expunge();
    }
}
