package io.jamesagents.webhook.send;

import io.jamesagents.metrics.Meters;
import io.jamesagents.metrics.Timing;
import io.jamesagents.store.Database;
import io.jamesagents.webhook.WebhookMeters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves rows, on one thread: in one short transaction it records what ended and claims what is due, at most {@value #BATCH} of
 * each. Requests themselves hold no thread.
 */
final class Dispatch {
    private static final Logger LOGGER = LoggerFactory.getLogger(Dispatch.class);
    private static final int BATCH = 100;
    private static final Duration POLL = Duration.ofSeconds(10);
    private static final Duration OTHERS_HAVE_IT = Duration.ofMillis(100);

    private final Database database;
    private final DeliveryQueue queue;
    private final EndpointWatch watch;
    private final EndpointLanes lanes;
    private final WebhookSender sender;
    private final Meters meters;
    private final Runnable wake;
    private final Queue<Outcome> ended = new ConcurrentLinkedQueue<>();

    private record Pass(List<Claim> claims, boolean turnedOff) {}

    /** {@code wake} is called when a request ended. */
    Dispatch(
            Database database,
            EndpointWatch watch,
            EndpointLanes lanes,
            WebhookSender sender,
            Meters meters,
            Runnable wake) {
        this.database = database;
        this.queue = new DeliveryQueue(database);
        this.watch = watch;
        this.lanes = lanes;
        this.sender = sender;
        this.meters = meters;
        this.wake = wake;
    }

    /** Returns how long there is nothing to do. */
    Duration cycle(Instant now) {
        Map<String, Instant> due = queue.due();
        lanes.retain(due.keySet());
        Map<String, Integer> wanted = lanes.wanted(due, BATCH, now);
        if (ended.isEmpty() && wanted.isEmpty()) {
            return Duration.between(now, lanes.next(due, now, now.plus(POLL)));
        }
        List<Claim> claims = recordAndClaim(wanted, now);
        send(claims);
        return claims.size() < wanted.size() ? OTHERS_HAVE_IT : Duration.ZERO;
    }

    /** Records what ended without beginning anything. */
    void recordAll(Instant now) {
        while (!ended.isEmpty()) {
            recordAndClaim(Map.of(), now);
        }
    }

    private List<Claim> recordAndClaim(Map<String, Integer> wanted, Instant now) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Outcome outcome = ended.poll(); outcome != null; outcome = outcomes.size() < BATCH ? ended.poll() : null) {
            outcomes.add(outcome);
        }
        try {
            List<Claim> claims = recordAndClaim(outcomes, wanted, now);
            outcomes.clear();
            return claims;
        } finally {
            // What could not be recorded now is recorded later.
            ended.addAll(outcomes);
        }
    }

    private List<Claim> recordAndClaim(List<Outcome> outcomes, Map<String, Integer> wanted, Instant now) {
        Pass pass = database.write(handle -> {
            queue.record(handle, outcomes);
            boolean turnedOff = watch.note(handle, outcomes);
            return new Pass(queue.claim(handle, wanted, now), turnedOff);
        });
        if (pass.turnedOff) {
            watch.committed();
        }
        return pass.claims;
    }

    private void send(List<Claim> claims) {
        if (!claims.isEmpty()) {
            Map<String, String> bodies = queue.bodies(claims);
            claims.forEach(claim -> send(claim, bodies.get(claim.eventId())));
        }
    }

    private void send(Claim claim, String body) {
        lanes.started(claim.endpoint());
        Timing request = meters.time(WebhookMeters.REQUEST);
        try {
            var unused = sender.send(claim, body).whenComplete((outcome, error) -> {
                request.close();
                if (error == null) {
                    ended(outcome);
                } else {
                    notSent(claim, error);
                }
            });
        } catch (RuntimeException e) {
            notSent(claim, e);
        }
    }

    /** Not an attempt: it is due again when its lease ends. */
    private void notSent(Claim claim, Throwable error) {
        lanes.ended(claim.endpoint());
        LOGGER.warn("Webhook {} could not be sent", claim.id(), error);
    }

    private void ended(Outcome outcome) {
        String endpoint = outcome.claim().endpoint();
        if (outcome.attempted()) {
            meters.count(WebhookMeters.of(outcome.state()));
            lanes.ended(endpoint, outcome.result().success(), outcome.rest(), outcome.at());
        } else {
            lanes.ended(endpoint);
        }
        ended.add(outcome);
        wake.run();
    }
}
