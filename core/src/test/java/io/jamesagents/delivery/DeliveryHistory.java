package io.jamesagents.delivery;

import io.jamesagents.ServerSecret;
import io.jamesagents.apikey.Caller;
import io.jamesagents.apikey.Scope;
import io.jamesagents.audit.Audit;
import io.jamesagents.deletion.DeletionScope;
import io.jamesagents.deletion.DeletionWorker;
import io.jamesagents.deletion.Deletions;
import io.jamesagents.deletion.Erasure;
import io.jamesagents.deletion.Wanted;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.inbox.Reach;
import io.jamesagents.ingest.TestingMailServer;
import io.jamesagents.message.MessageId;
import io.jamesagents.org.Orgs;
import io.jamesagents.outbound.Accepted;
import io.jamesagents.outbound.SendRequest;
import io.jamesagents.outbound.TestingSending;
import io.jamesagents.search.TestingSearch;
import io.jamesagents.store.Database;
import io.jamesagents.webhook.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** What can happen to sent mails, at random: news of all kinds, merges of their threads, deletions, and time that goes by. */
final class DeliveryHistory implements AutoCloseable {
    private static final RemoteReply REPLY = new RemoteReply("mx.example", 250, null, "ok");
    private static final List<RecipientState> NEWS = List.of(
            RecipientState.QUEUED,
            RecipientState.SENT,
            RecipientState.DELIVERED,
            RecipientState.FAILED,
            RecipientState.BOUNCED,
            RecipientState.COMPLAINED,
            RecipientState.SUPPRESSED);

    final SettableClock clock = new SettableClock();
    final TestingMailServer server;
    final List<Inbox> inboxes;
    private final Random random;
    private final Caller caller;
    private final TestingSending sending;
    private final DeliveryLedger ledger;
    private final DeletionWorker worker;
    private final Deletions deletions;
    private final List<Accepted> sent = new ArrayList<>();
    private long deleted;
    private int received;

    DeliveryHistory(Database database, Random random) throws Exception {
        this.random = random;
        server = new TestingMailServer(database, clock);
        inboxes = IntStream.range(0, 3).mapToObj(i -> server.inbox("i" + i)).toList();
        caller = new Caller(
                new Orgs(database, clock).get(server.org),
                "key_1",
                Set.of(Scope.ADMIN, Scope.DATA_DELETE),
                Reach.all(server.org));
        sending = new TestingSending(server, mail -> {}, clock);
        ledger = sending.ledger;
        TestingSearch search = TestingSearch.inMemory(database, server.threads, clock);
        Erasure erasure = new Erasure(
                database, server.inboxes, server.mailboxes, server.accounts, matching -> 0, search.forgetting);
        worker = new DeletionWorker(database, erasure, new Audit(database, clock), clock);
        deletions = new Deletions(
                database,
                new ServerSecret(new byte[32]),
                server.inboxes,
                worker,
                Duration.ofMinutes(1),
                new Audit(database, clock),
                clock);
    }

    /** So many things happen. */
    void goOn(int steps) throws Exception {
        for (int i = 0; i < steps; i++) {
            switch (random.nextInt(10)) {
                case 0, 1, 2 -> send();
                case 3, 4, 5, 6 -> hear();
                case 7 -> merge();
                case 8 -> clock.advance(Duration.ofMinutes(random.nextInt(500)));
                default -> deleteSome();
            }
        }
    }

    private void send() {
        List<String> to = random.nextBoolean() ? List.of("bob@x.example") : List.of("bob@x.example", "eve@x.example");
        Inbox inbox = inboxes.get(random.nextInt(inboxes.size()));
        sent.add(sending.sender.send(
                caller,
                new SendRequest(
                        to,
                        null,
                        null,
                        null,
                        "Hello",
                        null,
                        "Text",
                        null,
                        null,
                        inbox.id().value(),
                        null,
                        null,
                        null,
                        null),
                null));
    }

    private void hear() {
        if (!sent.isEmpty()) {
            MessageId message =
                    new MessageId(sent.get(random.nextInt(sent.size())).messageId());
            String recipient = random.nextBoolean() ? "bob@x.example" : "eve@x.example";
            ledger.record(message, recipient, Change.to(NEWS.get(random.nextInt(NEWS.size())), REPLY));
        }
    }

    /** A mail comes in that names two sent ones. */
    private void merge() throws Exception {
        if (!sent.isEmpty()) {
            String ids = sent.get(random.nextInt(sent.size())).smtpMessageId() + " "
                    + sent.get(random.nextInt(sent.size())).smtpMessageId();
            String mail = "From: carl@x.example\nReferences: " + ids + "\nMessage-ID: <" + received++ + "@x>\n\nText\n";
            for (Inbox inbox : inboxes) {
                server.delivery.deliver(TestingMailServer.mail("r" + received, inbox, mail), inbox);
            }
        }
    }

    private void deleteSome() {
        Instant before = clock.instant().minus(Duration.ofMinutes(random.nextInt(3000)));
        if (random.nextInt(3) == 0) {
            delete(before);
        }
    }

    void deleteAll() {
        clock.advance(Duration.ofMinutes(1));
        delete(clock.instant());
    }

    private void delete(Instant before) {
        var issued = deletions.request(caller, new Wanted(DeletionScope.MESSAGES, null, before));
        deletions.confirm(caller, issued.request().id(), issued.token());
        deleted += deletions
                .get(caller.reach(), issued.request().id())
                .deleted()
                .withTotal()
                .get("messages");
    }

    /** How many messages were deleted. */
    long deleted() {
        return deleted;
    }

    @Override
    public void close() {
        worker.close();
        sending.close();
        server.close();
    }
}
