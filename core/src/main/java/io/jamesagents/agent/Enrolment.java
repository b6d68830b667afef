package io.jamesagents.agent;

import io.jamesagents.AgentsException.Conflict;
import io.jamesagents.audit.Audit;
import io.jamesagents.inbox.FirstInbox;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.org.Orgs;
import io.jamesagents.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Turns a proven registration into an organisation, an inbox and an agent. James's part, the mailbox, comes first and may be
 * repeated; then everything of ours is one transaction, which takes the registration away.
 */
final class Enrolment {
    private static final Duration LEASE = Duration.ofSeconds(30);

    private final Database database;
    private final Orgs orgs;
    private final FirstInbox inbox;
    private final Audit audit;
    private final Clock clock;
    private final AgentStore agents = new AgentStore();
    private final RegistrationStore store = new RegistrationStore();

    Enrolment(Database database, Orgs orgs, FirstInbox inbox, Audit audit, Clock clock) {
        this.database = database;
        this.orgs = orgs;
        this.inbox = inbox;
        this.audit = audit;
        this.clock = clock;
    }

    /** Empty when the registration is gone, or somebody is at it. */
    Optional<Enrolled> enrol(String id) {
        long now = clock.millis();
        return database.write(handle -> store.lease(handle, id, now, now + LEASE.toMillis()))
                .flatMap(this::enrol);
    }

    private Optional<Enrolled> enrol(Registration registration) {
        try {
            makeMailbox(registration);
            return database.write(handle -> complete(handle, registration));
        } finally {
            database.update(handle -> store.endLease(handle, registration.id()));
        }
    }

    /** A James user that was there before is somebody's; one that may be left from an earlier try is ours. */
    private void makeMailbox(Registration registration) {
        if (!registration.opened()) {
            if (inbox.hasMailbox(registration.slug())) {
                throw Orgs.slugTaken(registration.slug());
            }
            database.update(handle -> store.markOpened(handle, registration.id()));
        }
        inbox.makeMailbox(registration.slug());
    }

    private Optional<Enrolled> complete(Handle handle, Registration registration) {
        if (!store.delete(handle, registration.id())) {
            return Optional.empty();
        }
        Application application = registration.application();
        orgs.insert(handle, registration.org(), registration.slug(), application.orgName());
        Inbox opened = inbox.open(handle, registration.org(), registration.slug(), application.agentName());
        AgentId agent = AgentId.random();
        if (!agents.insert(handle, agent, registration, opened.id(), clock.millis())) {
            throw new Conflict("public_key_exists", "This public key is already registered");
        }
        audit.record(handle, registration.org(), agent.value(), "agent.registered", agent.value());
        return Optional.of(new Enrolled(agent, registration.org(), opened));
    }
}
