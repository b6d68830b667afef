package io.jamesagents.webhook;

import static io.jamesagents.webhook.WebhookFixture.ORG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.AgentsException.NotFound;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.inbox.InboxWebhooks;
import io.jamesagents.inbox.Reach;
import io.jamesagents.org.OrgId;
import io.jamesagents.store.Cursor;
import io.jamesagents.store.Database;
import io.jamesagents.webhook.WebhookDeliveries.Filter;
import io.jamesagents.webhook.WebhookDeliveries.Listing;
import io.jamesagents.webhook.WebhookDeliveries.Replay;
import io.jamesagents.webhook.WebhookDeliveries.Replayed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WebhookDeliveriesTest {
    private static final String DATABASES = "io.jamesagents.store.TestDatabases#each";
    private static final OrgId OTHER = new OrgId("org_2");
    private static final Filter ALL = new Filter(null, null, null);
    private static final String ENDPOINT = "https://a.example/hook";

    private final SettableClock clock = new SettableClock();
    private final List<String> retried = new ArrayList<>();
    private Database database;
    private WebhookFixture fixture;
    private WebhookDeliveries deliveries;

    private void on(Database chosen) {
        database = chosen;
        fixture = new WebhookFixture(database, () -> {}, clock);
        WebhookSettings settings = new WebhookSettings(List.of(), false, 10, 5);
        deliveries = new WebhookDeliveries(database, fixture.inboxes(), settings, retried::add, clock);
    }

    private void set(DeliveryId id, String assignments) {
        database.update(handle -> handle.createUpdate("UPDATE webhook_delivery SET " + assignments + " WHERE id = :id")
                .bind("id", id.value())
                .execute());
    }

    private void attempt(DeliveryId id, String error) {
        database.update(
                handle -> handle.createUpdate("INSERT INTO webhook_attempt (delivery_id, attempt, org_id, error,"
                                + " latency_ms, attempted_at) VALUES (:id, 1, :org, :error, 7, :now)")
                        .bind("id", id.value())
                        .bind("org", ORG.value())
                        .bind("error", error)
                        .bind("now", clock.millis())
                        .execute());
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void listShouldPageFromTheNewestWhenAsked(Database chosen) {
        on(chosen);
        Inbox inbox = fixture.inbox(ENDPOINT);
        List<DeliveryId> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(0, fixture.mail(inbox));
            clock.advance(Duration.ofSeconds(1));
        }
        Listing first = deliveries.list(Reach.all(ORG), ALL, 2, 0, null);
        assertThat(first.page().rows()).extracting(WebhookDelivery::id).containsExactlyElementsOf(ids.subList(0, 2));
        assertThat(first.total()).isEqualTo(5);
        Cursor after = Cursor.decode(first.page().nextCursor());
        assertThat(deliveries.list(Reach.all(ORG), ALL, 3, 0, after).page().rows())
                .extracting(WebhookDelivery::id)
                .containsExactlyElementsOf(ids.subList(2, 5));
        assertThat(deliveries.list(Reach.all(ORG), ALL, 10, 4, null).page().rows())
                .extracting(WebhookDelivery::id)
                .containsExactly(ids.get(4));
        assertThat(deliveries.list(Reach.all(OTHER), ALL, 10, 0, null))
                .isEqualTo(new Listing(new io.jamesagents.store.Page<>(List.of(), null), 0));
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void listShouldFilterWhenAsked(Database chosen) {
        on(chosen);
        Inbox one = fixture.inbox(ENDPOINT);
        Inbox two = fixture.inbox("https://b.example/hook");
        DeliveryId dead = fixture.mail(one);
        DeliveryId pending = fixture.mail(two);
        set(dead, "state = 'dead'");
        assertThat(ids(new Filter(two.id(), null, null))).containsExactly(pending);
        assertThat(ids(new Filter(null, DeliveryState.parse("dead"), null))).containsExactly(dead);
        assertThat(ids(new Filter(null, null, ENDPOINT))).containsExactly(dead);
        assertThat(ids(new Filter(one.id(), DeliveryState.PENDING, ENDPOINT))).isEmpty();
    }

    private List<DeliveryId> ids(Filter filter) {
        return deliveries.list(Reach.all(ORG), filter, 10, 0, null).page().rows().stream()
                .map(WebhookDelivery::id)
                .toList();
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void detailShouldBelongToItsOrganisationWhenRead(Database chosen) {
        on(chosen);
        DeliveryId id = fixture.mail(fixture.inbox(ENDPOINT));
        attempt(id, "HTTP 500: no");
        WebhookDelivery.Detail detail = deliveries.get(Reach.all(ORG), id);
        assertThat(detail.payloadHash()).hasSize(64);
        assertThat(detail.attempts()).singleElement().satisfies(attempt -> {
            assertThat(attempt.statusCode()).isNull();
            assertThat(attempt.error()).isEqualTo("HTTP 500: no");
            assertThat(attempt.attemptedAt()).isEqualTo(clock.instant());
        });
        assertThatThrownBy(() -> deliveries.get(Reach.all(OTHER), id)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> deliveries.retry(Reach.all(OTHER), id)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> deliveries.get(Reach.all(ORG), new DeliveryId("wdel_0")))
                .isInstanceOf(NotFound.class);
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void retryShouldGrantAnAttemptWhenAllAreSpent(Database chosen) {
        on(chosen);
        Inbox inbox = fixture.inbox(ENDPOINT);
        DeliveryId id = fixture.mail(inbox);
        set(id, "state = 'dead', attempt_count = 10, next_attempt_at = NULL, dead_at = 5");
        fixture.setWebhook(inbox, "https://new.example/hook");

        WebhookDelivery due = deliveries.retry(Reach.all(ORG), id);

        assertThat(due.state()).isEqualTo(DeliveryState.FAILED);
        assertThat(due.maxAttempts()).isEqualTo(11);
        assertThat(due.deadAt()).isNull();
        assertThat(due.nextAttemptAt()).isEqualTo(clock.instant());
        assertThat(due.endpoint()).isEqualTo("https://new.example/hook");
        assertThat(retried).containsExactly("https://new.example/hook");
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void retryShouldBeRefusedWhenThereIsNothingToRetry(Database chosen) {
        on(chosen);
        Inbox inbox = fixture.inbox(ENDPOINT);
        DeliveryId id = fixture.mail(inbox);
        assertThatThrownBy(() -> deliveries.retry(Reach.all(ORG), id)).isInstanceOf(Invalid.class);
        set(id, "state = 'delivered'");
        assertThatThrownBy(() -> deliveries.retry(Reach.all(ORG), id)).isInstanceOf(Invalid.class);
        set(id, "state = 'failed', lease_owner = 'x'");
        assertThatThrownBy(() -> deliveries.retry(Reach.all(ORG), id)).isInstanceOf(Invalid.class);
        set(id, "state = 'dead', lease_owner = NULL");
        fixture.setWebhook(inbox, "http://plain.example/");
        assertThatThrownBy(() -> deliveries.retry(Reach.all(ORG), id)).isInstanceOf(Invalid.class);
        fixture.setWebhook(inbox, null);
        assertThatThrownBy(() -> deliveries.retry(Reach.all(ORG), id)).isInstanceOf(Invalid.class);
        assertThat(retried).isEmpty();
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void healthShouldCountTheLastDayWhenAsked(Database chosen) {
        on(chosen);
        Inbox inbox = fixture.inbox(ENDPOINT);
        set(fixture.mail(inbox), "state = 'dead'");
        clock.advance(Duration.ofHours(25));
        DeliveryId delivered = fixture.mail(inbox);
        set(delivered, "state = 'delivered', delivery_latency_ms = 40, delivered_at = " + clock.millis());
        DeliveryId failed = fixture.mail(inbox);
        set(failed, "state = 'failed'");
        attempt(failed, "no");

        failing(inbox, 3);

        WebhookHealth health = fixture.health();

        assertThat(health.endpoints())
                .containsExactly(new WebhookHealth.Endpoint(
                        ENDPOINT,
                        2,
                        1,
                        1,
                        0,
                        40L,
                        clock.instant(),
                        clock.instant(),
                        Breaker.CLOSED,
                        3,
                        clock.instant()));
        assertThat(health.successRate()).isEqualTo(0.5);
        assertThat(health.totals()).containsEntry(DeliveryState.DEAD, 1L).containsEntry(DeliveryState.PENDING, 0L);
        WebhookHealth others = new EndpointHealth(database, fixture.webhooks(), endpoint -> Breaker.CLOSED, clock)
                .of(Reach.all(OTHER));
        assertThat(others.endpoints()).isEmpty();
        assertThat(others.successRate()).isZero();
    }

    private void failing(Inbox inbox, int failures) {
        database.update(handle -> handle.createUpdate("INSERT INTO webhook_failing (inbox_id, org_id, endpoint,"
                        + " failures, since_at, last_at) VALUES (:inbox, :org, :endpoint, :failures, :now, :now)")
                .bind("inbox", inbox.id().value())
                .bind("org", ORG.value())
                .bind("endpoint", ENDPOINT)
                .bind("failures", failures)
                .bind("now", clock.millis())
                .execute());
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void healthShouldNameWebhooksThatAreOffWhenAsked(Database chosen) {
        on(chosen);
        Inbox inbox = fixture.inbox(ENDPOINT);
        database.update(handle -> fixture.webhooks().turnOff(handle, ORG, inbox.id(), ENDPOINT, "It is gone"));
        assertThat(fixture.health().off())
                .containsExactly(new InboxWebhooks.Off(inbox.id(), ENDPOINT, clock.instant(), "It is gone"));
        assertThat(fixture.webhooks().off(Reach.all(OTHER))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void replayShouldSendAgainPageByPageWhenDeliveriesAreDead(Database chosen) {
        on(chosen);
        Inbox inbox = fixture.inbox(ENDPOINT);
        DeliveryId before = fixture.mail(inbox);
        DeliveryId foreign = fixture.mail(fixture.inbox(ENDPOINT));
        clock.advance(Duration.ofSeconds(1));
        Instant since = clock.instant();
        List<DeliveryId> dead = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            dead.add(fixture.mail(inbox));
        }
        DeliveryId delivered = fixture.mail(inbox);
        set(before, "state = 'dead', attempt_count = 10");
        set(foreign, "state = 'dead', attempt_count = 10");
        set(delivered, "state = 'delivered', attempt_count = 1, delivered_at = 5");
        dead.forEach(id -> set(id, "state = 'dead', attempt_count = 10, dead_at = 5"));
        Replay replay = new Replay(inbox.id(), DeliveryState.DEAD, since);

        Replayed first = deliveries.replay(Reach.all(ORG), replay, 3, null);
        Replayed second = deliveries.replay(Reach.all(ORG), replay, 3, first.next());

        assertThat(first.deliveries()).isEqualTo(3);
        assertThat(second).isEqualTo(new Replayed(2, null));
        for (DeliveryId id : dead) {
            WebhookDelivery due = deliveries.get(Reach.all(ORG), id).delivery();
            assertThat(due.state()).isEqualTo(DeliveryState.FAILED);
            assertThat(due.maxAttempts()).isEqualTo(11);
            assertThat(due.nextAttemptAt()).isEqualTo(clock.instant());
        }
        for (DeliveryId id : List.of(before, foreign)) {
            assertThat(deliveries.get(Reach.all(ORG), id).delivery().state()).isEqualTo(DeliveryState.DEAD);
        }
        assertThat(retried).containsExactly(ENDPOINT, ENDPOINT);
        Replay again = new Replay(inbox.id(), DeliveryState.DELIVERED, Instant.EPOCH);
        assertThat(deliveries.replay(Reach.all(ORG), again, 3, null)).isEqualTo(new Replayed(1, null));
        assertThat(deliveries.get(Reach.all(ORG), delivered).delivery().deliveredAt())
                .isNull();
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void replayShouldBeRefusedWhenThereIsNowhereToSend(Database chosen) {
        on(chosen);
        Inbox inbox = fixture.inbox(ENDPOINT);
        Replay replay = new Replay(inbox.id(), DeliveryState.DEAD, Instant.EPOCH);
        assertThatThrownBy(() -> deliveries.replay(Reach.all(OTHER), replay, 3, null))
                .isInstanceOf(NotFound.class);
        database.update(handle -> fixture.webhooks().turnOff(handle, ORG, inbox.id(), ENDPOINT, "It is gone"));
        assertThatThrownBy(() -> deliveries.replay(Reach.all(ORG), replay, 3, null))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("It is gone");
        fixture.setWebhook(inbox, null);
        assertThatThrownBy(() -> deliveries.replay(Reach.all(ORG), replay, 3, null))
                .isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> new Replay(inbox.id(), DeliveryState.PENDING, Instant.EPOCH))
                .isInstanceOf(Invalid.class);
    }

    /** As after a server that was off for a month: nothing was tried in vain. */
    @ParameterizedTest
    @MethodSource(DATABASES)
    void cleanupShouldGiveUpNothingWhenNothingWasTried(Database chosen) {
        on(chosen);
        DeliveryId waiting = fixture.mail(fixture.inbox(ENDPOINT));
        clock.advance(Duration.ofDays(31));
        new WebhookRetention(database).cleanup(clock.instant());
        assertThat(deliveries.get(Reach.all(ORG), waiting).delivery().state()).isEqualTo(DeliveryState.PENDING);
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void cleanupShouldRemoveWhatIsOldWhenItIsFinished(Database chosen) {
        on(chosen);
        Inbox inbox = fixture.inbox(ENDPOINT);
        DeliveryId delivered = fixture.mail(inbox);
        attempt(delivered, null);
        set(delivered, "state = 'delivered', delivered_at = created_at");
        DeliveryId late = fixture.mail(inbox);
        DeliveryId waiting = fixture.mail(inbox);
        clock.advance(Duration.ofDays(29));
        failing(inbox, 9);
        clock.advance(Duration.ofDays(2));
        database.update(handle -> handle.execute("UPDATE webhook_failing SET last_at = " + clock.millis()));
        set(late, "state = 'delivered', delivered_at = " + clock.millis());
        WebhookRetention retention = new WebhookRetention(database);

        assertThat(retention.cleanup(clock.instant())).isEqualTo(1);

        assertThatThrownBy(() -> deliveries.get(Reach.all(ORG), delivered)).isInstanceOf(NotFound.class);
        assertThat(deliveries.get(Reach.all(ORG), late).payloadHash()).isNotNull();
        assertThat(deliveries.get(Reach.all(ORG), waiting).delivery().state()).isEqualTo(DeliveryState.DEAD);
        assertThat(rows("webhook_payload")).isEqualTo(2);
        assertThat(rows("webhook_attempt")).isZero();
        clock.advance(Duration.ofDays(31));
        assertThat(retention.cleanup(clock.instant())).isEqualTo(2);
        assertThat(rows("webhook_payload")).isZero();
    }

    private int rows(String table) {
        return database.read(handle -> handle.createQuery("SELECT COUNT(*) FROM " + table)
                .mapTo(Integer.class)
                .one());
    }

    @Test
    void stateShouldBeKnownByItsAliasesWhenParsed() {
        assertThat(DeliveryState.parse("success")).isEqualTo(DeliveryState.DELIVERED);
        assertThat(DeliveryState.parse("retrying")).isEqualTo(DeliveryState.FAILED);
        assertThat(DeliveryState.parse(null)).isNull();
        assertThatThrownBy(() -> DeliveryState.parse("lost")).isInstanceOf(Invalid.class);
    }
}
