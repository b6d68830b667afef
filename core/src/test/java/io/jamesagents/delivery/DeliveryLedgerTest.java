package io.jamesagents.delivery;

import static io.jamesagents.delivery.RecipientState.DELIVERED;
import static io.jamesagents.delivery.RecipientState.QUEUED;
import static io.jamesagents.delivery.RecipientState.SENDING;
import static io.jamesagents.delivery.RecipientState.SENT;
import static io.jamesagents.delivery.RecipientState.SUPPRESSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.jamesagents.event.Events;
import io.jamesagents.inbox.Reach;
import io.jamesagents.ingest.TestingMailServer;
import io.jamesagents.message.MessageId;
import io.jamesagents.message.MessageStore;
import io.jamesagents.message.StoredMessage;
import io.jamesagents.outbound.TestingSender;
import io.jamesagents.store.Database;
import io.jamesagents.webhook.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeliveryLedgerTest {
    private static final String EACH = "io.jamesagents.store.TestDatabases#each";
    private static final String BOB = "bob@x.example";
    private static final String EVE = "eve@x.example";
    private static final RemoteReply TAKEN = new RemoteReply("mx.x.example", 250, null, null);
    private static final RemoteReply BUSY = new RemoteReply("mx.x.example", 451, "4.3.0", "451 4.3.0 Later");
    private static final RemoteReply REFUSED = new RemoteReply("mx.x.example", 550, "5.1.1", "550 5.1.1 Who?");

    private final SettableClock clock = new SettableClock();
    private final List<String> changes = new ArrayList<>();
    private TestingMailServer server;
    private TestingSender sender;
    private DeliveryLedger ledger;
    private DeliveryEvents events;

    private MessageId send(Database database, String... to) throws Exception {
        server = new TestingMailServer(database, clock);
        sender = new TestingSender(server, clock, "ada");
        DeliverySubscriber noting = (handle, entry, change) -> changes.add(entry.state() + " " + change.state());
        ledger = new DeliveryLedger(database, new MessageStore(), new Events(List.of()), List.of(noting), clock);
        events = new DeliveryEvents(database, clock);
        return sender.send(to);
    }

    @AfterEach
    void stop() {
        sender.close();
        server.close();
    }

    private RecipientEntry entry(MessageId message, String recipient) {
        return ledger.find(message, recipient).orElseThrow();
    }

    private StoredMessage stored(MessageId message) {
        return server.messages.get(Reach.all(server.org), message);
    }

    private List<String> types(MessageId message) {
        return events.list(Reach.all(server.org), EventQuery.of(message, 100)).rows().stream()
                .map(DeliveryEvent::type)
                .toList();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void mailShouldGoFromQueueOverAttemptsToItsEnd(Database database) throws Exception {
        MessageId message = send(database, BOB);
        Instant next = clock.instant().plus(Duration.ofMinutes(1));
        assertThat(entry(message, BOB).state()).isEqualTo(QUEUED);

        assertThat(ledger.begin(message, "Bob@X.example").orElseThrow().state()).isEqualTo(QUEUED);
        ledger.record(message, BOB, Change.deferred(BUSY, next));
        RecipientEntry waiting = entry(message, BOB);
        StoredMessage queued = stored(message);
        ledger.begin(message, BOB);
        ledger.record(message, BOB, Change.to(DELIVERED, TAKEN));

        assertThat(waiting.reply()).isEqualTo(BUSY);
        assertThat(waiting.nextAttempt()).isEqualTo(next);
        assertThat(waiting.attempts()).isEqualTo(1);
        assertThat(queued.deliveryStatus()).isEqualTo("queued");
        assertThat(queued.delivery().get("deferral_reason").asText()).contains("Later");
        RecipientEntry delivered = entry(message, BOB);
        assertThat(delivered.state()).isEqualTo(DELIVERED);
        assertThat(delivered.attempts()).isEqualTo(2);
        assertThat(delivered.nextAttempt()).isNull();
        assertThat(delivered.possibleDuplicate()).isFalse();
        assertThat(stored(message).deliveryStatus()).isEqualTo("delivered");
        assertThat(stored(message).delivery().has("next_attempt_at")).isFalse();
        assertThat(types(message)).containsExactlyInAnyOrder("delivery_delayed", "sent", "delivered");
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void newsShouldCountOnceWhenTheyComeTwice(Database database) throws Exception {
        MessageId message = send(database, BOB);

        assertThat(ledger.record(message, BOB, Change.bounced(REFUSED))).isTrue();
        assertThat(ledger.record(message, BOB, Change.bounced(REFUSED))).isFalse();

        assertThat(types(message)).containsExactly("bounced");
        assertThat(changes).containsExactly("QUEUED BOUNCED");
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void whatWentWrongShouldNotBeTakenBackByLateNews(Database database) throws Exception {
        MessageId message = send(database, BOB);

        ledger.record(message, BOB, Change.bounced(REFUSED));
        ledger.record(message, BOB, Change.to(SENT, TAKEN));
        ledger.record(message, BOB, Change.to(DELIVERED, TAKEN));
        ledger.record(message, BOB, Change.deferred(BUSY, clock.instant()));
        ledger.begin(message, BOB);

        assertThat(entry(message, BOB).state()).isEqualTo(RecipientState.BOUNCED);
        assertThat(entry(message, BOB).attempts()).isZero();
        assertThat(stored(message).deliveryStatus()).isEqualTo("bounced");
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void lateRefusalAndComplaintShouldOvertakeDelivery(Database database) throws Exception {
        MessageId message = send(database, BOB, EVE);

        ledger.record(message, BOB, Change.to(DELIVERED, TAKEN));
        ledger.record(message, BOB, Change.bounced(REFUSED));
        ledger.record(message, EVE, Change.to(DELIVERED, TAKEN));
        ledger.record(message, EVE, Change.to(RecipientState.COMPLAINED, RemoteReply.NONE));

        assertThat(entry(message, BOB).state()).isEqualTo(RecipientState.BOUNCED);
        assertThat(entry(message, EVE).state()).isEqualTo(RecipientState.COMPLAINED);
        assertThat(stored(message).deliveryStatus()).isEqualTo("complained");
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void messageShouldStandAsTheWorstOfItsRecipients(Database database) throws Exception {
        MessageId message = send(database, BOB, EVE, "joe@x.example");
        List<String> statuses = new ArrayList<>();

        ledger.record(message, BOB, Change.to(DELIVERED, TAKEN));
        statuses.add(stored(message).deliveryStatus());
        ledger.record(message, "joe@x.example", Change.to(SENT, TAKEN));
        ledger.record(message, EVE, Change.to(SUPPRESSED, RemoteReply.NONE));
        statuses.add(stored(message).deliveryStatus());
        ledger.record(message, "joe@x.example", Change.failed(BUSY));
        statuses.add(stored(message).deliveryStatus());

        assertThat(statuses).containsExactly("queued", "sent", "failed");
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void messageShouldBeSuppressedOnlyWhenAllAre(Database database) throws Exception {
        MessageId message = send(database, BOB, EVE);

        ledger.record(message, BOB, Change.to(SUPPRESSED, RemoteReply.NONE));
        assertThat(stored(message).deliveryStatus()).isEqualTo("queued");
        ledger.record(message, EVE, Change.to(SUPPRESSED, RemoteReply.NONE));

        assertThat(stored(message).deliveryStatus()).isEqualTo("suppressed");
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void secondBeginWithoutAnEndShouldMarkAPossibleDuplicate(Database database) throws Exception {
        MessageId message = send(database, BOB);

        ledger.begin(message, BOB);
        RecipientEntry before = ledger.begin(message, BOB).orElseThrow();
        ledger.record(message, BOB, Change.deferred(BUSY, clock.instant()));
        ledger.begin(message, BOB);
        ledger.record(message, BOB, Change.to(DELIVERED, TAKEN));

        assertThat(before.state()).isEqualTo(SENDING);
        assertThat(entry(message, BOB).possibleDuplicate()).isTrue();
        assertThat(stored(message).delivery().get("possible_duplicate").asBoolean())
                .isTrue();
        assertThat(events.list(Reach.all(server.org), EventQuery.of(message, 100))
                        .rows())
                .allSatisfy(event -> assertThat(
                                event.data().get("possible_duplicate").asBoolean())
                        .isTrue());
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void givenUpMailShouldGoOnWhenItIsQueuedAgain(Database database) throws Exception {
        MessageId message = send(database, BOB);

        ledger.record(message, BOB, Change.failed(BUSY));
        ledger.record(message, BOB, Change.to(QUEUED, RemoteReply.NONE));
        ledger.begin(message, BOB);
        ledger.record(message, BOB, Change.to(DELIVERED, TAKEN));

        assertThat(stored(message).deliveryStatus()).isEqualTo("delivered");
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void newsOfNobodyShouldChangeNothing(Database database) throws Exception {
        MessageId message = send(database, BOB);

        assertThat(ledger.record(message, EVE, Change.bounced(REFUSED))).isFalse();
        assertThat(ledger.record(new MessageId("msg_0"), BOB, Change.bounced(REFUSED)))
                .isFalse();
        assertThat(ledger.begin(new MessageId("msg_0"), BOB)).isEmpty();
    }
}
