package io.jamesagents.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.Json;
import io.jamesagents.extraction.ExtractionSchema;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.inbox.InboxChange;
import io.jamesagents.inbox.Reach;
import io.jamesagents.inbox.WebhookTarget;
import io.jamesagents.ingest.TestingMailServer;
import io.jamesagents.job.Job;
import io.jamesagents.message.Insight;
import io.jamesagents.message.MessageStore;
import io.jamesagents.message.StoredMessage;
import io.jamesagents.store.Database;
import io.jamesagents.understanding.Reading;
import io.jamesagents.understanding.Understanding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HeldDeliveryTest {
    private static final String DATABASES = "io.jamesagents.store.TestDatabases#each";
    private static final String MAIL = "From: joe@x.example\nSubject: Hello\nMessage-ID: <1@x.example>\n\nHi\n";

    private final SettableClock clock = new SettableClock();
    private final AtomicInteger woken = new AtomicInteger();
    private TestingMailServer server;
    private Inbox inbox;

    private record Delivery(Instant due, JsonNode body) {}

    private record Finding(Insight insight, Runnable meanwhile) implements Reading {
        @Override
        public ObjectNode read(StoredMessage message) {
            meanwhile.run();
            ObjectNode found = Json.MAPPER.createObjectNode().put("status", "done");
            found.putObject("data").put("order", "A-1");
            return found;
        }
    }

    private void receive(Database database, boolean schema) throws Exception {
        server = new TestingMailServer(database, clock, new WebhookOutbox(WebhookFixture.SETTINGS, () -> {}));
        inbox = server.inbox("support");
        WebhookTarget webhook = new WebhookTarget("https://a.example/hook", null, WebhookFixture.SECRET);
        database.update(handle -> handle.createUpdate("UPDATE inbox SET webhook_endpoint = :endpoint,"
                        + " webhook_events = '[\"inbound\"]', webhook_secret = :secret WHERE id = :id")
                .bind("endpoint", webhook.endpoint())
                .bind("secret", webhook.secret())
                .bind("id", inbox.id().value())
                .execute());
        if (schema) {
            JsonNode order = Json.tree("{\"type\":\"object\",\"properties\":{\"order\":{\"type\":\"string\"}}}");
            server.inboxes.update(
                    Reach.all(server.org), inbox.id(), InboxChange.of(new ExtractionSchema("o", null, order, true)));
        }
        server.inboxes.changed();
        inbox = server.inboxes.find(inbox.id()).orElseThrow();
        server.delivery.deliver(TestingMailServer.mail("1", inbox, MAIL), inbox);
    }

    private Delivery delivery(Database database) {
        return database.read(handle -> handle.createQuery("SELECT d.next_attempt_at, p.body FROM webhook_delivery d"
                        + " JOIN webhook_payload p ON p.event_id = d.event_id")
                .map((row, context) -> new Delivery(Instant.ofEpochMilli(row.getLong(1)), Json.tree(row.getString(2))))
                .one());
    }

    private void understand(Database database, Reading... readings) {
        HeldDelivery held = new HeldDelivery(new MessageStore(), clock, woken::incrementAndGet);
        Understanding understanding =
                new Understanding(database, new MessageStore(), server.jobs, List.of(readings), List.of(held));
        List<Job> jobs = server.jobs.claim("understand", 10, Duration.ofMinutes(1));
        assertThat(jobs).hasSize(1);
        understanding.run(jobs);
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void deliveryShouldWaitUntilTheMailIsUnderstoodAndThenCarryWhatWasFound(Database database) throws Exception {
        receive(database, true);
        Delivery before = delivery(database);
        assertThat(before.due).isEqualTo(clock.instant().plusSeconds(20));
        assertThat(before.body.has("extractedData")).isFalse();

        clock.advance(Duration.ofSeconds(2));
        understand(database, new Finding(Insight.SECURITY, () -> {}), new Finding(Insight.EXTRACTION, () -> {}));

        Delivery after = delivery(database);
        assertThat(after.due).isEqualTo(clock.instant());
        assertThat(woken.get()).isPositive();
        assertThat(after.body.at("/extractedData/order").asText()).isEqualTo("A-1");
        assertThat(after.body.at("/extracted/order").asText()).isEqualTo("A-1");
        assertThat(after.body.at("/message/extracted_data/order").asText()).isEqualTo("A-1");
        assertThat(after.body.at("/message/metadata/extraction/status").asText())
                .isEqualTo("done");
        for (String same : List.of("/id", "/seq", "/delivery_seq", "/event", "/email", "/inboxId", "/inboxAddress")) {
            assertThat(after.body.at(same)).as(same).isEqualTo(before.body.at(same));
        }
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void bodyShouldHaveWhatWasFoundSoFarWhenPatienceEnds(Database database) throws Exception {
        receive(database, true);
        understand(database, new Finding(Insight.EXTRACTION, () -> {}), new Finding(Insight.SECURITY, () -> assertThat(
                        delivery(database).body.at("/extractedData/order").asText())
                .isEqualTo("A-1")));
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void bodyShouldStayAsItIsWhenItWasSent(Database database) throws Exception {
        receive(database, true);
        JsonNode sent = delivery(database).body;
        database.update(
                handle -> handle.createUpdate("UPDATE webhook_delivery SET attempt_count = 1, lease_owner = 'x'")
                        .execute());
        understand(database, new Finding(Insight.SECURITY, () -> {}), new Finding(Insight.EXTRACTION, () -> {}));

        assertThat(delivery(database).body).isEqualTo(sent);
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void deliveryShouldGoWhenNobodyFindsAnything(Database database) throws Exception {
        receive(database, false);
        understand(database);
        assertThat(delivery(database).due).isEqualTo(clock.instant());
    }
}
