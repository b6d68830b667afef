package io.jamesagents.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jamesagents.AgentsException.Unavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

class GroupCommitTest {
    private static void insert(Handle handle, int number) {
        handle.execute("INSERT INTO send_usage (org_id, minute, used) VALUES ('org', ?, 1)", number);
    }

    private static int rows(Database database) {
        return database.read(handle -> handle.createQuery("SELECT COUNT(*) FROM send_usage")
                .mapTo(Integer.class)
                .one());
    }

    @Test
    void writeShouldFailForItselfWhenOthersAreCommittedWithIt() throws Exception {
        try (Database database = TestDatabases.sqlite()) {
            ExecutorService pool = Executors.newFixedThreadPool(16);
            List<Callable<Boolean>> all = new ArrayList<>();
            IntStream.range(0, 200).forEach(i -> all.add(() -> succeeds(database, i)));
            int succeeded = 0;
            for (Future<Boolean> one : pool.invokeAll(all)) {
                succeeded += one.get() ? 1 : 0;
            }
            pool.shutdown();
            assertThat(succeeded).isEqualTo(150);
            assertThat(rows(database)).isEqualTo(150);
        }
    }

    /** Every fourth fails after it has written. */
    private static boolean succeeds(Database database, int number) {
        try {
            database.update(handle -> {
                insert(handle, number);
                if (number % 4 == 0) {
                    throw new IllegalArgumentException("no");
                }
            });
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Test
    void writeShouldBeSeenByTheNextReadWhenItReturns() {
        try (Database database = TestDatabases.sqlite()) {
            for (int i = 1; i <= 50; i++) {
                int number = i;
                database.update(handle -> insert(handle, number));
                assertThat(rows(database)).isEqualTo(i);
            }
        }
    }

    @Test
    void writeShouldSayThatTheStoreIsClosedWhenItIs() {
        Database database = TestDatabases.sqlite();
        database.close();
        assertThatThrownBy(() -> database.update(handle -> insert(handle, 1))).isInstanceOf(Unavailable.class);
    }
}
