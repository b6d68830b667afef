package io.jamesagents.webhook.send;

import io.jamesagents.webhook.Breaker;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How many requests each endpoint may have under way. An endpoint that failed five times in a row is left alone for half a
 * minute and then tried with a single request, as one is that asks to be left alone; that costs its deliveries no attempt.
 * When more than half of all requests are taken, every endpoint gets one, so that no number of slow endpoints takes all. The
 * state is that of this node.
 */
final class EndpointLanes {
    static final int FAILURES = 5;
    static final Duration PAUSE = Duration.ofSeconds(30);

    private final int inAll;
    private final int perEndpoint;
    private final Map<String, Lane> lanes = new HashMap<>();
    private int underWay;

    private static final class Lane {
        private int underWay;
        private int failures;
        private Instant closedUntil = Instant.MIN;
    }

    EndpointLanes(int inAll, int perEndpoint) {
        this.inAll = inAll;
        this.perEndpoint = perEndpoint;
    }

    synchronized boolean busy() {
        return underWay > 0;
    }

    /** How many deliveries of each endpoint to start now, at most so many in all, the longest due endpoints first. */
    synchronized Map<String, Integer> wanted(Map<String, Instant> due, int most, Instant now) {
        Map<String, Integer> wanted = new LinkedHashMap<>();
        int left = Math.min(most, inAll - underWay);
        for (Map.Entry<String, Instant> lane : longestDueFirst(due)) {
            int room = lane.getValue().isAfter(now) ? 0 : Math.min(left, room(lane.getKey(), now));
            if (room > 0) {
                wanted.put(lane.getKey(), room);
                left -= room;
            }
        }
        return wanted;
    }

    private static List<Map.Entry<String, Instant>> longestDueFirst(Map<String, Instant> due) {
        return due.entrySet().stream().sorted(Map.Entry.comparingByValue()).toList();
    }

    /** How many requests to this endpoint may be started now. */
    synchronized int room(String endpoint, Instant now) {
        Lane lane = lanes.getOrDefault(endpoint, new Lane());
        if (lane.closedUntil.isAfter(now) || underWay >= inAll) {
            return 0;
        }
        boolean one = lane.failures >= FAILURES || underWay * 2 > inAll;
        return Math.max(0, (one ? 1 : Math.min(perEndpoint, inAll - underWay)) - lane.underWay);
    }

    /**
     * When something is to be started next, but not after {@code latest}. An endpoint without room needs no alarm: the end of
     * one of its requests is one.
     */
    synchronized Instant next(Map<String, Instant> due, Instant now, Instant latest) {
        Instant next = latest;
        for (Map.Entry<String, Instant> lane : due.entrySet()) {
            Instant closedUntil = closedUntil(lane.getKey());
            Instant at = closedUntil.isAfter(lane.getValue()) ? closedUntil : lane.getValue();
            if (at.isAfter(now) && at.isBefore(next)) {
                next = at;
            }
        }
        return next;
    }

    /** When an endpoint may be tried again; in the past unless it is left alone. */
    synchronized Instant closedUntil(String endpoint) {
        return lanes.getOrDefault(endpoint, new Lane()).closedUntil;
    }

    synchronized Breaker breaker(String endpoint, Instant now) {
        Lane lane = lanes.getOrDefault(endpoint, new Lane());
        if (lane.closedUntil.isAfter(now)) {
            return Breaker.OPEN;
        }
        return lane.failures >= FAILURES ? Breaker.HALF_OPEN : Breaker.CLOSED;
    }

    synchronized void started(String endpoint) {
        lanes.computeIfAbsent(endpoint, name -> new Lane()).underWay++;
        underWay++;
    }

    /** A request ended without saying anything about the endpoint. */
    synchronized void ended(String endpoint) {
        lanes.get(endpoint).underWay--;
        underWay--;
    }

    /** A request ended; {@code rest} is how long the endpoint asks to be left alone. */
    synchronized void ended(String endpoint, boolean success, Duration rest, Instant now) {
        ended(endpoint);
        Lane lane = lanes.get(endpoint);
        if (success) {
            open(lane);
            return;
        }
        lane.failures++;
        Duration pause = lane.failures >= FAILURES && PAUSE.compareTo(rest) > 0 ? PAUSE : rest;
        if (!pause.isZero() && lane.closedUntil.isBefore(now.plus(pause))) {
            lane.closedUntil = now.plus(pause);
        }
    }

    /** Forgets past failures. */
    synchronized void open(String endpoint) {
        open(lanes.getOrDefault(endpoint, new Lane()));
    }

    private static void open(Lane lane) {
        lane.failures = 0;
        lane.closedUntil = Instant.MIN;
    }

    /** Forgets endpoints that have nothing under way and nothing to come. */
    synchronized void retain(Set<String> endpoints) {
        lanes.entrySet().removeIf(lane -> lane.getValue().underWay == 0 && !endpoints.contains(lane.getKey()));
    }
}
