package io.jamesagents.webhook.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jamesagents.inbox.Inbox;
import io.jamesagents.inbox.Reach;
import io.jamesagents.metrics.Meters;
import io.jamesagents.store.Database;
import io.jamesagents.webhook.Breaker;
import io.jamesagents.webhook.DeliveryId;
import io.jamesagents.webhook.DeliveryState;
import io.jamesagents.webhook.SettableClock;
import io.jamesagents.webhook.WebhookDeliveries;
import io.jamesagents.webhook.WebhookDelivery;
import io.jamesagents.webhook.WebhookFixture;
import io.jamesagents.webhook.WebhookHealth;
import io.jamesagents.webhook.WebhookSettings;
import io.jamesagents.webhook.send.TestingReceiver.Received;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WebhookDispatcherTest {
    private static final String DATABASES = "io.jamesagents.store.TestDatabases#each";
    private static final Duration LONG = Duration.ofSeconds(30);

    private final SettableClock clock = new SettableClock();
    private final List<AutoCloseable> open = new ArrayList<>();
    private TestingReceiver receiver;
    private WebhookDispatcher dispatcher;
    private WebhookDeliveries deliveries;
    private WebhookFixture fixture;

    @BeforeEach
    void openReceiver() throws Exception {
        receiver = new TestingReceiver();
        open.add(receiver);
    }

    @AfterEach
    void close() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    private void on(Database database) {
        on(database, new WebhookSettings(List.of("127.0.0.0/8"), true, 1000, 5));
    }

    private void on(Database database, WebhookSettings settings) {
        // The dispatcher of this moment, so that a test can put another one in its place.
        fixture = new WebhookFixture(database, () -> dispatcher.wake(), clock);
        dispatcher = new WebhookDispatcher(
                database, fixture.inboxes(), WebhookClient.of(settings), settings, Meters.NONE, clock);
        deliveries = new WebhookDeliveries(
                database, fixture.inboxes(), settings, endpoint -> dispatcher.retrySoon(endpoint), clock);
        dispatcher.start();
        open.add(dispatcher);
    }

    private WebhookDelivery delivery(DeliveryId id) {
        return deliveries.get(Reach.all(WebhookFixture.ORG), id).delivery();
    }

    private void awaitState(DeliveryId id, DeliveryState state, int attempts) {
        await().atMost(LONG).untilAsserted(() -> {
            WebhookDelivery now = delivery(id);
            assertThat(now.state()).isEqualTo(state);
            assertThat(now.attemptCount()).isEqualTo(attempts);
            assertThat(now.nextAttemptAt() != null).isEqualTo(state == DeliveryState.FAILED);
        });
    }

    private void later(Duration by) {
        clock.advance(by);
        dispatcher.wake();
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void deliveryShouldBeSignedWhenSent(Database database) {
        on(database);
        DeliveryId id = fixture.mail(fixture.inbox(receiver.url()));
        awaitState(id, DeliveryState.DELIVERED, 1);

        Received request = receiver.received().get(0);
        String timestamp = request.header("x-commune-timestamp");
        assertThat(request.header("x-commune-signature"))
                .isEqualTo(WebhookSignature.of(
                        WebhookFixture.SECRET, timestamp, request.body().getBytes(StandardCharsets.UTF_8)));
        assertThat(timestamp).isEqualTo(Long.toString(clock.millis()));
        assertThat(request.header("x-commune-delivery-id")).isEqualTo(id.value());
        assertThat(request.header("x-commune-attempt")).isEqualTo("1");
        assertThat(request.header("Content-Type")).isEqualTo("application/json");
        assertThat(request.header("User-Agent")).isEqualTo("james-agents");
        assertThat(request.exchange().getRequestMethod()).isEqualTo("POST");
        assertThat(request.exchange().getRequestURI()).hasToString("/hook");
        assertThat(request.json().at("/email/text").asText()).isEqualTo("Grüße, \ud83d\ude00");
        assertThat(deliveries.get(Reach.all(WebhookFixture.ORG), id).attempts())
                .singleElement()
                .satisfies(attempt -> {
                    assertThat(attempt.statusCode()).isEqualTo(200);
                    assertThat(attempt.error()).isNull();
                });
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void deliveryShouldBeRepeatedWithTheSameBodyWhenTheEndpointFails(Database database) {
        AtomicInteger count = new AtomicInteger();
        receiver.answering(
                exchange -> TestingReceiver.answer(exchange, count.incrementAndGet() < 3 ? 500 : 204 - 4, "no\0 way"));
        on(database);
        DeliveryId id = fixture.mail(fixture.inbox(receiver.url()));
        awaitState(id, DeliveryState.FAILED, 1);
        assertThat(delivery(id).lastError()).isEqualTo("HTTP 500: no way");
        assertThat(Duration.between(clock.instant(), delivery(id).nextAttemptAt())
                        .toMillis())
                .isBetween(5000L, 6250L);

        later(Duration.ofSeconds(7));
        awaitState(id, DeliveryState.FAILED, 2);
        later(Duration.ofSeconds(380));
        awaitState(id, DeliveryState.DELIVERED, 3);

        assertThat(receiver.received()).hasSize(3);
        assertThat(receiver.received())
                .extracting(Received::body)
                .containsOnly(receiver.received().get(0).body());
        assertThat(receiver.received())
                .extracting(request -> request.header("x-commune-attempt"))
                .containsExactly("1", "2", "3");
        assertThat(delivery(id).latencyMs()).isEqualTo(387_000);
        assertThat(delivery(id).lastError()).isNull();
    }

    /** The schedule, its jitter and its span, over the whole life of a delivery. */
    @ParameterizedTest
    @MethodSource(DATABASES)
    void deliveryShouldBeDeadWhenTenAttemptsFailedOverThreeDays(Database database) {
        receiver.answering(500, "no");
        on(database);
        DeliveryId id = fixture.mail(fixture.inbox(receiver.url()));
        Instant begun = clock.instant();
        List<Duration> plan = WebhookSettings.STANDARD_DELAYS;
        for (int attempt = 1; attempt <= plan.size(); attempt++) {
            awaitState(id, DeliveryState.FAILED, attempt);
            Duration pause = Duration.between(clock.instant(), delivery(id).nextAttemptAt());
            Duration planned = plan.get(attempt - 1);
            assertThat(pause).isBetween(planned, planned.multipliedBy(5).dividedBy(4));
            later(longer(pause));
        }
        awaitState(id, DeliveryState.DEAD, 10);

        assertThat(Duration.between(begun, clock.instant()))
                .isGreaterThan(Duration.ofHours(75).plusMinutes(35));
        assertThat(delivery(id).deadAt()).isEqualTo(clock.instant());
        assertThat(deliveries.get(Reach.all(WebhookFixture.ORG), id).attempts())
                .extracting(WebhookDelivery.Attempt::attempt)
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);

        receiver.answering(200, "");
        deliveries.retry(Reach.all(WebhookFixture.ORG), id);
        awaitState(id, DeliveryState.DELIVERED, 11);
    }

    /** Past the pause of the endpoint, too, that begins with its fifth failure. */
    private static Duration longer(Duration pause) {
        return pause.compareTo(EndpointLanes.PAUSE) > 0 ? pause : EndpointLanes.PAUSE;
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void webhookShouldBeTurnedOffWhenTheEndpointIsGone(Database database) {
        AtomicInteger count = new AtomicInteger();
        receiver.answering(exchange -> TestingReceiver.answer(exchange, count.incrementAndGet() < 2 ? 500 : 410, ""));
        on(database);
        Inbox inbox = fixture.inbox(receiver.url());
        DeliveryId waiting = fixture.mail(inbox);
        awaitState(waiting, DeliveryState.FAILED, 1);
        DeliveryId gone = fixture.mail(inbox);
        awaitState(gone, DeliveryState.DEAD, 1);

        awaitState(waiting, DeliveryState.DEAD, 1);
        assertThat(delivery(waiting).lastError()).isEqualTo("The endpoint answered 410 Gone");
        Inbox off = fixture.now(inbox);
        assertThat(off.webhook().disabled().at()).isEqualTo(clock.instant());
        assertThat(off.webhook().wants("inbound")).isFalse();
        // Written by somebody who has not seen yet that it is off.
        DeliveryId late = fixture.mail(inbox);
        awaitState(late, DeliveryState.DEAD, 0);
        assertThat(receiver.received()).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void webhookShouldBeTurnedOffWhenItTakesNothingForFiveDays(Database database) {
        receiver.answering(503, "");
        on(database);
        Inbox inbox = fixture.inbox(receiver.url());
        DeliveryId first = fixture.mail(inbox);
        for (int attempt = 1; attempt < 10; attempt++) {
            awaitState(first, DeliveryState.FAILED, attempt);
            later(longer(Duration.between(clock.instant(), delivery(first).nextAttemptAt())));
        }
        awaitState(first, DeliveryState.DEAD, 10);
        assertThat(fixture.now(inbox).webhook().disabled()).isNull();
        assertThat(fixture.health().endpoints())
                .singleElement()
                .extracting(WebhookHealth.Endpoint::failuresInARow)
                .isEqualTo(10L);

        clock.advance(Duration.ofHours(45));
        awaitState(fixture.mail(inbox), DeliveryState.DEAD, 1);

        assertThat(fixture.now(inbox).webhook().disabled().reason())
                .isEqualTo("The endpoint took nothing for five days");
        assertThat(fixture.health().off()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void endpointShouldBeLeftAloneWhenItAsksToBe(Database database) {
        receiver.answering(exchange -> {
            exchange.getResponseHeaders().add("Retry-After", "900");
            TestingReceiver.answer(exchange, 429, "slow down");
        });
        on(database);
        Inbox inbox = fixture.inbox(receiver.url());
        DeliveryId first = fixture.mail(inbox);
        awaitState(first, DeliveryState.FAILED, 1);
        assertThat(delivery(first).nextAttemptAt()).isEqualTo(clock.instant().plusSeconds(900));
        DeliveryId second = fixture.mail(inbox);
        dispatcher.wake();
        assertThat(dispatcher.breaker(receiver.url())).isEqualTo(Breaker.OPEN);

        receiver.answering(200, "");
        later(Duration.ofSeconds(899));
        assertThat(delivery(second).attemptCount()).isZero();
        later(Duration.ofSeconds(1));
        awaitState(first, DeliveryState.DELIVERED, 2);
        awaitState(second, DeliveryState.DELIVERED, 1);
    }

    /** An hour's outage with a thousand deliveries: none of them loses an attempt to it, and all come when it ends. */
    @ParameterizedTest
    @MethodSource(DATABASES)
    void backlogShouldDrainWhenAnEndpointIsBack(Database database) {
        receiver.answering(503, "");
        on(database);
        Inbox inbox = fixture.inbox(receiver.url());
        List<DeliveryId> ids = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            ids.add(fixture.mail(inbox));
        }
        int seen = 0;
        for (int minute = 0; minute < 60; minute++) {
            int before = seen;
            await().atMost(LONG)
                    .until(() ->
                            receiver.received().size() > before || dispatcher.breaker(receiver.url()) == Breaker.OPEN);
            seen = receiver.received().size();
            later(Duration.ofMinutes(1));
        }
        await().atMost(LONG).until(() -> dispatcher.breaker(receiver.url()) == Breaker.OPEN);
        int attempts = receiver.received().size();
        assertThat(attempts).isLessThan(100);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        receiver.answering(exchange -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            now.decrementAndGet();
            TestingReceiver.answer(exchange, 200, "");
        });

        later(EndpointLanes.PAUSE);

        await().atMost(Duration.ofSeconds(60)).until(() -> totals().get(DeliveryState.DELIVERED) == 1000);
        assertThat(most.get()).isLessThanOrEqualTo(5);
        assertThat(receiver.received()).hasSize(attempts + 1000);
        assertThat(ids.stream().mapToInt(id -> delivery(id).attemptCount()).sum())
                .isEqualTo(attempts + 1000);
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void deliveryShouldBeSignedUnderBothSecretsWhenOneIsRotated(Database database) {
        on(database);
        Inbox inbox = fixture.inbox(receiver.url());
        Inbox rotated = fixture.webhooks().rotateSecret(Reach.all(WebhookFixture.ORG), inbox.id(), Duration.ofHours(1));
        awaitState(fixture.mail(inbox), DeliveryState.DELIVERED, 1);
        clock.advance(Duration.ofHours(1));
        awaitState(fixture.mail(inbox), DeliveryState.DELIVERED, 1);

        String secret = rotated.webhook().secret();
        assertThat(secret).isNotEqualTo(WebhookFixture.SECRET);
        assertSigned(receiver.received().get(0), List.of(secret, WebhookFixture.SECRET));
        assertSigned(receiver.received().get(1), List.of(secret));
    }

    private static void assertSigned(Received request, List<String> secrets) {
        byte[] body = request.body().getBytes(StandardCharsets.UTF_8);
        long seconds = Long.parseLong(request.header("webhook-timestamp"));
        assertThat(request.header("webhook-id"))
                .isEqualTo(request.json().at("/id").asText());
        assertThat(request.header("webhook-signature"))
                .isEqualTo(StandardSignature.of(secrets, request.header("webhook-id"), seconds, body));
        String millis = request.header("x-commune-timestamp");
        assertThat(Long.parseLong(millis) / 1000).isEqualTo(seconds);
        assertThat(request.header("x-commune-signature")).isEqualTo(WebhookSignature.of(secrets.get(0), millis, body));
    }

    /** The endpoint has said yes, and the server dies before that is on disk. */
    @ParameterizedTest
    @MethodSource(DATABASES)
    void deliveryShouldBeRepeatedWhenItsSuccessWasNotRecorded(Database database) {
        on(database);
        CountDownLatch lost = new CountDownLatch(1);
        receiver.answering(exchange -> {
            database.update(handle -> handle.execute("ALTER TABLE webhook_attempt RENAME TO away"));
            TestingReceiver.answer(exchange, 200, "");
            lost.countDown();
        });
        DeliveryId id = fixture.mail(fixture.inbox(receiver.url()));
        awaitLatch(lost);
        dispatcher.close();
        database.update(handle -> handle.execute("ALTER TABLE away RENAME TO webhook_attempt"));
        assertThat(delivery(id).state()).isEqualTo(DeliveryState.PENDING);
        receiver.answering(200, "");

        restart(database);
        later(Duration.ofSeconds(21));

        awaitState(id, DeliveryState.DELIVERED, 1);
        assertThat(receiver.received()).hasSize(2);
        assertThat(receiver.received().stream()
                        .map(request -> request.header("webhook-id"))
                        .distinct())
                .hasSize(1);
        assertThat(receiver.received().stream().map(Received::body).distinct()).hasSize(1);
    }

    private void restart(Database database) {
        WebhookSettings settings = new WebhookSettings(List.of("127.0.0.0/8"), true, 1000, 5);
        WebhookDispatcher next = new WebhookDispatcher(
                database, fixture.inboxes(), WebhookClient.of(settings), settings, Meters.NONE, clock);
        dispatcher = next;
        open.add(next);
        next.start();
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void deliveryShouldBeDeadWithoutAnAttemptWhenTheWebhookIsRemoved(Database database) {
        receiver.answering(500, "");
        on(database);
        Inbox inbox = fixture.inbox(receiver.url());
        DeliveryId id = fixture.mail(inbox);
        awaitState(id, DeliveryState.FAILED, 1);

        fixture.setWebhook(inbox, null);
        later(Duration.ofSeconds(10));

        awaitState(id, DeliveryState.DEAD, 1);
        assertThat(delivery(id).lastError()).isEqualTo("webhook removed");
        assertThat(receiver.received()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void deliveryShouldFollowWhenTheInboxHasAnotherEndpoint(Database database) throws Exception {
        receiver.answering(500, "");
        on(database);
        Inbox inbox = fixture.inbox(receiver.url());
        DeliveryId id = fixture.mail(inbox);
        awaitState(id, DeliveryState.FAILED, 1);

        try (TestingReceiver other = new TestingReceiver()) {
            fixture.setWebhook(inbox, other.url());
            later(Duration.ofSeconds(10));
            awaitState(id, DeliveryState.DELIVERED, 2);
            assertThat(delivery(id).endpoint()).isEqualTo(other.url());
            assertThat(other.received().get(0).body())
                    .isEqualTo(receiver.received().get(0).body());
        }
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void redirectShouldBeAFailureWhenAnswered(Database database) {
        receiver.answering(exchange -> {
            exchange.getResponseHeaders().add("Location", receiver.url() + "/elsewhere");
            TestingReceiver.answer(exchange, 307, "");
        });
        on(database);
        DeliveryId id = fixture.mail(fixture.inbox(receiver.url()));
        awaitState(id, DeliveryState.FAILED, 1);
        assertThat(delivery(id).lastStatusCode()).isEqualTo(307);
        assertThat(receiver.received()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void loopbackShouldBeRefusedWhenNotAllowed(Database database) {
        on(database, new WebhookSettings(List.of(), true, 1000, 5));
        DeliveryId id = fixture.mail(fixture.inbox(receiver.url()));
        awaitState(id, DeliveryState.FAILED, 1);
        assertThat(delivery(id).lastError()).isEqualTo("Address of the endpoint is not allowed");
        assertThat(receiver.received()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void attemptShouldBeRepeatedWhenItsNodeDied(Database database) throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        receiver.answering(exchange -> {
            arrived.countDown();
            awaitLatch(never);
        });
        on(database);
        Inbox inbox = fixture.inbox(receiver.url());
        DeliveryId id = fixture.mail(inbox);
        arrived.await();
        // Ends with the request under way: nothing of it is recorded, as when the process is killed.
        dispatcher.close();
        receiver.answering(200, "");

        restart(database);
        later(Duration.ofSeconds(21));

        awaitState(id, DeliveryState.DELIVERED, 1);
        assertThat(receiver.received()).hasSize(2);
        assertThat(receiver.received())
                .extracting(Received::body)
                .containsOnly(receiver.received().get(0).body());
        never.countDown();
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void attemptsShouldNotBeSpentWhenAnEndpointIsLeftAlone(Database database) {
        receiver.answering(500, "");
        on(database);
        Inbox inbox = fixture.inbox(receiver.url());
        List<DeliveryId> ids = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            ids.add(fixture.mail(inbox));
        }
        await().atMost(LONG).until(() -> totals().get(DeliveryState.FAILED) >= 5);
        dispatcher.wake();
        int spent = ids.stream().mapToInt(id -> delivery(id).attemptCount()).sum();
        assertThat(spent).isLessThan(20);

        receiver.answering(200, "");
        later(Duration.ofMinutes(6));
        await().atMost(LONG).until(() -> totals().get(DeliveryState.DELIVERED) == 40);
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void deliveryShouldBeMadeOnceWhenTwoNodesShareADatabase(Database database) {
        on(database);
        WebhookDispatcher one = dispatcher;
        on(database);
        WebhookDispatcher two = dispatcher;
        fixture = new WebhookFixture(
                database,
                () -> {
                    one.wake();
                    two.wake();
                },
                clock);
        Inbox inbox = fixture.inbox(receiver.url());
        for (int i = 0; i < 60; i++) {
            fixture.mail(inbox);
        }
        await().atMost(LONG).until(() -> totals().get(DeliveryState.DELIVERED) == 60);
        assertThat(receiver.received()).hasSize(60);
    }

    private Map<DeliveryState, Long> totals() {
        return fixture.totals();
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void deliveryShouldNotWaitWhenOtherEndpointsHang(Database database) throws Exception {
        HungReceiver hung = new HungReceiver();
        open.add(0, hung);
        on(database);
        List<Inbox> inboxes = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            inboxes.add(fixture.inbox(hung.url(i)));
        }
        for (int round = 0; round < 20; round++) {
            inboxes.forEach(fixture::mail);
        }
        Inbox healthy = fixture.inbox(receiver.url());
        for (int i = 0; i < 50; i++) {
            fixture.mail(healthy);
        }
        await().atMost(Duration.ofSeconds(8)).until(() -> receiver.received().size() == 50);
    }
}
