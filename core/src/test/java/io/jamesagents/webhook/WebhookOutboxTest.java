package io.jamesagents.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.Json;
import io.jamesagents.event.EventType;
import io.jamesagents.event.MailEvent;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.inbox.WebhookEvents;
import io.jamesagents.inbox.WebhookTarget;
import io.jamesagents.store.Database;
import io.jamesagents.store.TestDatabases;
import io.jamesagents.thread.ThreadId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WebhookOutboxTest {
    private static final String DATABASES = "io.jamesagents.store.TestDatabases#each";

    private final SettableClock clock = new SettableClock();
    private final AtomicInteger woken = new AtomicInteger();

    private WebhookFixture on(Database database) {
        return new WebhookFixture(database, woken::incrementAndGet, clock);
    }

    private MailEvent event(WebhookFixture fixture, Inbox inbox, String text) {
        return new MailEvent(
                "evt_1",
                EventType.INBOUND,
                7,
                9,
                clock.instant(),
                inbox,
                new ThreadId("conv_1"),
                fixture.message(inbox, text),
                Map.of("subject", "Hello", "list-id", "<x>"),
                Json.MAPPER.createObjectNode());
    }

    private static int deliveries(Database database) {
        return database.read(handle -> handle.createQuery("SELECT COUNT(*) FROM webhook_delivery")
                .mapTo(Integer.class)
                .one());
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void bodyShouldHaveAllFormsWhenAMailComesIn(Database database) {
        WebhookFixture fixture = on(database);
        Inbox inbox = fixture.inbox("https://a.example/hook");
        MailEvent event = event(fixture, inbox, "Grüße");
        database.update(handle -> new WebhookOutbox(WebhookFixture.SETTINGS, () -> {}).recorded(handle, event, true));

        JsonNode body = Json.tree(database.read(handle -> handle.createQuery("SELECT body FROM webhook_payload")
                .mapTo(String.class)
                .one()));
        assertThat(body.at("/id").asText()).isEqualTo("evt_1");
        assertThat(body.at("/event_id").asText()).isEqualTo("evt_1");
        assertThat(body.at("/seq").asLong()).isEqualTo(7);
        assertThat(body.at("/delivery_seq").asLong()).isEqualTo(1);
        assertThat(body.at("/domainId").asText()).isEqualTo("d_1");
        assertThat(body.at("/inboxId").asText()).isEqualTo(inbox.id().value());
        assertThat(body.at("/inboxAddress").asText()).isEqualTo(inbox.address());
        assertThat(body.at("/event/type").asText()).isEqualTo("email.received");
        assertThat(body.at("/event/id").asText()).isEqualTo("evt_1");
        assertThat(body.at("/event/created_at").asText()).isEqualTo("2026-01-31T12:00:00.000Z");
        assertThat(body.at("/event/data/email_id").asText())
                .isEqualTo(event.message().id().value());
        assertThat(body.at("/email/to/0").asText()).isEqualTo(inbox.address());
        assertThat(body.at("/email/cc/0").asText()).isEqualTo("carol@example.org");
        assertThat(body.at("/email/headers/list-id").asText()).isEqualTo("<x>");
        assertThat(body.at("/email/message_id").asText()).isEqualTo("<1@sender.example>");
        assertThat(body.at("/message/content").asText()).isEqualTo("Grüße");
        assertThat(body.at("/message/attachments/0").asText()).isEqualTo("att_1");
        assertThat(body.at("/attachments/0/mime_type").asText()).isEqualTo("application/pdf");
        assertThat(body.at("/security/spam/checked").asBoolean(true)).isFalse();
        assertThat(body.at("/security/prompt_injection/checked").asBoolean(true))
                .isFalse();
        assertThat(body.has("extractedData")).isFalse();
        for (String name : new String[] {
            "thread_id", "message_id", "sender", "from", "subject", "text", "html", "content", "inbox_id"
        }) {
            assertThat(body.at("/" + name).isTextual()).as(name).isTrue();
            assertThat(body.at("/data/" + name)).as(name).isEqualTo(body.at("/" + name));
        }
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void onlyFlatTextShouldBeCutWhenItIsLong(Database database) {
        WebhookFixture fixture = on(database);
        String text = "x" + "\ud83d\ude00".repeat(20_000);
        JsonNode body = Json.tree(WebhookPayload.of(event(fixture, fixture.inbox("https://a.example/"), text), 1));
        assertThat(body.at("/message/content").asText()).isEqualTo(text);
        assertThat(body.at("/text").asText()).isEqualTo(text.substring(0, 32 * 1024 - 1));
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void deliveryShouldBeStoredOnceWhenAnEventIsRecordedAgain(Database database) {
        WebhookFixture fixture = on(database);
        MailEvent event = event(fixture, fixture.inbox("https://a.example/hook"), "x");
        WebhookOutbox outbox = new WebhookOutbox(WebhookFixture.SETTINGS, () -> {});
        database.update(handle -> outbox.recorded(handle, event, true));
        database.update(handle -> outbox.recorded(handle, event, true));
        assertThat(deliveries(database)).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void nothingShouldBeStoredWhenThereIsNoWebhookOrNoCommit(Database database) {
        WebhookFixture fixture = on(database);
        Inbox with = fixture.inbox("https://a.example/hook");
        Inbox without = new Inbox(
                with.id(),
                with.org(),
                with.domain(),
                "example.com",
                "a",
                with.address(),
                with.address(),
                null,
                null,
                true,
                null,
                with.tagRules(),
                null,
                false,
                Instant.EPOCH);
        WebhookOutbox outbox = new WebhookOutbox(WebhookFixture.SETTINGS, () -> {});
        database.update(handle -> outbox.recorded(handle, event(fixture, without, "x"), true));
        assertThatThrownBy(() -> database.update(handle -> {
                    outbox.recorded(handle, event(fixture, with, "x"), true);
                    throw new IllegalStateException("rolled back");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(deliveries(database)).isZero();
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void deliveryShouldBeWokenWhenTheEventIsOnDisk(Database database) {
        WebhookFixture fixture = on(database);
        fixture.mail(fixture.inbox("https://a.example/hook"));
        assertThat(woken).hasValue(1);
        assertThat(deliveries(database)).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void bodyShouldBeCutWhenItIsHuge(Database database) {
        WebhookFixture fixture = on(database);
        String body = WebhookPayload.of(
                event(fixture, fixture.inbox("https://a.example/"), "\ud83d\ude00".repeat(500_000)), 1);
        JsonNode json = Json.tree(body);
        assertThat(json.at("/truncated").asBoolean()).isTrue();
        assertThat(json.at("/id").asText()).isEqualTo("evt_1");
        assertThat(json.at("/message/content").asText()).isEqualTo("\ud83d\ude00".repeat(8 * 1024));
        assertThat(body.getBytes(java.nio.charset.StandardCharsets.UTF_8)).hasSizeLessThan(1024 * 1024);
    }

    /** What became of a mail, as the ledger tells it. */
    @ParameterizedTest
    @CsvSource({
        "DELIVERY, sent, email.sent",
        "DELIVERY, delivered, email.delivered",
        "DELIVERY, delivery_delayed, email.delivery_delayed",
        "DELIVERY, failed, email.failed",
        "DELIVERY, suppressed, email.suppressed",
        "BOUNCE, bounced, email.bounced",
        "COMPLAINT, complained, email.complained",
        "THREAD_UPDATED,, thread.updated",
        "LOOP_SUSPECTED,, loop.suspected",
        "SENDING_PAUSED,, sending.paused"
    })
    void bodyShouldTellWhatHappenedWhenItIsNoMailThatCameIn(EventType type, String word, String wire) {
        try (Database database = TestDatabases.sqlite()) {
            WebhookFixture fixture = on(database);
            Inbox inbox = fixture.inbox("https://a.example/hook");
            fixture.setEvents(inbox, "[\"" + type.word() + "\"]");
            ObjectNode data = Json.MAPPER.createObjectNode().put("recipient", "bob@example.org");
            if (word != null) {
                data.put("type", word);
            }
            fixture.happened(inbox, type, "1", data);

            JsonNode body = Json.tree(bodies(database).get(0));
            assertThat(body.at("/event/type").asText()).isEqualTo(wire);
            assertThat(body.at("/event/data/recipient").asText()).isEqualTo("bob@example.org");
            assertThat(body.at("/event/id")).isEqualTo(body.at("/id"));
            assertThat(body.at("/recipient").asText()).isEqualTo("bob@example.org");
            assertThat(body.at("/data/recipient").asText()).isEqualTo("bob@example.org");
            assertThat(body.at("/thread_id").asText()).isEqualTo("conv_1");
            assertThat(body.at("/message/id")).isEqualTo(body.at("/message_id"));
            assertThat(body.at("/inboxId").asText()).isEqualTo(inbox.id().value());
            assertThat(body.has("email")).isFalse();
        }
    }

    /** An endpoint that takes only some kinds sees gaps in {@code seq}; what it gets is numbered without any. */
    @ParameterizedTest
    @MethodSource(DATABASES)
    void deliveriesShouldBeNumberedWithoutGapsWhenOnlySomeEventsAreWanted(Database database) {
        WebhookFixture fixture = on(database);
        Inbox inbox = fixture.inbox("https://a.example/hook");
        fixture.setEvents(inbox, "[\"bounce\", \"email.complained\"]");
        ObjectNode data = Json.MAPPER.createObjectNode();
        for (int i = 0; i < 5; i++) {
            fixture.happened(inbox, EventType.DELIVERY, "d" + i, data);
            fixture.happened(inbox, EventType.BOUNCE, "b" + i, data);
            fixture.happened(inbox, EventType.BOUNCE, "b" + i, data);
            fixture.happened(inbox, EventType.COMPLAINT, "c" + i, data);
        }
        List<JsonNode> bodies = bodies(database).stream()
                .map(Json::tree)
                .sorted(Comparator.comparing(body -> body.get("seq").asLong()))
                .toList();
        assertThat(bodies)
                .extracting(body -> body.get("delivery_seq").asInt())
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        assertThat(bodies)
                .extracting(body -> body.get("seq").asInt())
                .containsExactly(2, 3, 5, 6, 8, 9, 11, 12, 14, 15);
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void nothingShouldBeStoredWhenTheWebhookIsOff(Database database) {
        WebhookFixture fixture = on(database);
        Inbox inbox = fixture.inbox("https://a.example/hook");
        database.update(handle ->
                fixture.webhooks().turnOff(handle, inbox.org(), inbox.id(), "https://a.example/hook", "It is gone"));
        fixture.mail(fixture.now(inbox));
        assertThat(deliveries(database)).isZero();
    }

    private static List<String> bodies(Database database) {
        return database.read(handle -> handle.createQuery("SELECT body FROM webhook_payload")
                .mapTo(String.class)
                .list());
    }

    @Test
    void everyKindOfEventShouldBeKnownByItsWordWhenSubscribed() {
        for (EventType type : EventType.values()) {
            assertThat(new WebhookTarget("https://a.example/", List.of(type.word()), null).events())
                    .containsExactly(type.word());
        }
        assertThat(new WebhookTarget(
                                "https://a.example/",
                                List.of("message.received", "email.sent", "email.delivered", "email.bounced"),
                                null)
                        .events())
                .containsExactly("inbound", "delivery", "bounce");
        assertThatThrownBy(() -> new WebhookTarget("https://a.example/", List.of("email.read"), null))
                .isInstanceOf(Invalid.class);
    }

    @Test
    void everyNameShouldHaveATestPayloadWhenAsked() {
        try (Database database = TestDatabases.sqlite()) {
            Inbox inbox = on(database).inbox("https://a.example/");
            for (String name : WebhookEvents.names()) {
                TestPayload payload = TestPayload.of(inbox, name, clock.instant());
                JsonNode body = Json.tree(payload.body());
                assertThat(body.get("test").asBoolean()).isTrue();
                assertThat(body.at("/event/type").asText()).isEqualTo(payload.eventType());
                if (name.startsWith("email.")) {
                    assertThat(payload.eventType()).isEqualTo(name);
                }
            }
        }
    }
}
