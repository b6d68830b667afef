package io.jamesagents;

import java.util.LinkedHashMap;
import java.util.Map;

/** How far a long piece of work is: numbers under names, written by the one who works and read by others meanwhile. */
public final class Progress {
    /** All there is to do. */
    public static final String TOTAL = "total";

    public static final String DONE = "done";
    public static final String FAILED = "failed";

    private final Map<String, Long> counts = new LinkedHashMap<>();

    public synchronized void set(String name, long count) {
        counts.put(name, count);
    }

    public void add(String name) {
        add(name, 1);
    }

    public synchronized void add(String name, long more) {
        counts.merge(name, more, Long::sum);
    }

    /** The count under this name; 0 when there is none yet. */
    public synchronized long get(String name) {
        return counts.getOrDefault(name, 0L);
    }

    /** All counts as they are now, in the order in which they came up. */
    public synchronized Map<String, Long> counts() {
        return new LinkedHashMap<>(counts);
    }
}
