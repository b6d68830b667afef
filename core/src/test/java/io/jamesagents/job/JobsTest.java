package io.jamesagents.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.jamesagents.org.OrgId;
import io.jamesagents.store.Database;
import io.jamesagents.webhook.SettableClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JobsTest {
    private static final String EACH = "io.jamesagents.store.TestDatabases#each";
    private static final OrgId ORG = new OrgId("org_1");
    private static final Duration LEASE = Duration.ofMinutes(1);

    private final SettableClock clock = new SettableClock();

    private static void add(Database database, Jobs jobs, String subject) {
        database.update(handle -> jobs.add(handle, ORG, "index", subject));
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void claimShouldGiveEachJobToOneWorkerOnly(Database database) {
        Jobs one = new Jobs(database, clock);
        Jobs two = new Jobs(database, clock);
        add(database, one, "a");
        add(database, one, "a");
        add(database, one, "b");
        assertThat(one.claim("index", 1, LEASE)).hasSize(1);
        assertThat(two.claim("index", 10, LEASE)).hasSize(1);
        assertThat(two.claim("index", 10, LEASE)).isEmpty();
        assertThat(two.claim("extract", 10, LEASE)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void claimShouldGiveTheJobAgainWhenItsWorkerIsGone(Database database) {
        Jobs jobs = new Jobs(database, clock);
        add(database, jobs, "a");
        for (int attempt = 1; attempt <= Jobs.MAX_ATTEMPTS; attempt++) {
            assertThat(jobs.claim("index", 10, LEASE)).extracting(Job::attempts).containsExactly(attempt);
            clock.advance(LEASE.plusSeconds(1));
            jobs.expireLeases();
        }
        assertThat(jobs.claim("index", 10, LEASE)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void failedShouldPutTheJobOffUntilItWasTriedOftenEnough(Database database) {
        Jobs jobs = new Jobs(database, clock);
        add(database, jobs, "a");
        for (int attempt = 1; attempt <= Jobs.MAX_ATTEMPTS; attempt++) {
            List<Job> claimed = jobs.claim("index", 10, LEASE);
            assertThat(claimed).hasSize(1);
            jobs.failed(claimed.get(0), "no answer");
            assertThat(jobs.claim("index", 10, LEASE)).isEmpty();
            clock.advance(Duration.ofSeconds(91));
        }
        assertThat(jobs.claim("index", 10, LEASE)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void doneShouldChangeNothingWhenTheLeaseWasLost(Database database) {
        Jobs slow = new Jobs(database, clock);
        Jobs fast = new Jobs(database, clock);
        add(database, slow, "a");
        Job lost = slow.claim("index", 1, LEASE).get(0);
        clock.advance(LEASE.plusSeconds(1));
        fast.expireLeases();
        Job taken = fast.claim("index", 1, LEASE).get(0);
        database.update(handle -> slow.done(handle, lost));
        fast.later(taken, "again", Duration.ZERO);
        assertThat(fast.claim("index", 1, LEASE)).hasSize(1);
    }
}
