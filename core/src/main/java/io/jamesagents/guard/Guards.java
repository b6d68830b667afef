package io.jamesagents.guard;

import io.jamesagents.apikey.Caller;
import io.jamesagents.audit.Audit;
import io.jamesagents.guard.GuardStore.State;
import io.jamesagents.org.OrgId;
import io.jamesagents.store.Database;
import java.time.Clock;
import java.util.Map;

/** The guards of an organisation as its callers see them, and make them stricter. */
public final class Guards {
    private final Database database;
    private final GuardSettings settings;
    private final Audit audit;
    private final Clock clock;
    private final GuardStore store = new GuardStore();

    public Guards(Database database, GuardSettings settings, Audit audit, Clock clock) {
        this.database = database;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
    }

    /** The rules that hold, and the pause that there is, or null. */
    public record Standing(GuardRules rules, SendingPause pause) {}

    public Standing get(OrgId org) {
        return standing(database.read(handle -> store.state(handle, org)));
    }

    private Standing standing(State state) {
        boolean paused = state.pause() != null && !state.pause().isOver(clock.instant());
        return new Standing(settings.rules().with(state.wish()), paused ? state.pause() : null);
    }

    /** Replaces what the organisation asked of itself before; looser than the operator's rules it cannot be. */
    public Standing set(Caller caller, GuardWish wish) {
        caller.reach().requireWholeOrganisation();
        wish.requireWithin(settings.rules());
        return database.write(handle -> {
            store.put(handle, caller.orgId(), wish, clock.millis());
            audit.record(
                    handle,
                    caller.orgId(),
                    caller.actor(),
                    "guards.changed",
                    caller.orgId().value(),
                    Map.of("reputation", wish.reputation(), "burst", wish.burst()));
            return standing(store.state(handle, caller.orgId()));
        });
    }
}
