package io.jamesagents.doctor.machine;

import io.jamesagents.doctor.Check;
import io.jamesagents.doctor.Findings;
import io.jamesagents.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Whether the clock can be believed, as far as that shows without asking others: it is neither before this program was made nor
 * far behind it, and agrees with the database, by whose rows the nodes of a cluster lease their work, and with the file system.
 */
public final class ClockCheck implements Check {
    private static final Instant MADE = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant ABSURD = Instant.parse("2100-01-01T00:00:00Z");
    private static final Duration SLACK = Duration.ofSeconds(5);
    private static final Duration WRONG = Duration.ofMinutes(1);
    private static final String ADVICE = "Let the machines set their clocks by NTP, such as with chrony.";

    private final Clock clock;
    private final Path folder;
    private final Database database;

    public ClockCheck(Clock clock, Path folder, Database database) {
        this.clock = clock;
        this.folder = folder;
        this.database = database;
    }

    @Override
    public String name() {
        return "clock";
    }

    @Override
    public void look(Findings findings) throws IOException {
        Instant now = clock.instant();
        if (now.isBefore(MADE) || now.isAfter(ABSURD)) {
            findings.fail("The clock of this machine says " + now + ".", ADVICE);
            return;
        }
        compare(findings, "the database", database.clock());
        compare(findings, "the file system of " + folder, written());
    }

    private void compare(Findings findings, String what, Instant other) {
        Duration apart = Duration.between(other, clock.instant()).abs();
        String problem = "The clock of this machine and that of " + what + " are " + apart.toSeconds()
                + " seconds apart, so that work is repeated or left lying.";
        if (apart.compareTo(WRONG) > 0) {
            findings.fail(problem, ADVICE);
        } else if (apart.compareTo(SLACK) > 0) {
            findings.warn(problem, ADVICE);
        }
    }

    private Instant written() throws IOException {
        Path file = Files.createTempFile(folder, "clock", ".tmp");
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } finally {
            Files.delete(file);
        }
    }
}
