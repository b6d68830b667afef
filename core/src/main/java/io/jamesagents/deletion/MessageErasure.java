package io.jamesagents.deletion;

import io.jamesagents.deletion.Target.Place;
import io.jamesagents.mailbox.MailFolder;
import io.jamesagents.mailbox.Mailboxes;
import io.jamesagents.mailbox.StoredUid;
import io.jamesagents.store.Database;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Deletes messages, a batch at a time: first the mails from their mailboxes, then in one transaction all that the database has
 * of them. Cut off in between, the rows are still there to find the batch again.
 */
final class MessageErasure implements Step {
    private static final int BATCH = 100;

    private final Database database;
    private final Mailboxes mailboxes;

    MessageErasure(Database database, Mailboxes mailboxes) {
        this.database = database;
        this.mailboxes = mailboxes;
    }

    private record Doomed(String id, String thread, String mailbox, StoredUid place) {}

    @Override
    public boolean run(Run run) {
        for (Place inbox : database.read(run.target()::places)) {
            List<Doomed> batch = next(run.target(), inbox);
            while (!batch.isEmpty()) {
                delete(run, inbox, batch);
                if (run.pause()) {
                    return false;
                }
                batch = next(run.target(), inbox);
            }
        }
        return true;
    }

    private List<Doomed> next(Target target, Place inbox) {
        String sql = "SELECT m.id, m.thread_id, m.mailbox, m.uid_validity, m.uid FROM message m"
                + " WHERE m.inbox_id = :place AND " + target.messages("m")
                + " ORDER BY m.created_at, m.id LIMIT :limit";
        return database.read(handle -> target.bind(handle.createQuery(sql))
                .bind("place", inbox.id().value())
                .bind("limit", BATCH)
                .map((row, context) -> new Doomed(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        new StoredUid(row.getLong(4), row.getLong(5))))
                .list());
    }

    private void delete(Run run, Place inbox, List<Doomed> batch) {
        database.read(handle -> notOfOthers(handle, inbox, batch)).stream()
                .collect(Collectors.groupingBy(
                        Doomed::mailbox, Collectors.mapping(Doomed::place, Collectors.toUnmodifiableList())))
                .forEach((mailbox, places) -> mailboxes.delete(new MailFolder(inbox.mailboxUser(), mailbox), places));
        run.commit(handle -> deleteRows(handle, run, inbox, batch));
    }

    /** A newer inbox at the same address has the same mailboxes, and has taken over mail that it found there. */
    private static List<Doomed> notOfOthers(Handle handle, Place inbox, List<Doomed> batch) {
        List<StoredUid> others = handle.createQuery("SELECT o.uid_validity, o.uid FROM inbox i JOIN message o"
                        + " ON o.inbox_id = i.id AND o.mailbox IN (<mailboxes>) AND o.uid IN (<uids>)"
                        + " WHERE i.mailbox_user = :user AND i.id <> :inbox")
                .bindList(
                        "mailboxes",
                        batch.stream().map(Doomed::mailbox).distinct().toList())
                .bindList("uids", batch.stream().map(mail -> mail.place().uid()).toList())
                .bind("user", inbox.mailboxUser())
                .bind("inbox", inbox.id().value())
                .map((row, context) -> new StoredUid(row.getLong(1), row.getLong(2)))
                .list();
        return batch.stream().filter(mail -> !others.contains(mail.place())).toList();
    }

    private Counts deleteRows(Handle handle, Run run, Place inbox, List<Doomed> batch) {
        database.lock(handle, inbox.id());
        Target target = run.target();
        Counts rows = MessageRows.delete(
                handle, target.org(), batch.stream().map(Doomed::id).toList());
        // A merge may have moved a message since it was found: the threads of both times are looked at.
        TreeSet<String> threads = batch.stream().map(Doomed::thread).collect(Collectors.toCollection(TreeSet::new));
        threads.addAll(aliased(handle, target, threads));
        return rows.plus(EndedThreads.after(handle, target.org(), threads, run.now()));
    }

    private static List<String> aliased(Handle handle, Target target, TreeSet<String> threads) {
        return handle.createQuery("SELECT thread_id FROM thread_alias WHERE org_id = :org AND old_id IN (<threads>)")
                .bind("org", target.org().value())
                .bindList("threads", List.copyOf(threads))
                .mapTo(String.class)
                .list();
    }
}
