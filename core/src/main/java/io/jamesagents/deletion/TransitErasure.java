package io.jamesagents.deletion;

import io.jamesagents.deletion.InTransit.Traveller;
import io.jamesagents.inbox.Inboxes;
import io.jamesagents.store.Database;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes mail out of queues and repositories: what the deleted messages' inbox sends, and, when an inbox goes, what is for it
 * alone. What others get as well stays theirs; the delivery leaves the erased inbox out.
 */
final class TransitErasure implements Step {
    private final Database database;
    private final InTransit transit;

    TransitErasure(Database database, InTransit transit) {
        this.database = database;
        this.transit = transit;
    }

    @Override
    public boolean run(Run run) {
        Target target = run.target();
        Set<String> addresses = target.wanted().wholeInboxes() ? addresses(target) : Set.of();
        transit.remove(mail -> concerns(mail, addresses) || sentMessage(target, mail));
        run.goOn();
        return true;
    }

    static boolean concerns(Traveller mail, Set<String> addresses) {
        boolean sentBy = mail.messageId() != null && addresses.contains(Inboxes.withoutDetail(mail.sender()));
        boolean onlyFor = !mail.recipients().isEmpty()
                && mail.recipients().stream().map(Inboxes::withoutDetail).allMatch(addresses::contains);
        return sentBy || onlyFor;
    }

    private boolean sentMessage(Target target, Traveller mail) {
        return mail.messageId() != null
                && database.read(handle -> target.bind(handle.createQuery(
                                "SELECT 1 FROM message m WHERE m.id = :id AND " + target.messages("m")))
                        .bind("id", mail.messageId())
                        .mapTo(Integer.class)
                        .findOne()
                        .isPresent());
    }

    /** Those that the inboxes have and had, as far as they are not those of living ones by now. */
    private Set<String> addresses(Target target) {
        String going = " FROM inbox WHERE org_id = :org AND erasure = 'running'" + target.inbox("id");
        String sql = "SELECT address" + going + " UNION SELECT mailbox_user" + going
                + " UNION SELECT address FROM inbox_address WHERE org_id = :org" + target.inbox("inbox_id")
                + " EXCEPT SELECT address FROM inbox WHERE org_id = :org AND deleted_at IS NULL";
        return database.read(handle -> target.bindInbox(handle.createQuery(sql)).mapTo(String.class).stream()
                .collect(Collectors.toUnmodifiableSet()));
    }
}
