package io.jamesagents.thread;

import io.jamesagents.AgentsException.Invalid;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Where a thread stands. The server never changes it by itself. */
public enum ThreadStatus {
    OPEN,
    NEEDS_REPLY,
    WAITING,
    CLOSED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static ThreadStatus parse(String word) {
        return Arrays.stream(values())
                .filter(status -> status.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new Invalid(
                        "status",
                        "Invalid status. Must be one of "
                                + Arrays.stream(values())
                                        .map(ThreadStatus::word)
                                        .collect(Collectors.joining(", "))));
    }
}
