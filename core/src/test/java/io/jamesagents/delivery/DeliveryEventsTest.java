package io.jamesagents.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.event.Events;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.inbox.Reach;
import io.jamesagents.ingest.TestingMailServer;
import io.jamesagents.message.MessageId;
import io.jamesagents.message.MessageStore;
import io.jamesagents.org.OrgId;
import io.jamesagents.outbound.TestingSender;
import io.jamesagents.store.Cursor;
import io.jamesagents.store.Database;
import io.jamesagents.store.Page;
import io.jamesagents.webhook.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeliveryEventsTest {
    private static final String EACH = "io.jamesagents.store.TestDatabases#each";
    private static final RemoteReply REFUSED = new RemoteReply(null, 550, "5.1.1", "550 5.1.1 Who?");

    private final SettableClock clock = new SettableClock();
    private TestingMailServer server;
    private TestingSender sender;
    private DeliveryLedger ledger;
    private DeliveryEvents events;

    private void start(Database database) throws Exception {
        server = new TestingMailServer(database, clock);
        sender = new TestingSender(server, clock, "ada");
        ledger = new DeliveryLedger(database, new MessageStore(), new Events(List.of()), List.of(), clock);
        events = new DeliveryEvents(database, clock);
    }

    @AfterEach
    void stop() {
        if (server != null) {
            sender.close();
            server.close();
        }
    }

    private MessageId bounce(String recipient) {
        MessageId message = sender.send(recipient);
        ledger.record(message, recipient, Change.bounced(REFUSED));
        return message;
    }

    private EventQuery ofInbox(String type, int limit, String cursor) {
        return new EventQuery(sender.inbox.id(), null, null, type, limit, Cursor.decode(cursor));
    }

    private static List<String> recipients(Page<DeliveryEvent> page) {
        return page.rows().stream().map(DeliveryEvent::recipient).toList();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void listShouldGiveAllOnceInPagesFromTheNewestOn(Database database) throws Exception {
        start(database);
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            bounce("r" + i + "@x.example");
            expected.add(0, "r" + i + "@x.example");
            clock.advance(Duration.ofSeconds(1));
        }
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            Page<DeliveryEvent> page = events.list(Reach.all(server.org), ofInbox(null, 2, cursor));
            seen.addAll(recipients(page));
            cursor = page.nextCursor();
        } while (cursor != null);

        assertThat(seen).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void listShouldGiveOnlyWhatIsAskedForAndWithinReach(Database database) throws Exception {
        start(database);
        MessageId refused = bounce("refused@x.example");
        ledger.record(
                sender.send("taken@x.example"),
                "taken@x.example",
                Change.to(RecipientState.DELIVERED, RemoteReply.NONE));
        Reach all = Reach.all(server.org);

        assertThat(recipients(events.list(all, ofInbox("bounced", 9, null)))).containsExactly("refused@x.example");
        assertThat(recipients(events.list(all, EventQuery.of(refused, 9)))).containsExactly("refused@x.example");
        assertThat(events.list(all, new EventQuery(null, sender.inbox.domain(), null, null, 9, null))
                        .rows())
                .hasSize(3);
        assertThat(events.list(Reach.all(new OrgId("org_other")), ofInbox(null, 9, null))
                        .rows())
                .isEmpty();
        assertThat(events.list(new Reach(server.org, Set.of(new InboxId("i_other"))), EventQuery.of(refused, 9))
                        .rows())
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void cleanUpShouldRemoveWhatIsOlderThan90Days(Database database) throws Exception {
        start(database);
        bounce("old@x.example");
        clock.advance(Duration.ofDays(89));
        bounce("new@x.example");

        events.cleanUp();
        assertThat(events.list(Reach.all(server.org), ofInbox(null, 9, null)).rows())
                .hasSize(2);
        clock.advance(Duration.ofDays(2));
        events.cleanUp();

        assertThat(recipients(events.list(Reach.all(server.org), ofInbox(null, 9, null))))
                .containsExactly("new@x.example");
    }

    @Test
    void queryShouldNameWhoseEventsAndAKnownType() {
        InboxId inbox = new InboxId("i_1");
        assertThatThrownBy(() -> new EventQuery(null, null, null, null, 1, null))
                .isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> new EventQuery(inbox, null, null, "opened", 1, null))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("event_type");
    }
}
