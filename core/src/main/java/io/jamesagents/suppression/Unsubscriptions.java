package io.jamesagents.suppression;

import io.jamesagents.audit.Audit;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.inbox.InboxStore;
import io.jamesagents.store.Database;
import io.jamesagents.suppression.UnsubscribeLinks.Link;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Recipients who do not want any more mail from an inbox. */
public final class Unsubscriptions {
    /** Who did it, in the audit log, where nothing is about anybody. */
    private static final String RECIPIENT = "recipient";

    private final Database database;
    private final UnsubscribeLinks links;
    private final Audit audit;
    private final Clock clock;
    private final SuppressionStore store = new SuppressionStore();

    public Unsubscriptions(Database database, UnsubscribeLinks links, Audit audit, Clock clock) {
        this.database = database;
        this.links = links;
        this.audit = audit;
        this.clock = clock;
    }

    /** Refuses a token that was not made here; asks no database. */
    public Link require(String token) {
        return links.read(token);
    }

    /** Suppresses the recipient for good. Again, or when the inbox is gone, it changes nothing. */
    public void unsubscribe(Link link) {
        database.update(handle -> {
            database.lock(handle, link.inbox());
            Optional<Inbox> inbox = InboxStore.in(handle, link.inbox())
                    .filter(found -> found.org().equals(link.org()));
            inbox.ifPresent(found -> suppress(handle, found, link));
        });
    }

    private void suppress(Handle handle, Inbox inbox, Link link) {
        Instant now = Instant.ofEpochMilli(clock.millis());
        Suppression entry = Suppression.of(
                        SuppressionScope.of(inbox), link.recipient(), SuppressionReason.UNSUBSCRIBE, now)
                .because(link.message(), null);
        Map<String, String> details = Map.of(
                "inbox_id", inbox.id().value(), "message_id", link.message().value());
        store.put(handle, entry)
                .ifPresent(id -> audit.record(handle, inbox.org(), RECIPIENT, "suppression.unsubscribed", id, details));
    }
}
