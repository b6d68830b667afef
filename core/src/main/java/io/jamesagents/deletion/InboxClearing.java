package io.jamesagents.deletion;

import io.jamesagents.deletion.Target.Place;
import io.jamesagents.inbox.AdoptedInbox;
import io.jamesagents.inbox.InboxErasure;
import io.jamesagents.mailbox.MailAccounts;
import io.jamesagents.mailbox.MailFolder;
import io.jamesagents.mailbox.MailHead;
import io.jamesagents.mailbox.Mailboxes;
import io.jamesagents.outbound.Composer;
import io.jamesagents.store.Database;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Clears inboxes that have stopped and have no messages any more: whatever is left in their mailboxes, users and rows. */
final class InboxClearing implements Step {
    private static final int BATCH = 200;
    private static final List<String> TABLES = List.of(
            "event",
            "thread_reference",
            "thread_alias",
            "ingest",
            "mailbox_position",
            "send_intent",
            "suppression",
            "soft_failure",
            "new_recipient",
            "webhook_failing");

    private final Database database;
    private final Mailboxes mailboxes;
    private final MailAccounts accounts;

    InboxClearing(Database database, Mailboxes mailboxes, MailAccounts accounts) {
        this.database = database;
        this.mailboxes = mailboxes;
        this.accounts = accounts;
    }

    @Override
    public boolean run(Run run) {
        for (Place inbox : database.read(run.target()::places)) {
            if (!emptied(run, inbox) || !forgotten(run, inbox)) {
                return false;
            }
            run.commit(handle -> end(handle, run, inbox));
        }
        return true;
    }

    private static Counts end(Handle handle, Run run, Place inbox) {
        boolean ended = InboxErasure.end(handle, run.target().org(), inbox.id(), run.now());
        return Counts.of(Counts.INBOXES, ended ? 1 : 0);
    }

    /** Whether nothing is left in the mailboxes; what another inbox has as well stays. */
    private boolean emptied(Run run, Place inbox) {
        for (MailFolder folder : mailboxes.folders(inbox.mailboxUser())) {
            while (emptySome(inbox, folder)) {
                run.goOn();
                if (run.pause()) {
                    return false;
                }
            }
        }
        if (database.read(handle -> ours(handle, inbox))) {
            accounts.remove(inbox.mailboxUser());
        }
        return true;
    }

    /** Whether the user was made for this inbox, and no other has it as well. */
    private static boolean ours(Handle handle, Place inbox) {
        return !InboxErasure.shared(handle, inbox.id(), inbox.mailboxUser()) && !AdoptedInbox.is(handle, inbox.id());
    }

    private boolean emptySome(Place inbox, MailFolder folder) {
        List<MailHead> heads = mailboxes.list(folder, 0, BATCH, Composer.TRACE);
        // Asked after the mails were listed: those of an inbox that is made later are not among them.
        if (heads.isEmpty() || database.read(handle -> InboxErasure.shared(handle, inbox.id(), inbox.mailboxUser()))) {
            return false;
        }
        mailboxes.delete(folder, heads.stream().map(MailHead::place).toList());
        return true;
    }

    /** Whether nothing is left in the database; messages and what hangs on them went before. */
    private boolean forgotten(Run run, Place inbox) {
        List<String> threads = ids("mail_thread", inbox);
        while (!threads.isEmpty()) {
            List<String> batch = threads;
            run.commit(handle -> EndedThreads.after(handle, run.target().org(), batch, run.now()));
            threads = ids("mail_thread", inbox);
        }
        List<String> deliveries = ids("webhook_delivery", inbox);
        while (!deliveries.isEmpty()) {
            List<String> batch = deliveries;
            run.commit(
                    handle -> MessageRows.deliveries(handle, batch, run.target().org()));
            deliveries = ids("webhook_delivery", inbox);
        }
        Target one = run.target().only(inbox.id());
        return TABLES.stream().allMatch(table -> OwnedRows.delete(database, run, one, table));
    }

    private List<String> ids(String table, Place inbox) {
        return database.read(
                handle -> handle.createQuery("SELECT id FROM " + table + " WHERE inbox_id = :inbox LIMIT :limit")
                        .bind("inbox", inbox.id().value())
                        .bind("limit", BATCH)
                        .mapTo(String.class)
                        .list());
    }
}
