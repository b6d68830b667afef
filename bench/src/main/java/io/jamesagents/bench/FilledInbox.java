package io.jamesagents.bench;

import io.jamesagents.Ids;
import io.jamesagents.store.Cursor;
import io.jamesagents.store.Database;
import io.jamesagents.store.StoreSettings;
import java.io.IOException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Threads written straight into the store of a running server: what a hundred thousand mails would leave there to be listed. */
record FilledInbox(Cursor middle) {
    private static final long BEGIN = 1_700_000_000_000L;
    private static final long APART = 60_000;
    private static final int CHUNK = 5_000;
    private static final int TAGGED = 3;

    static FilledInbox of(RunningServer server, Api.Inbox inbox, int size) throws IOException {
        String[] ids = new String[size];
        try (Database database = Database.open(StoreSettings.sqlite(server.store()))) {
            for (int from = 0; from < size; from += CHUNK) {
                int first = from;
                database.update(handle -> write(handle, inbox, ids, first, Math.min(size, first + CHUNK)));
            }
        }
        return new FilledInbox(new Cursor(time(size / 2), ids[size / 2]));
    }

    private static void write(Handle handle, Api.Inbox inbox, String[] ids, int from, int to) {
        PreparedBatch threads = handle.prepareBatch("INSERT INTO mail_thread (id, org_id, inbox_id, domain_id, subject,"
                + " snippet, first_message_at, last_message_at, message_count, last_direction, has_attachments, status,"
                + " routing_token, updated_at) SELECT :id, org_id, id, domain_id, :subject, :snippet, :at, :at, 1,"
                + " 'inbound', 0, 'open', :token, :at FROM inbox WHERE id = :inbox");
        PreparedBatch tags = handle.prepareBatch("INSERT INTO thread_tag (thread_id, tag, org_id, position)"
                + " SELECT :id, 'billing', org_id, 1 FROM inbox WHERE id = :inbox");
        for (int i = from; i < to; i++) {
            ids[i] = Ids.random("conv_");
            threads.bind("id", ids[i])
                    .bind("inbox", inbox.id())
                    .bind("subject", Mail.subject(i))
                    .bind(
                            "snippet",
                            "The invoice of last month is not paid yet, please look into it and tell us. ".repeat(2))
                    .bind("at", time(i))
                    .bind("token", Ids.random(""))
                    .add();
            if (i % TAGGED == 0) {
                tags.bind("id", ids[i]).bind("inbox", inbox.id()).add();
            }
        }
        threads.execute();
        tags.execute();
    }

    private static long time(int number) {
        return BEGIN + number * APART;
    }
}
