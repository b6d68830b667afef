package io.jamesagents.bench;

import io.jamesagents.Ids;
import io.jamesagents.store.Database;
import io.jamesagents.store.StoreSettings;
import java.io.IOException;
import java.util.Random;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Messages, threads, events and webhook deliveries, written straight into the store of a running server. */
record FilledOrg(String thread, String message, String delivery) {
    private static final long APART = 10_000;
    private static final int CHUNK = 5_000;
    private static final int PER_THREAD = 4;
    private static final String TEXT =
            "The invoice of last month is not paid yet, please look into it and tell us when to expect it.\n"
                    .repeat(12);

    /** Fills an inbox with as many messages, in threads of four. */
    static FilledOrg of(RunningServer server, Api.Inbox inbox, int messages) throws IOException {
        String[] last = new String[3];
        long begin = System.currentTimeMillis() - messages * APART;
        try (Database database = Database.open(StoreSettings.sqlite(server.store()))) {
            for (int from = 0; from < messages; from += CHUNK) {
                int first = from;
                database.update(handle -> write(handle, inbox, last, begin, first, Math.min(messages, first + CHUNK)));
            }
        }
        return new FilledOrg(last[0], last[1], last[2]);
    }

    private static void write(Handle handle, Api.Inbox inbox, String[] last, long begin, int from, int to) {
        PreparedBatch threads = handle.prepareBatch("INSERT INTO mail_thread (id, org_id, inbox_id, domain_id, subject,"
                + " snippet, first_message_at, last_message_at, message_count, last_direction, has_attachments, status,"
                + " routing_token, updated_at) SELECT :id, org_id, id, domain_id, :subject, :snippet, :at, :at, "
                + PER_THREAD + ", 'inbound', 0, 'open', :token, :at FROM inbox WHERE id = :inbox");
        PreparedBatch messages = handle.prepareBatch("INSERT INTO message (id, org_id, inbox_id, domain_id, thread_id,"
                + " direction, rfc_message_id, reference_ids, subject, prefixed, orphan_reply, sender, participants,"
                + " snippet, attachment_count, size, marks, created_at, mailbox, uid_validity, uid)"
                + " SELECT :id, org_id, id, domain_id, :thread, 'inbound', :rfc, '[]', :subject, 0, 0, :sender,"
                + " :people, :snippet, 0, 2000, '[]', :at, 'INBOX', 1, :uid FROM inbox WHERE id = :inbox");
        PreparedBatch bodies = handle.prepareBatch("INSERT INTO message_body (message_id, org_id, text)"
                + " SELECT :id, org_id, :text FROM inbox WHERE id = :inbox");
        PreparedBatch deliveries = handle.prepareBatch("INSERT INTO webhook_delivery (id, org_id, inbox_id, message_id,"
                + " event_id, endpoint, state, attempt_count, max_attempts, delivery_latency_ms, created_at,"
                + " delivered_at) SELECT :id, org_id, id, :message, :event, 'https://hooks.example/', 'delivered', 1, 8,"
                + " 12, :at, :at FROM inbox WHERE id = :inbox");
        Random random = new Random(from);
        for (int i = from; i < to; i++) {
            long at = begin + i * APART;
            String sender = "person" + random.nextInt(500) + "@bench.example";
            if (i % PER_THREAD == 0) {
                last[0] = Ids.random("conv_");
                threads.bind("id", last[0])
                        .bind("inbox", inbox.id())
                        .bind("subject", Mail.subject(i))
                        .bind("snippet", TEXT.substring(0, 150))
                        .bind("at", at)
                        .bind("token", Ids.random(""))
                        .add();
            }
            last[1] = Ids.random("msg_");
            last[2] = Ids.random("wdel_");
            messages.bind("id", last[1])
                    .bind("inbox", inbox.id())
                    .bind("thread", last[0])
                    .bind("rfc", "<" + i + "@bench.example>")
                    .bind("subject", Mail.subject(i))
                    .bind("sender", sender)
                    .bind(
                            "people",
                            "[{\"role\":\"sender\",\"identity\":\"" + sender + "\"},{\"role\":\"to\",\"identity\":\""
                                    + inbox.address() + "\"}]")
                    .bind("snippet", TEXT.substring(0, 150))
                    .bind("at", at)
                    .bind("uid", i + 1)
                    .add();
            bodies.bind("id", last[1])
                    .bind("inbox", inbox.id())
                    .bind("text", TEXT)
                    .add();
            deliveries
                    .bind("id", last[2])
                    .bind("inbox", inbox.id())
                    .bind("message", last[1])
                    .bind("event", Ids.random("evt_"))
                    .bind("at", at)
                    .add();
        }
        threads.execute();
        messages.execute();
        bodies.execute();
        deliveries.execute();
    }
}
