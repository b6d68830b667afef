package io.jamesagents.suppression;

import io.jamesagents.delivery.Change;
import io.jamesagents.delivery.DeliverySubscriber;
import io.jamesagents.delivery.RecipientEntry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/**
 * Suppresses the recipients, for the inbox that sent, who refused a mail for good or complained of it, for good; and for a week
 * those to whom three mails in a row were given up. A delivery begins the count anew.
 */
public final class FailureRules implements DeliverySubscriber {
    private static final int SOFT_FAILURES = 3;
    private static final Duration SOFT = Duration.ofDays(7);

    private final Clock clock;
    private final SuppressionStore store = new SuppressionStore();

    public FailureRules(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void changed(Handle handle, RecipientEntry entry, Change change) {
        CanonicalAddress.of(entry.recipient()).ifPresent(address -> {
            switch (change.state()) {
                case DELIVERED -> SoftFailures.reset(handle, entry, address);
                case COMPLAINED -> store.put(handle, because(entry, address, SuppressionReason.COMPLAINT, change));
                case BOUNCED, FAILED -> failed(handle, entry, address, change);
                default -> {}
            }
        });
    }

    private void failed(Handle handle, RecipientEntry entry, CanonicalAddress address, Change change) {
        if (Change.HARD.equals(change.bounceType())) {
            store.put(handle, because(entry, address, SuppressionReason.HARD_BOUNCE, change));
        } else if (SoftFailures.add(handle, entry, address, clock.millis()) >= SOFT_FAILURES) {
            SoftFailures.reset(handle, entry, address);
            Suppression soft = because(entry, address, SuppressionReason.SOFT_BOUNCE, change);
            store.put(handle, soft.until(soft.createdAt().plus(SOFT)));
        }
    }

    private Suppression because(
            RecipientEntry entry, CanonicalAddress address, SuppressionReason reason, Change change) {
        SuppressionScope scope = new SuppressionScope(entry.org(), entry.inbox(), entry.domain());
        return Suppression.of(scope, address, reason, Instant.ofEpochMilli(clock.millis()))
                .because(entry.message(), change.reply().text());
    }
}
