package io.jamesagents.doctor.mail;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The processors of {@code mailetcontainer.xml} by their names, each with its lines in their order. */
public record Pipeline(Map<String, List<Step>> processors) {
    static final String ROOT = "root";

    public Pipeline {
        Map<String, List<Step>> copy = new LinkedHashMap<>();
        processors.forEach((name, steps) -> copy.put(name, List.copyOf(steps)));
        processors = copy;
    }

    /** A line, and the processor it stands in. */
    record Place(String processor, Step step) {}

    /** All lines, on whatever way a mail gets there. */
    Stream<Place> everywhere() {
        return processors.entrySet().stream()
                .flatMap(processor -> processor.getValue().stream().map(step -> new Place(processor.getKey(), step)));
    }

    boolean has(String mailet) {
        return everywhere().anyMatch(place -> place.step().runs(mailet));
    }

    boolean matches(String matcher) {
        return everywhere().anyMatch(place -> place.step().matcher().equals(matcher));
    }

    /** The lines that a mail for an inbox comes to from the beginning of a processor on, as if none took it. */
    List<Place> wayFrom(String processor) {
        List<Place> way = new ArrayList<>();
        follow(processor, way, new HashSet<>());
        return way;
    }

    private void follow(String processor, List<Place> way, Set<String> seen) {
        if (!seen.add(processor)) {
            return;
        }
        for (Step step : processors.getOrDefault(processor, List.of())) {
            way.add(new Place(processor, step));
            if (step.leads() && step.wide()) {
                follow(step.target(), way, seen);
            }
            if (step.last()) {
                return;
            }
        }
    }
}
