package io.jamesagents.extension.metrics;

import io.jamesagents.metrics.Meters;
import io.jamesagents.metrics.Timing;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.james.metrics.api.GaugeRegistry;
import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.api.MetricFactory;

/** Tells James, which shows it where it shows its own figures: webadmin's {@code /metrics}, JMX, Graphite. */
public final class JamesMeters implements Meters {
    private final MetricFactory metrics;
    private final GaugeRegistry gauges;
    private final Map<String, Metric> counters = new ConcurrentHashMap<>();

    public JamesMeters(MetricFactory metrics, GaugeRegistry gauges) {
        this.metrics = metrics;
        this.gauges = gauges;
    }

    @Override
    public void announce(Collection<String> counts, Collection<String> timings) {
        counts.forEach(this::counter);
        // One that is not stopped was never there, but its name is.
        timings.forEach(metrics::timer);
    }

    @Override
    public void count(String name) {
        counter(name).increment();
    }

    private Metric counter(String name) {
        return counters.computeIfAbsent(name, metrics::generate);
    }

    @Override
    public Timing time(String name) {
        return metrics.timer(name)::stopAndPublish;
    }

    @Override
    public void gauge(String name, Supplier<? extends Number> value) {
        gauges.register(name, value::get);
    }
}
