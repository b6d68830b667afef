package io.jamesagents.rest;

import java.time.Duration;

/**
 * Where and how {@code /v1} is served: the address, how many requests are worked on at a time, how many may wait for that, and
 * how long requests under way get at the end.
 */
public record HttpSettings(String bind, int port, int workers, int waiting, Duration grace) {
    private static final int WORKERS = 32;
    private static final int WAITING = 1024;

    /** Port 0 takes a free one. */
    public static HttpSettings on(String bind, int port) {
        return new HttpSettings(bind, port, WORKERS, WAITING, Duration.ofSeconds(5));
    }
}
