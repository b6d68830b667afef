package io.jamesagents.inbox;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The inboxes that mail comes to, for a second: each mail asks for its inbox in the SMTP dialogue, at the matcher and at the
 * delivery. A change on this node is seen at once, one on another within that second.
 */
final class InboxCache {
    private static final Duration KEPT = Duration.ofSeconds(1);
    private static final int MOST = 10_000;

    private final Map<String, Kept> kept = new ConcurrentHashMap<>();
    private final Clock clock;

    InboxCache(Clock clock) {
        this.clock = clock;
    }

    private record Kept(Inbox inbox, long until) {}

    Optional<Inbox> get(String address, Function<String, Optional<Inbox>> lookUp) {
        long now = clock.millis();
        Kept known = kept.get(address);
        if (known != null && known.until > now) {
            return Optional.of(known.inbox);
        }
        Optional<Inbox> found = lookUp.apply(address);
        if (kept.size() >= MOST) {
            kept.clear();
        }
        found.ifPresentOrElse(
                inbox -> kept.put(address, new Kept(inbox, now + KEPT.toMillis())), () -> kept.remove(address));
        return found;
    }

    void clear() {
        kept.clear();
    }
}
