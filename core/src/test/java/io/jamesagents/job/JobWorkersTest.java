package io.jamesagents.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jamesagents.org.OrgId;
import io.jamesagents.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JobWorkersTest {
    private static final String EACH = "io.jamesagents.store.TestDatabases#each";
    private static final OrgId ORG = new OrgId("org_1");

    private final List<Job> seen = new CopyOnWriteArrayList<>();

    @ParameterizedTest
    @MethodSource(EACH)
    void addShouldWakeTheWorkerWhenItsTransactionIsCommitted(Database database) {
        Jobs jobs = new Jobs(database, Clock.systemUTC());
        try (JobWorkers workers = workers(jobs, job -> database.update(handle -> jobs.done(handle, job)))) {
            workers.start();
            add(database, jobs, "a");
            await().atMost(Duration.ofSeconds(5)).until(() -> !seen.isEmpty());
        }
        assertThat(jobs.nextDue("index")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void addShouldHaveTheJobDoneAgainWhenItIsBeingDone(Database database) {
        Jobs jobs = new Jobs(database, Clock.systemUTC());
        Consumer<Job> work = job -> {
            if (seen.size() == 1) {
                add(database, jobs, "a");
            }
            database.update(handle -> jobs.done(handle, job));
        };
        try (JobWorkers workers = workers(jobs, work)) {
            workers.start();
            add(database, jobs, "a");
            await().atMost(Duration.ofSeconds(5)).until(() -> seen.size() == 2);
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> jobs.nextDue("index").isEmpty());
        }
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void workerShouldGoOnWithOtherJobsWhenOneThrows(Database database) {
        Jobs jobs = new Jobs(database, Clock.systemUTC());
        Consumer<Job> work = job -> {
            if (job.subjectId().equals("bad")) {
                throw new StackOverflowError();
            }
            database.update(handle -> jobs.done(handle, job));
        };
        try (JobWorkers workers = workers(jobs, work)) {
            workers.start();
            add(database, jobs, "bad");
            add(database, jobs, "good");
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> seen.stream().anyMatch(job -> job.subjectId().equals("good")));
        }
        assertThat(jobs.nextDue("index")).isPresent();
    }

    private static void add(Database database, Jobs jobs, String subject) {
        database.update(handle -> jobs.add(handle, ORG, "index", subject));
    }

    private JobWorkers workers(Jobs jobs, Consumer<Job> work) {
        return new JobWorkers(jobs, List.of(new JobHandler() {
            @Override
            public String kind() {
                return "index";
            }

            @Override
            public int threads() {
                return 1;
            }

            @Override
            public int batch() {
                return 1;
            }

            @Override
            public Duration lease() {
                return Duration.ofMinutes(1);
            }

            @Override
            public void run(List<Job> claimed) {
                seen.addAll(claimed);
                claimed.forEach(work);
            }
        }));
    }
}
