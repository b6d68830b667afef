package io.jamesagents.screening;

import java.util.Locale;

/** How likely a mail gives orders to the program that reads it. From {@code MEDIUM} on it counts as detected. */
enum Risk {
    NONE(0),
    LOW(0.25),
    MEDIUM(0.5),
    HIGH(0.75),
    CRITICAL(0.92);

    private final double from;

    Risk(double from) {
        this.from = from;
    }

    static Risk of(double score) {
        Risk risk = NONE;
        for (Risk each : values()) {
            risk = score >= each.from ? each : risk;
        }
        return risk;
    }

    boolean detected() {
        return compareTo(MEDIUM) >= 0;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
