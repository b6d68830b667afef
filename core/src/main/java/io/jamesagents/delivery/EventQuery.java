package io.jamesagents.delivery;

import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.maildomain.DomainId;
import io.jamesagents.message.MessageId;
import io.jamesagents.store.Cursor;
import java.util.List;

/** Which events of sent mails are wanted: at least one of inbox, domain and message is given, each other value may be null. */
public record EventQuery(InboxId inbox, DomainId domain, MessageId message, String type, int limit, Cursor after) {
    private static final List<String> TYPES =
            List.of("sent", "delivered", "delivery_delayed", "bounced", "complained", "failed", "suppressed");

    public EventQuery {
        if (inbox == null && domain == null && message == null) {
            throw new Invalid("inbox_id", "One of inbox_id, domain_id, message_id is required");
        }
        if (type != null && !TYPES.contains(type)) {
            throw new Invalid("event_type", "event_type must be one of " + String.join(", ", TYPES));
        }
    }

    /** The newest events of a message. */
    public static EventQuery of(MessageId message, int limit) {
        return new EventQuery(null, null, message, null, limit, null);
    }
}
