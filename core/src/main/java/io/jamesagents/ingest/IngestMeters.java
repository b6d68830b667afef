package io.jamesagents.ingest;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The names under which mail that comes in is counted and timed. */
public final class IngestMeters {
    /** One mail into one inbox, in whole. */
    public static final String DELIVERY = "agents.ingest.seconds";
    /** Reading the mail: its parts, and what is new in its text. */
    public static final String PARSING = "agents.ingest.parsing.seconds";
    /** Finding the thread, and the transaction that makes the message. */
    public static final String COMMIT = "agents.ingest.commit.seconds";

    static final String WAITING = "agents.ingest.waiting";
    static final String FAILED = "agents.ingest.failed";

    private IngestMeters() {}

    static String of(Outcome outcome) {
        return "agents.ingest." + outcome.name().toLowerCase(Locale.ROOT);
    }

    /** What a delivery came to: an outcome, {@code waiting} while something is away, or {@code failed}. */
    public static List<String> counters() {
        return Stream.concat(Arrays.stream(Outcome.values()).map(IngestMeters::of), Stream.of(WAITING, FAILED))
                .toList();
    }
}
