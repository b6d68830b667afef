package io.jamesagents.metrics;

/** What is being timed, until it is closed. */
@FunctionalInterface
public interface Timing extends AutoCloseable {
    @Override
    void close();
}
