package io.jamesagents.deletion;

import io.jamesagents.Ids;
import io.jamesagents.deletion.Target.Place;
import io.jamesagents.ingest.InboundDelivery;
import io.jamesagents.mailbox.MailFolder;
import io.jamesagents.mailbox.MailHead;
import io.jamesagents.mailbox.Mailboxes;
import io.jamesagents.outbound.Composer;
import io.jamesagents.store.Database;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Deletes mails that somebody has moved or copied over IMAP to other folders than those where the messages know them. */
final class MovedMails implements Step {
    private static final Set<String> KNOWN = Set.of(MailFolder.INBOX, MailFolder.SENT);
    private static final int BATCH = 200;

    private final Database database;
    private final Mailboxes mailboxes;

    MovedMails(Database database, Mailboxes mailboxes) {
        this.database = database;
        this.mailboxes = mailboxes;
    }

    @Override
    public boolean run(Run run) {
        for (Place inbox : database.read(run.target()::places)) {
            for (MailFolder folder : mailboxes.folders(inbox.mailboxUser())) {
                if (!KNOWN.contains(folder.name())) {
                    Function<String, String> received =
                            trace -> Ids.derived("msg_", trace, inbox.id().value());
                    delete(run, folder, InboundDelivery.TRACE, received);
                    delete(run, folder, Composer.TRACE, Function.identity());
                }
            }
            if (run.pause()) {
                return false;
            }
        }
        return true;
    }

    /** Looks through a folder for mails whose header names a message that goes. */
    private void delete(Run run, MailFolder folder, String header, Function<String, String> message) {
        long after = 0;
        List<MailHead> heads = mailboxes.list(folder, after, BATCH, header);
        while (!heads.isEmpty()) {
            List<MailHead> traced =
                    heads.stream().filter(head -> head.header() != null).toList();
            Set<String> going = going(
                    run.target(),
                    traced.stream().map(head -> message.apply(head.header())).toList());
            mailboxes.delete(
                    folder,
                    traced.stream()
                            .filter(head -> going.contains(message.apply(head.header())))
                            .map(MailHead::place)
                            .toList());
            run.goOn();
            after = heads.get(heads.size() - 1).place().uid();
            heads = mailboxes.list(folder, after, BATCH, header);
        }
    }

    private Set<String> going(Target target, List<String> messages) {
        return messages.isEmpty()
                ? Set.of()
                : database.read(handle -> Set.copyOf(target.bind(handle.createQuery(
                                "SELECT m.id FROM message m WHERE m.id IN (<ids>) AND " + target.messages("m")))
                        .bindList("ids", messages)
                        .mapTo(String.class)
                        .list()));
    }
}
