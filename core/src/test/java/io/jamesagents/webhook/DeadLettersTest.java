package io.jamesagents.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jamesagents.AgentsException.NotFound;
import io.jamesagents.Progress;
import io.jamesagents.audit.Audit;
import io.jamesagents.audit.AuditEntry;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.inbox.Reach;
import io.jamesagents.org.OrgId;
import io.jamesagents.store.Cursor;
import io.jamesagents.store.Database;
import io.jamesagents.store.Page;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeadLettersTest {
    private static final String EACH = "io.jamesagents.store.TestDatabases#each";
    private static final String ENDPOINT = "https://hook.example/a";
    private static final DeadLetter.Filter ALL = new DeadLetter.Filter(null, null);

    private final SettableClock clock = new SettableClock();
    private Database database;
    private WebhookFixture fixture;
    private WebhookDeliveries deliveries;
    private DeadLetters letters;
    private Inbox inbox;

    private void start(Database opened) {
        database = opened;
        fixture = new WebhookFixture(database, () -> {}, clock);
        deliveries = new WebhookDeliveries(database, fixture.inboxes(), WebhookFixture.SETTINGS, endpoint -> {}, clock);
        letters = new DeadLetters(database, deliveries, new Audit(database, clock), "operator");
        inbox = fixture.inbox(ENDPOINT);
    }

    @AfterEach
    void stop() {
        database.close();
    }

    private DeliveryId dead() {
        clock.advance(Duration.ofSeconds(1));
        DeliveryId id = fixture.mail(inbox);
        database.update(handle -> handle.createUpdate("UPDATE webhook_delivery SET state = 'dead', dead_at = 1,"
                        + " next_attempt_at = NULL WHERE id = :id")
                .bind("id", id.value())
                .execute());
        return id;
    }

    private DeliveryState state(DeliveryId id) {
        return deliveries.get(Reach.all(WebhookFixture.ORG), id).delivery().state();
    }

    private List<String> audited() {
        return new Audit(database, clock)
                .list(WebhookFixture.ORG, 100, null).rows().stream()
                        .map(AuditEntry::action)
                        .toList();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void listShouldGiveTheDeadOfAllAndOfOne(Database opened) {
        start(opened);
        List<DeliveryId> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(0, dead());
        }
        fixture.mail(inbox);
        List<DeliveryId> listed = new ArrayList<>();
        Cursor after = null;
        do {
            Page<DeadLetter> page = letters.list(ALL, 2, after);
            page.rows().forEach(letter -> listed.add(letter.delivery().id()));
            after = Cursor.decode(page.nextCursor());
        } while (after != null);

        assertThat(listed).containsExactlyElementsOf(made);
        assertThat(letters.list(new DeadLetter.Filter(WebhookFixture.ORG, ENDPOINT), 10, null)
                        .rows())
                .hasSize(5);
        assertThat(letters.list(new DeadLetter.Filter(new OrgId("org_2"), null), 10, null)
                        .rows())
                .isEmpty();
        assertThat(letters.list(new DeadLetter.Filter(null, "https://hook.example/b"), 10, null)
                        .rows())
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void retriedDeliveryShouldBeDueAndDroppedOneGone(Database opened) {
        start(opened);
        DeliveryId retried = dead();
        DeliveryId dropped = dead();

        letters.retry(retried);
        letters.drop(dropped);

        assertThat(state(retried)).isEqualTo(DeliveryState.PENDING);
        assertThatThrownBy(() -> state(dropped)).isInstanceOf(NotFound.class);
        assertThat(audited()).containsExactlyInAnyOrder("webhook.retried", "webhook.dropped");
        assertThatThrownBy(() -> letters.drop(retried)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> letters.retry(dropped)).isInstanceOf(NotFound.class);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void retryAllShouldLeaveWhatHasNoWebhookAnyMore(Database opened) throws Exception {
        start(opened);
        dead();
        dead();
        inbox = fixture.inbox("https://hook.example/gone");
        DeliveryId stuck = dead();
        fixture.setWebhook(inbox, null);
        Progress progress = new Progress();

        letters.retryAll(ALL, progress);

        assertThat(progress.get(Progress.DONE)).isEqualTo(2);
        assertThat(progress.get(Progress.FAILED)).isEqualTo(1);
        assertThat(state(stuck)).isEqualTo(DeliveryState.DEAD);
        letters.dropAll(ALL, progress);
        assertThat(letters.list(ALL, 10, null).rows()).isEmpty();
    }
}
