package io.jamesagents.suppression;

import io.jamesagents.delivery.DeliveryLedger;
import io.jamesagents.delivery.RecipientEntry;
import io.jamesagents.inbox.InboxStore;
import io.jamesagents.message.MessageId;
import io.jamesagents.store.Database;
import java.util.List;
import java.util.Optional;

/** Looks again, right before a mail goes out, whether its recipient has been suppressed since the mail was accepted. */
public final class SuppressedSince {
    private final Database database;
    private final DeliveryLedger ledger;
    private final SuppressionCheck check;

    public SuppressedSince(Database database, DeliveryLedger ledger, SuppressionCheck check) {
        this.database = database;
        this.ledger = ledger;
        this.check = check;
    }

    /** Whether nothing may be sent to this recipient any more; then the ledger says so, too. */
    public boolean holds(MessageId message, String recipient) {
        Optional<Suppression> entry = ledger.find(message, recipient)
                .filter(standing -> standing.state().underWay())
                .flatMap(this::entry);
        entry.ifPresent(found -> ledger.record(message, recipient, found.change()));
        return entry.isPresent();
    }

    private Optional<Suppression> entry(RecipientEntry standing) {
        String recipient = standing.recipient();
        return database.read(handle -> InboxStore.in(handle, standing.inbox())
                .map(inbox -> check.among(handle, inbox, List.of(recipient)).get(recipient)));
    }
}
