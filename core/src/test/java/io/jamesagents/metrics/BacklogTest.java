package io.jamesagents.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.jamesagents.ingest.IngestBacklog;
import io.jamesagents.job.Jobs;
import io.jamesagents.org.OrgId;
import io.jamesagents.outbound.OutboundBacklog;
import io.jamesagents.store.Database;
import io.jamesagents.webhook.send.WebhookBacklog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is waiting in each stage, read from the rows of the database. */
class BacklogTest {
    private static final long NOW = 1_800_000_000_000L;
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC);
    private static final String EACH = "io.jamesagents.store.TestDatabases#each";

    private static Clock ago(int seconds) {
        return Clock.offset(CLOCK, Duration.ofSeconds(-seconds));
    }

    private static void insert(Database database, String sql) {
        database.update(handle -> handle.createUpdate(sql).execute());
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void jobsShouldWaitOnceTheyAreDue(Database database) {
        OrgId org = new OrgId("org_1");
        database.update(handle -> {
            new Jobs(database, ago(90)).add(handle, org, "index", "m1");
            new Jobs(database, ago(30)).add(handle, org, "index", "m2");
            new Jobs(database, ago(-30)).add(handle, org, "index", "m3");
            new Jobs(database, ago(500)).add(handle, org, "other", "m1");
        });

        assertThat(new Jobs(database, CLOCK).backlog("index")).isEqualTo(new Backlog(2, Duration.ofSeconds(90)));
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void jobsShouldNotWaitWhenThereAreNone(Database database) {
        assertThat(new Jobs(database, CLOCK).backlog("index")).isEqualTo(Backlog.NONE);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void webhooksShouldWaitOverAllEndpointsOnceTheyAreDue(Database database) {
        delivery(database, "d1", "https://one.example", "pending", -5);
        delivery(database, "d2", "https://two.example", "failed", -60);
        delivery(database, "d3", "https://two.example", "failed", 60);
        delivery(database, "d4", "https://two.example", "delivered", -900);

        assertThat(new WebhookBacklog(database, CLOCK).get()).isEqualTo(new Backlog(2, Duration.ofSeconds(60)));
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void webhooksShouldNotWaitWhenThereAreNone(Database database) {
        assertThat(new WebhookBacklog(database, CLOCK).get()).isEqualTo(Backlog.NONE);
    }

    private static void delivery(Database database, String id, String endpoint, String state, int inSeconds) {
        insert(
                database,
                "INSERT INTO webhook_delivery (id, org_id, inbox_id, event_id, event_type, endpoint, state, attempt_count,"
                        + " max_attempts, next_attempt_at, created_at) VALUES ('" + id
                        + "', 'org_1', 'i_1', 'evt_1', 'inbound', '"
                        + endpoint + "', '" + state + "', 1, 10, " + (NOW + inSeconds * 1000L) + ", " + NOW + ")");
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void mailShouldBeOnItsWayWhileItsIntentIsNotSettled(Database database) {
        IntStream.of(10, 20)
                .forEach(seconds -> insert(
                        database,
                        "INSERT INTO ingest (ingest_id, inbox_id, org_id, state, attempts, after_uid, created_at, updated_at)"
                                + " VALUES ('in-" + seconds + "', 'i_1', 'org_1', 'intent', 1, 0, 0, "
                                + (NOW - seconds * 1000L) + ")"));

        assertThat(new IngestBacklog(database, CLOCK).get()).isEqualTo(new Backlog(2, Duration.ofSeconds(20)));
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void mailOutShouldNotWaitWhenThereIsNone(Database database) {
        assertThat(new OutboundBacklog(database, CLOCK).get()).isEqualTo(Backlog.NONE);
    }
}
