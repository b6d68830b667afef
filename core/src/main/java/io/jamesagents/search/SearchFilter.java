package io.jamesagents.search;

import io.jamesagents.inbox.InboxId;
import io.jamesagents.maildomain.DomainId;
import io.jamesagents.message.Direction;
import io.jamesagents.message.MessageId;
import io.jamesagents.org.OrgId;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/**
 * Which messages are looked at; null for any, an empty set for none. {@code from}, {@code to} and {@code participant} are each one
 * of {@link AddressTerms}; {@code before} and {@code after} are exclusive bounds of the time of arrival.
 */
public record SearchFilter(
        OrgId org,
        Set<InboxId> inboxes,
        DomainId domain,
        String from,
        String to,
        String participant,
        Instant before,
        Instant after,
        Direction direction,
        Boolean hasAttachment,
        Set<MessageId> messages) {

    public SearchFilter {
        Objects.requireNonNull(org, "no search goes over organisations");
        inboxes = inboxes == null ? null : Set.copyOf(inboxes);
        messages = messages == null ? null : Set.copyOf(messages);
    }

    public static SearchFilter of(OrgId org, Set<InboxId> inboxes, DomainId domain) {
        return new SearchFilter(org, inboxes, domain, null, null, null, null, null, null, null, null);
    }

    /** The same, of these messages alone. */
    public SearchFilter only(Set<MessageId> some) {
        return new SearchFilter(
                org, inboxes, domain, from, to, participant, before, after, direction, hasAttachment, some);
    }
}
