package io.jamesagents.ingest;

import io.jamesagents.event.Events;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.message.Limits;
import io.jamesagents.message.MailParser;
import io.jamesagents.message.MessageStore;
import io.jamesagents.understanding.MessageJobs;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** A comparison of an inbox's mailbox with the database, as it will be later. */
record TestingRound(TestingMailServer server, Inbox inbox) {

    void afterAWhile() {
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(5));
        InboundCommit commit = new InboundCommit(
                server.database,
                server.ledger,
                new MessageStore(),
                server.writer,
                server.threads,
                new Events(List.of()),
                new InboundJobs(new MessageJobs(server.jobs)),
                later);
        try (MailParser parser = new MailParser(Limits.DEFAULT)) {
            new Adoption(
                            server.inboxes,
                            server.mailboxes,
                            parser,
                            server.ledger,
                            commit,
                            new MailboxPositions(server.database),
                            later)
                    .compare(inbox);
        }
    }
}
