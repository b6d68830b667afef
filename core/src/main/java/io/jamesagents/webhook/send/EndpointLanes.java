package io.jamesagents.webhook.send;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * How many requests each endpoint may have under way. An endpoint that failed five times in a row is left alone for five
 * minutes and then tried with a single request; that costs its deliveries no attempt. When more than half of all requests
 * are taken, every endpoint gets one, so that no number of slow endpoints takes all. The state is that of this node.
 */
final class EndpointLanes {
    private static final int FAILURES = 5;
    private static final Duration PAUSE = Duration.ofMinutes(5);

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

    /** How many requests may be started now to all endpoints together. */
    synchronized int room() {
        return inAll - underWay;
    }

    synchronized boolean busy() {
        return underWay > 0;
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

    /** When an endpoint may be tried again; in the past unless it is left alone. */
    synchronized Instant closedUntil(String endpoint) {
        return lanes.getOrDefault(endpoint, new Lane()).closedUntil;
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

    synchronized void ended(String endpoint, boolean success, Instant now) {
        ended(endpoint);
        Lane lane = lanes.get(endpoint);
        if (success) {
            open(lane);
        } else if (++lane.failures >= FAILURES) {
            lane.closedUntil = now.plus(PAUSE);
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
