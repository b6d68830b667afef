package io.jamesagents.agent;

import io.jamesagents.AgentsException.Unauthenticated;
import io.jamesagents.Ids;
import io.jamesagents.agent.AgentStore.Known;
import io.jamesagents.apikey.Caller;
import io.jamesagents.apikey.Scope;
import io.jamesagents.inbox.Reach;
import io.jamesagents.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;

/** Agents that registered themselves, known by their signatures. An agent may do everything in its organisation. */
public final class Agents {
    /** How far the clocks of an agent and of this server may be apart. */
    public static final Duration TOLERANCE = Duration.ofSeconds(60);

    private static final String REFUSED = "Invalid agent signature";

    private final Database database;
    private final SpentNonces nonces;
    private final Clock clock;
    private final AgentStore store = new AgentStore();

    public Agents(Database database, Clock clock) {
        this.database = database;
        this.nonces = new SpentNonces(database, clock);
        this.clock = clock;
    }

    /**
     * The agent, if it signed these bytes; refused in the same words, and after the same work, whatever is wrong: the id or
     * the signature. Who signed well learns that its organisation is suspended.
     */
    public Caller authenticate(String id, byte[] signed, byte[] signature) {
        Optional<Known> known = Ids.wellFormed(id) ? database.read(handle -> store.find(handle, id)) : Optional.empty();
        boolean good = known.map(Known::key).orElse(AgentKey.NOBODYS).verifies(signed, signature);
        if (!good || known.isEmpty()) {
            throw refused();
        }
        Known agent = known.get();
        agent.suspension().ifPresent(refusal -> {
            throw refusal;
        });
        return new Caller(
                agent.org(),
                id,
                EnumSet.allOf(Scope.class),
                Reach.all(agent.org().id()));
    }

    /** The same for bytes that may be signed once: the nonce that they contain is spent by a good signature. */
    public Caller authenticateOnce(String id, byte[] signed, byte[] signature, String nonce) {
        Caller caller = authenticate(id, signed, signature);
        if (!nonces.spend(caller.orgId(), id, Ids.hash(nonce))) {
            throw new Unauthenticated("replayed_signature", "This signature was used before");
        }
        return caller;
    }

    /** Whether there is an active agent of this id, and its organisation is active. */
    public boolean active(String id) {
        return database.read(handle -> store.find(handle, id))
                .filter(agent -> agent.suspension().isEmpty())
                .isPresent();
    }

    /** Refuses a time that lies too far from now, in either direction. */
    public void requireNow(long millis) {
        long now = clock.millis();
        if (millis < now - TOLERANCE.toMillis() || millis > now + TOLERANCE.toMillis()) {
            throw new Unauthenticated(
                    "timestamp_out_of_range",
                    "The timestamp is more than " + TOLERANCE.toSeconds() + " seconds off",
                    clock.instant());
        }
    }

    public long millis() {
        return clock.millis();
    }

    public static Unauthenticated refused() {
        return new Unauthenticated("invalid_signature", REFUSED);
    }

    /** Forgets nonces that nobody would believe any more. */
    public void cleanUp() {
        nonces.cleanUp();
    }
}
