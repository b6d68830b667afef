package io.jamesagents.metrics;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Keeps what it is told, for tests to look at. */
public final class TestingMeters implements Meters {
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();
    private final Map<String, Supplier<? extends Number>> gauges = new ConcurrentHashMap<>();
    private final Set<String> announced = ConcurrentHashMap.newKeySet();

    @Override
    public void announce(Collection<String> names, Collection<String> timings) {
        announced.addAll(names);
        announced.addAll(timings);
    }

    @Override
    public void count(String name) {
        counts.merge(name, 1, Integer::sum);
    }

    @Override
    public Timing time(String name) {
        return () -> count(name);
    }

    @Override
    public void gauge(String name, Supplier<? extends Number> value) {
        gauges.put(name, value);
    }

    /** How often something was counted, or came to the end of its time. */
    public int counted(String name) {
        return counts.getOrDefault(name, 0);
    }

    public Set<String> announced() {
        return announced;
    }
}
