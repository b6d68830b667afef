package io.jamesagents.doctor.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jamesagents.doctor.Finding;
import io.jamesagents.doctor.Findings;
import io.jamesagents.doctor.Severity;
import io.jamesagents.store.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClockCheckTest {
    private static final String EACH = "io.jamesagents.store.TestDatabases#each";

    @TempDir
    Path folder;

    private List<Finding> found(Clock clock, Database database) throws IOException {
        Findings findings = new Findings("clock");
        new ClockCheck(clock, folder, database).look(findings);
        return findings.all();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void lookShouldFindNothingWhenAllClocksAgree(Database database) throws IOException {
        assertThat(found(Clock.systemUTC(), database))
                .extracting(Finding::severity)
                .containsExactly(Severity.OK);
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void lookShouldFailWhenTheClockIsFarFromThatOfTheDatabase(Database database) throws IOException {
        Clock late = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-10));

        assertThat(found(late, database))
                .anyMatch(finding ->
                        finding.severity() == Severity.FAIL && finding.problem().contains("the database"));
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void lookShouldWarnWhenTheClockIsSomeSecondsOff(Database database) throws IOException {
        Clock early = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(20));

        assertThat(found(early, database)).extracting(Finding::severity).containsOnly(Severity.WARN);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void lookShouldFailWhenTheClockWasNeverSet(Database database) throws IOException {
        Clock never = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

        assertThat(found(never, database)).extracting(Finding::severity).containsExactly(Severity.FAIL);
    }
}
