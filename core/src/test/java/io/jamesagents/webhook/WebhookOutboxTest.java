package io.jamesagents.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.Json;
import io.jamesagents.event.EventType;
import io.jamesagents.event.MailEvent;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.store.Database;
import io.jamesagents.thread.ThreadId;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
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
        database.update(handle -> new WebhookOutbox(() -> {}).recorded(handle, event, true));

        JsonNode body = Json.tree(database.read(handle -> handle.createQuery("SELECT body FROM webhook_payload")
                .mapTo(String.class)
                .one()));
        assertThat(body.at("/id").asText()).isEqualTo("evt_1");
        assertThat(body.at("/event_id").asText()).isEqualTo("evt_1");
        assertThat(body.at("/seq").asLong()).isEqualTo(7);
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
        JsonNode body = Json.tree(WebhookPayload.of(event(fixture, fixture.inbox("https://a.example/"), text)));
        assertThat(body.at("/message/content").asText()).isEqualTo(text);
        assertThat(body.at("/text").asText()).isEqualTo(text.substring(0, 32 * 1024 - 1));
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void deliveryShouldBeStoredOnceWhenAnEventIsRecordedAgain(Database database) {
        WebhookFixture fixture = on(database);
        MailEvent event = event(fixture, fixture.inbox("https://a.example/hook"), "x");
        WebhookOutbox outbox = new WebhookOutbox(() -> {});
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
        WebhookOutbox outbox = new WebhookOutbox(() -> {});
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
}
