package io.jamesagents.guard;

import io.jamesagents.AgentsException.Limited;
import io.jamesagents.guard.GuardStore.Figures;
import io.jamesagents.guard.GuardStore.Recent;
import io.jamesagents.guard.GuardStore.State;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.org.OrgId;
import io.jamesagents.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Refuses mails of an organisation that is stopped, or sends too fast. Exact, since it counts in the transaction of the send. */
public final class SendGuards {
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final Database database;
    private final GuardSettings settings;
    private final Clock clock;
    private final GuardStore store = new GuardStore();

    public SendGuards(Database database, GuardSettings settings, Clock clock) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
    }

    /** Refuses early what is stopped for a while. */
    public void requireOpen(OrgId org) {
        requireNotPaused(database.read(handle -> store.state(handle, org)));
    }

    private void requireNotPaused(State state) {
        Instant now = clock.instant();
        if (state.pause() != null && !state.pause().isOver(now)) {
            throw new Limited(
                    "sending_paused",
                    "Sending is paused until " + state.pause().endsAt() + " because of the organisation's "
                            + state.pause().reason().replace('_', ' '),
                    Duration.between(now, state.pause().endsAt()));
        }
    }

    /**
     * Refuses a mail to these recipients, or passes it. The caller holds the inbox's lock, and takes none of another inbox
     * afterwards.
     */
    public void pass(Handle handle, Inbox inbox, Collection<String> recipients) {
        State state = store.state(handle, inbox.org());
        GuardRules rules = settings.rules().with(state.wish());
        if (rules.reputation() || rules.burst()) {
            // From here on nobody else stops the organisation or sends for it.
            database.lock(handle, inbox.org());
            state = store.state(handle, inbox.org());
        }
        requireNotPaused(state);
        if (rules.burst()) {
            requireNoBurst(handle, inbox.org());
        }
        if (rules.newRecipientsPerDay() > 0) {
            countNew(handle, inbox, recipients, rules.newRecipientsPerDay());
        }
    }

    private void requireNoBurst(Handle handle, OrgId org) {
        List<Long> last = store.lastSent(handle, org, Math.max(settings.inTenSeconds(), settings.inMinute()));
        requireNoBurst(last, settings.inTenSeconds(), TEN_SECONDS);
        requireNoBurst(last, settings.inMinute(), MINUTE);
    }

    private void requireNoBurst(List<Long> last, int most, Duration window) {
        if (last.size() < most) {
            return;
        }
        Duration left = Duration.ofMillis(last.get(most - 1) - clock.millis()).plus(window);
        if (left.compareTo(Duration.ZERO) > 0) {
            throw new Limited(
                    "burst_limit", "More than " + most + " mails within " + window.toSeconds() + " seconds", left);
        }
    }

    private void countNew(Handle handle, Inbox inbox, Collection<String> recipients, int most) {
        Instant now = clock.instant();
        List<String> fresh = new ArrayList<>(recipients);
        fresh.removeAll(store.known(handle, inbox.org(), inbox.id(), recipients));
        if (fresh.isEmpty()) {
            return;
        }
        Recent recent =
                store.recent(handle, inbox.org(), inbox.id(), now.minus(DAY).toEpochMilli());
        if (recent.count() + fresh.size() > most) {
            throw new Limited(
                    "new_recipient_limit",
                    "An inbox may write to at most " + most + " new recipients in a day",
                    Duration.between(now, recent.first().orElse(now).plus(DAY)));
        }
        store.insertNew(handle, inbox.org(), inbox.id(), fresh, now.toEpochMilli());
    }

    /** Counts a mail that passed, after everything else that its transaction does. */
    public void sent(Handle handle, OrgId org, int recipients) {
        store.count(handle, org, minute(clock.instant()), new Figures(recipients, 0, 0));
    }

    static long minute(Instant at) {
        return Math.floorDiv(at.toEpochMilli(), MINUTE.toMillis());
    }

    /** Forgets what lies behind every window. */
    public void cleanUp() {
        Instant now = clock.instant();
        database.update(handle -> store.forget(
                handle, minute(now.minus(settings.window())) - 1, now.minus(DAY).toEpochMilli()));
    }
}
