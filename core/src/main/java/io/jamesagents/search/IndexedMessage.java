package io.jamesagents.search;

import io.jamesagents.inbox.InboxId;
import io.jamesagents.maildomain.DomainId;
import io.jamesagents.message.Direction;
import io.jamesagents.message.MessageId;
import io.jamesagents.org.OrgId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A message as the index has it. {@code from}, {@code to} and {@code participants} are {@link AddressTerms}; a field that is not
 * in {@code fields} is empty. Passages may be missing while there are no vectors for them.
 */
public record IndexedMessage(
        MessageId id,
        OrgId org,
        InboxId inbox,
        DomainId domain,
        Direction direction,
        Instant createdAt,
        boolean hasAttachment,
        Set<String> from,
        Set<String> to,
        Set<String> participants,
        Map<SearchField, String> fields,
        List<Passage> passages) {

    public IndexedMessage {
        from = Set.copyOf(from);
        to = Set.copyOf(to);
        participants = Set.copyOf(participants);
        fields = Map.copyOf(fields);
        passages = List.copyOf(passages);
    }

    IndexedMessage withoutPassages() {
        return with(List.of());
    }

    IndexedMessage with(List<Passage> others) {
        return new IndexedMessage(
                id, org, inbox, domain, direction, createdAt, hasAttachment, from, to, participants, fields, others);
    }

    /** A part of the message's text and the vector of what it means, of length 1. */
    public record Passage(String text, float[] vector) {}
}
