package io.jamesagents.suppression;

import io.jamesagents.inbox.Inbox;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Says to which recipients of a mail nothing is sent. An entry holds for its address, and without a tag for all tags of it. */
public final class SuppressionCheck {
    private final Clock clock;
    private final SuppressionStore store = new SuppressionStore();

    public SuppressionCheck(Clock clock) {
        this.clock = clock;
    }

    /** The recipients of a mail of this inbox that are suppressed, in their order, with the entry that holds for each. */
    public Map<String, Suppression> among(Handle handle, Inbox inbox, Collection<String> recipients) {
        Map<String, List<String>> keys = new LinkedHashMap<>();
        recipients.forEach(
                recipient -> CanonicalAddress.of(recipient).ifPresent(address -> keys.put(recipient, keys(address))));
        Set<String> all =
                keys.values().stream().flatMap(List::stream).collect(Collectors.toCollection(LinkedHashSet::new));
        if (all.isEmpty()) {
            return Map.of();
        }
        Map<String, Suppression> entries =
                store.holding(handle, SuppressionScope.of(inbox), all, clock.millis()).stream()
                        .collect(Collectors.toMap(
                                entry -> entry.address().value(), entry -> entry, SuppressionCheck::longer));
        Map<String, Suppression> found = new LinkedHashMap<>();
        keys.forEach((recipient, addresses) -> addresses.stream()
                .filter(entries::containsKey)
                .findFirst()
                .ifPresent(address -> found.put(recipient, entries.get(address))));
        return found;
    }

    private static Suppression longer(Suppression one, Suppression other) {
        return one.expiresAt() == null ? one : other;
    }

    /** The addresses whose entries hold for this one. */
    static List<String> keys(CanonicalAddress address) {
        CanonicalAddress untagged = address.untagged();
        return untagged.equals(address) ? List.of(address.value()) : List.of(address.value(), untagged.value());
    }
}
