package io.jamesagents.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jamesagents.AgentsException.Limited;
import io.jamesagents.ServerSecret;
import io.jamesagents.agent.AddressLimits.Window;
import io.jamesagents.store.Database;
import io.jamesagents.webhook.SettableClock;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AddressLimitsTest {
    private static final String EACH = "io.jamesagents.store.TestDatabases#each";
    private static final String HERE = "192.0.2.1";

    private final SettableClock clock = new SettableClock();
    private Database database;

    private AddressLimits limits(int registers) {
        return new AddressLimits(
                database, new ServerSecret(new byte[32]), new AgentSettings(true, registers, 10, true, true), clock);
    }

    @AfterEach
    void stop() {
        if (database != null) {
            database.close();
        }
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void callsShouldBeCountedUntilTheWindowIsOver(Database opened) {
        database = opened;
        for (int left = 4; left >= 0; left--) {
            Window window = limits(5).countRegister(HERE).orElseThrow();
            assertThat(window.remaining()).isEqualTo(left);
            assertThat(window.exceeded()).isFalse();
        }
        clock.advance(Duration.ofHours(1));
        AddressLimits limits = limits(5);
        Window over = limits.countRegister(HERE).orElseThrow();
        assertThat(over.exceeded()).isTrue();
        assertThatThrownBy(() -> limits.refuse(over))
                .isInstanceOfSatisfying(
                        Limited.class, e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofHours(23)));
        assertThat(limits.countRegister("192.0.2.2").orElseThrow().exceeded()).isFalse();
        assertThat(limits.countVerify(HERE).orElseThrow().remaining()).isEqualTo(9);
        clock.advance(Duration.ofHours(23));
        assertThat(limits.countRegister(HERE).orElseThrow().remaining()).isEqualTo(4);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void limitShouldBeExactWhenCallsComeAtTheSameTime(Database opened) throws Exception {
        database = opened;
        ExecutorService threads = Executors.newFixedThreadPool(8);
        Callable<Optional<Window>> one = () -> limits(5).countRegister(HERE);
        int good = 0;
        for (Future<Optional<Window>> window : threads.invokeAll(Collections.nCopies(64, one))) {
            good += window.get().orElseThrow().exceeded() ? 0 : 1;
        }
        threads.shutdown();
        assertThat(good).isEqualTo(5);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void noLimitShouldCountNothing(Database opened) {
        database = opened;
        assertThat(limits(0).countRegister(HERE)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void windowsShouldBeForgottenWhenTheyAreOver(Database opened) {
        database = opened;
        limits(5).countRegister(HERE);
        limits(5).countVerify(HERE);
        clock.advance(Duration.ofMinutes(15));
        limits(5).cleanUp();
        assertThat(database.<Long>read(handle -> handle.createQuery("SELECT COUNT(*) FROM address_usage")
                        .mapTo(Long.class)
                        .one()))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8:1:2::1,       2001:db8:1:2:ffff::9,  true",
        "2001:db8:1:2::1,       2001:db8:1:3::1,       false",
        "192.0.2.1,             192.0.2.2,             false",
        "192.0.2.1,             ::ffff:192.0.2.1,      true",
        "fe80::1%eth0,          fe80::2%eth1,          true"
    })
    void networkShouldBeTheAddressOrItsFirst64Bits(String one, String other, boolean same) {
        assertThat(AddressLimits.network(one).equals(AddressLimits.network(other)))
                .isEqualTo(same);
    }
}
