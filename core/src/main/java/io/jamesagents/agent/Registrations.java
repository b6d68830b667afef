package io.jamesagents.agent;

import io.jamesagents.AgentsException.Conflict;
import io.jamesagents.AgentsException.Forbidden;
import io.jamesagents.AgentsException.Unauthenticated;
import io.jamesagents.Ids;
import io.jamesagents.ServerSecret;
import io.jamesagents.audit.Audit;
import io.jamesagents.inbox.FirstInbox;
import io.jamesagents.org.OrgId;
import io.jamesagents.org.Orgs;
import io.jamesagents.store.Database;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/**
 * How agents register themselves: an application is answered by a token and a challenge, and the signature of the challenge
 * makes the agent. Slug, address and key are set aside for as long as the token can be used, not longer.
 */
public final class Registrations {
    public static final Duration LIFE = Duration.ofMinutes(15);

    private final Database database;
    private final Orgs orgs;
    private final FirstInbox inbox;
    private final Enrolment enrolment;
    private final ServerSecret secret;
    private final boolean open;
    private final Clock clock;
    private final AgentStore agents = new AgentStore();
    private final RegistrationStore store = new RegistrationStore();

    public Registrations(
            Database database,
            Orgs orgs,
            FirstInbox inbox,
            Audit audit,
            ServerSecret secret,
            AgentSettings settings,
            Clock clock) {
        this.database = database;
        this.orgs = orgs;
        this.inbox = inbox;
        this.enrolment = new Enrolment(database, orgs, inbox, audit, clock);
        this.secret = secret;
        this.open = settings.registration();
        this.clock = clock;
    }

    /** The token is returned this once; the database holds an HMAC of it. */
    public record Registered(String token, Challenge challenge) {
        @Override
        public String toString() {
            return "Registered";
        }
    }

    public void requireOpen() {
        if (!open) {
            throw new Forbidden("This server does not let agents register themselves");
        }
    }

    public Registered register(Application wanted) {
        if (inbox.hasMailbox(wanted.slug())) {
            throw Orgs.slugTaken(wanted.slug());
        }
        String token = "ast_" + Ids.random("") + Ids.random("");
        Registration registration = new Registration(
                Ids.random("reg_"),
                new OrgId(Ids.random("org_")),
                wanted,
                wanted.purpose() == null ? Challenge.plain() : Challenge.contextual(),
                false,
                Instant.ofEpochMilli(clock.millis()).plus(LIFE));
        database.update(handle -> setAside(handle, registration, hmac(token)));
        return new Registered(token, registration.challenge());
    }

    private void setAside(Handle handle, Registration registration, String tokenHmac) {
        Application wanted = registration.application();
        long now = clock.millis();
        store.expired(handle, wanted.slug(), wanted.key(), now).forEach(over -> forget(handle, over));
        if (orgs.exists(handle, wanted.slug()) || store.hasSlug(handle, wanted.slug())) {
            throw Orgs.slugTaken(wanted.slug());
        }
        if (agents.hasKey(handle, wanted.key())) {
            throw keyTaken();
        }
        if (!inbox.reserve(handle, registration.org(), wanted.slug())) {
            throw Orgs.slugTaken(wanted.slug());
        }
        // The slug is ours alone since its address is: what is in the way now is the key.
        if (!store.insert(handle, registration, tokenHmac, now)) {
            throw keyTaken();
        }
    }

    private static Conflict keyTaken() {
        return new Conflict("public_key_exists", "This public key is already registered, or about to be");
    }

    /**
     * Makes the agent of a token, when the signature proves its key; {@code response} may be null for a plain challenge. A
     * token is good once, and dead after five wrong signatures. What was interrupted is completed by a repeat.
     */
    public Enrolled verify(String token, String response, byte[] signature) {
        String tokenHmac = hmac(token);
        Registration found = database.read(handle -> store.find(handle, tokenHmac, clock.millis()))
                .orElseThrow(Registrations::tokenRefused);
        String signed =
                found.challenge().signedText(response, found.application().purpose());
        if (!found.application().key().verifies(signed.getBytes(StandardCharsets.UTF_8), signature)) {
            database.update(handle -> store.countTry(handle, found.id()));
            throw new Unauthenticated("invalid_signature", "The signature is not one of the challenge under this key");
        }
        return enrolment.enrol(found.id()).orElseThrow(() -> contended(tokenHmac));
    }

    private RuntimeException contended(String tokenHmac) {
        boolean there = database.read(handle -> store.find(handle, tokenHmac, clock.millis()))
                .isPresent();
        return there
                ? new Conflict("verification_in_progress", "This registration is being verified at this moment")
                : tokenRefused();
    }

    private static Unauthenticated tokenRefused() {
        return new Unauthenticated("invalid_token", "Invalid, used or expired agentSignupToken");
    }

    private String hmac(String token) {
        return secret.hmac("agent-signup", token);
    }

    /** Forgets registrations whose time is over, with what was set aside or begun for them. */
    public void cleanUp() {
        long now = clock.millis();
        database.read(handle -> store.expired(handle, now, now - LIFE.toMillis()))
                .forEach(over -> {
                    if (over.opened()) {
                        inbox.removeMailbox(over.slug());
                    }
                    database.update(handle -> forget(handle, over));
                });
    }

    private void forget(Handle handle, Registration over) {
        if (store.delete(handle, over.id())) {
            inbox.release(handle, over.org(), over.slug());
        }
    }
}
