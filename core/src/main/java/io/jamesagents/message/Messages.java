package io.jamesagents.message;

import io.jamesagents.AgentsException.NotFound;
import io.jamesagents.inbox.Reach;
import io.jamesagents.store.Cursor;
import io.jamesagents.store.Database;
import io.jamesagents.store.Page;
import java.util.List;

/** The messages of an organisation, as they were received and sent. */
public final class Messages {
    private final Database database;
    private final MessageStore store;

    public Messages(Database database, MessageStore store) {
        this.database = database;
        this.store = store;
    }

    public StoredMessage get(Reach reach, MessageId id) {
        return database.read(handle -> store.find(handle, reach.org(), id))
                .filter(message -> reach.covers(message.inbox()))
                .orElseThrow(() -> new NotFound("Message"));
    }

    public Page<StoredMessage> list(Reach reach, MessageQuery query) {
        List<StoredMessage> rows =
                database.read(handle -> store.list(handle, reach, query.withLimit(query.limit() + 1)));
        return Page.of(
                rows,
                query.limit(),
                message -> new Cursor(
                        message.createdAt().toEpochMilli(), message.id().value()));
    }
}
