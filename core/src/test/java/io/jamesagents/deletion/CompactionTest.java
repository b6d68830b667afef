package io.jamesagents.deletion;

import static org.assertj.core.api.Assertions.assertThat;

import io.jamesagents.inbox.Inbox;
import io.jamesagents.store.Database;
import java.time.Duration;
import java.time.LocalTime;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CompactionTest {
    @ParameterizedTest
    @MethodSource("io.jamesagents.store.TestDatabases#each")
    void storesShouldBeWrittenAnewOnceInTheNightAfterADeletion(Database database) throws Exception {
        try (DeletionFixture fixture = new DeletionFixture(database)) {
            AtomicInteger compacted = new AtomicInteger();
            Compaction compaction = new Compaction(database, LocalTime.of(3, 0), fixture.clock);
            compaction.add("other", compacted::incrementAndGet);
            fixture.clock.advance(Duration.ofDays(2));
            compaction.run();
            assertThat(compacted).as("nothing was deleted").hasValue(0);

            Inbox inbox = fixture.full(fixture.caller, "ada", 1);
            fixture.delete(DeletionFixture.inbox(inbox));
            compaction.run();
            assertThat(compacted).as("it is day").hasValue(0);

            fixture.clock.advance(Duration.ofDays(1));
            compaction.run();
            compaction.run();
            assertThat(compacted).hasValue(1);

            fixture.clock.advance(Duration.ofDays(1));
            compaction.run();
            assertThat(compacted).as("nothing was deleted since").hasValue(1);
        }
    }
}
