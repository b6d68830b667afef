package io.jamesagents.guard;

import io.jamesagents.Json;
import io.jamesagents.delivery.Change;
import io.jamesagents.delivery.DeliverySubscriber;
import io.jamesagents.delivery.RecipientEntry;
import io.jamesagents.delivery.RecipientState;
import io.jamesagents.event.EventType;
import io.jamesagents.event.Events;
import io.jamesagents.guard.GuardStore.Figures;
import io.jamesagents.guard.GuardStore.State;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.inbox.InboxStore;
import io.jamesagents.store.Database;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops an organisation from sending, for a while, in the transaction that notes the bounce or complaint which was one too many.
 * The event goes to the inbox whose mail that was.
 */
public final class ReputationWatch implements DeliverySubscriber {
    private static final Logger LOGGER = LoggerFactory.getLogger(ReputationWatch.class);
    private static final int MILLE = 1000;

    private final Database database;
    private final GuardSettings settings;
    private final Events events;
    private final Clock clock;
    private final GuardStore store = new GuardStore();

    public ReputationWatch(Database database, GuardSettings settings, Events events, Clock clock) {
        this.database = database;
        this.settings = settings;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public void changed(Handle handle, RecipientEntry entry, Change change) {
        boolean bounced = change.state() == RecipientState.BOUNCED;
        boolean complained = change.state() == RecipientState.COMPLAINED;
        if (!bounced && !complained) {
            return;
        }
        Instant now = Instant.ofEpochMilli(clock.millis());
        database.lock(handle, entry.org());
        store.count(handle, entry.org(), SendGuards.minute(now), new Figures(0, bounced ? 1 : 0, complained ? 1 : 0));
        State state = store.state(handle, entry.org());
        boolean paused = state.pause() != null && !state.pause().isOver(now);
        GuardRules rules = settings.rules().with(state.wish());
        if (rules.reputation() && !paused) {
            judge(handle, entry, rules, state, now);
        }
    }

    private void judge(Handle handle, RecipientEntry entry, GuardRules rules, State state, Instant now) {
        Instant from = now.minus(settings.window());
        // What led to the last pause is paid for.
        if (state.pause() != null && state.pause().endsAt().isAfter(from)) {
            from = state.pause().endsAt();
        }
        Figures figures = store.figures(handle, entry.org(), SendGuards.minute(from));
        reason(rules, figures).ifPresent(reason -> pause(handle, entry, reason, figures, now));
    }

    private Optional<String> reason(GuardRules rules, Figures figures) {
        if (figures.recipients() < settings.minimum()) {
            return Optional.empty();
        }
        if (figures.complained() * MILLE >= rules.complaintPerMille() * figures.recipients()) {
            return Optional.of(SendingPause.COMPLAINTS);
        }
        return figures.bounced() * MILLE >= rules.bouncePerMille() * figures.recipients()
                ? Optional.of(SendingPause.BOUNCES)
                : Optional.empty();
    }

    private void pause(Handle handle, RecipientEntry entry, String reason, Figures figures, Instant now) {
        SendingPause pause = new SendingPause(reason, now, now.plus(settings.pause()));
        store.pause(handle, entry.org(), pause);
        LOGGER.warn("{} may not send until {}: {}", entry.org(), pause.endsAt(), reason);
        Optional<Inbox> inbox = InboxStore.in(handle, entry.inbox());
        inbox.ifPresent(found -> events.happened(
                handle,
                found,
                EventType.SENDING_PAUSED,
                Long.toString(now.toEpochMilli()),
                null,
                null,
                Json.MAPPER
                        .createObjectNode()
                        .put("reason", reason)
                        .put("recipients", figures.recipients())
                        .put("bounced", figures.bounced())
                        .put("complained", figures.complained())
                        .put("paused_until", Json.time(pause.endsAt())),
                now));
    }
}
