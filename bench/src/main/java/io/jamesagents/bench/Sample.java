package io.jamesagents.bench;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Measured times in milliseconds, in ascending order. */
record Sample(double[] millis) {

    static Sample ofMillis(double... millis) {
        double[] sorted = millis.clone();
        Arrays.sort(sorted);
        return new Sample(sorted);
    }

    static Sample ofNanos(long... nanos) {
        return ofMillis(Arrays.stream(nanos).mapToDouble(time -> time / 1e6).toArray());
    }

    double median() {
        return percentile(50);
    }

    /** The smallest measured value that so many percent are not above. */
    double percentile(double percent) {
        int rank = (int) Math.ceil(percent / 100 * millis.length);
        return Results.round(millis[Math.max(0, rank - 1)]);
    }

    Map<String, Object> figures() {
        Map<String, Object> figures = new TreeMap<>();
        figures.put("count", millis.length);
        figures.put("p50_ms", percentile(50));
        figures.put("p95_ms", percentile(95));
        figures.put("p99_ms", percentile(99));
        figures.put("max_ms", percentile(100));
        return figures;
    }
}
