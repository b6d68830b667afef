package io.jamesagents.webhook.send;

import io.jamesagents.inbox.Inboxes;
import io.jamesagents.store.Database;
import io.jamesagents.webhook.WebhookSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers webhooks until it is closed. One thread moves rows: in one short transaction it records what ended and claims what
 * is due, at most {@value #BATCH} of each; requests themselves hold no thread. It wakes when it is told, when something
 * becomes due, and every ten seconds for the rows of other nodes. Killed at any moment, nothing is lost: what was under way
 * is sent again, the same body under the same event id.
 */
public final class WebhookDispatcher implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(WebhookDispatcher.class);
    private static final int BATCH = 100;
    private static final Duration POLL = Duration.ofSeconds(10);
    private static final Duration AFTER_ERROR = Duration.ofSeconds(1);
    private static final Duration OTHERS_HAVE_IT = Duration.ofMillis(100);
    private static final Duration CLOSING = Duration.ofSeconds(3);

    private final Database database;
    private final DeliveryQueue queue;
    private final EndpointLanes lanes;
    private final WebhookClient client;
    private final WebhookSender sender;
    private final Clock clock;
    private final Semaphore signal = new Semaphore(0);
    private final Queue<Outcome> ended = new ConcurrentLinkedQueue<>();
    private final Thread thread = new Thread(this::run, "agents-webhooks");
    private volatile boolean closed;

    /** Takes over the client and closes it. */
    public WebhookDispatcher(
            Database database, Inboxes inboxes, WebhookClient client, WebhookSettings settings, Clock clock) {
        this.database = database;
        this.queue = new DeliveryQueue(database);
        this.lanes = new EndpointLanes(settings.inFlight(), settings.perEndpoint());
        this.client = client;
        this.sender = new WebhookSender(inboxes, client, new RetrySchedule(Math::random), settings.allowHttp(), clock);
        this.clock = clock;
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** There may be something to deliver; returns at once. */
    public void wake() {
        signal.release();
    }

    /** Does not leave this endpoint alone any longer, whatever failed before. */
    public void retrySoon(String endpoint) {
        lanes.open(endpoint);
        wake();
    }

    private void run() {
        while (!closed) {
            signal.drainPermits();
            await(cycleOrPause());
        }
        finish();
    }

    private Duration cycleOrPause() {
        try {
            return cycle();
        } catch (RuntimeException | Error e) {
            LOGGER.warn("Webhooks are held up, trying again", e);
            return AFTER_ERROR;
        }
    }

    private void await(Duration pause) {
        try {
            signal.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    /** Returns how long there is nothing to do. */
    private Duration cycle() {
        Instant now = clock.instant();
        Map<String, Instant> due = queue.due();
        lanes.retain(due.keySet());
        Map<String, Integer> wanted = wanted(due, now);
        if (ended.isEmpty() && wanted.isEmpty()) {
            return pause(due, now);
        }
        List<Claim> claims = recordAndClaim(wanted, now);
        send(claims);
        return claims.size() < wanted.size() ? OTHERS_HAVE_IT : Duration.ZERO;
    }

    private Map<String, Integer> wanted(Map<String, Instant> due, Instant now) {
        Map<String, Integer> wanted = new LinkedHashMap<>();
        int left = Math.min(BATCH, lanes.room());
        for (Map.Entry<String, Instant> lane : longestDueFirst(due)) {
            int room = Math.min(left, lanes.room(lane.getKey(), now));
            if (room > 0 && !lane.getValue().isAfter(now)) {
                wanted.put(lane.getKey(), room);
                left -= room;
            }
        }
        return wanted;
    }

    private static List<Map.Entry<String, Instant>> longestDueFirst(Map<String, Instant> due) {
        return due.entrySet().stream().sorted(Map.Entry.comparingByValue()).toList();
    }

    /** An endpoint without room needs no alarm: the end of one of its requests wakes us. */
    private Duration pause(Map<String, Instant> due, Instant now) {
        Instant next = now.plus(POLL);
        for (Map.Entry<String, Instant> lane : due.entrySet()) {
            Instant closedUntil = lanes.closedUntil(lane.getKey());
            Instant at = closedUntil.isAfter(lane.getValue()) ? closedUntil : lane.getValue();
            if (at.isAfter(now) && at.isBefore(next)) {
                next = at;
            }
        }
        return Duration.between(now, next);
    }

    private List<Claim> recordAndClaim(Map<String, Integer> wanted, Instant now) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Outcome outcome = ended.poll(); outcome != null; outcome = outcomes.size() < BATCH ? ended.poll() : null) {
            outcomes.add(outcome);
        }
        try {
            List<Claim> claims = database.write(handle -> {
                queue.record(handle, outcomes);
                return queue.claim(handle, wanted, now);
            });
            outcomes.clear();
            return claims;
        } finally {
            // What could not be recorded now is recorded later.
            ended.addAll(outcomes);
        }
    }

    private void send(List<Claim> claims) {
        if (!claims.isEmpty()) {
            Map<String, String> bodies = queue.bodies(claims);
            claims.forEach(claim -> send(claim, bodies.get(claim.eventId())));
        }
    }

    private void send(Claim claim, String body) {
        lanes.started(claim.endpoint());
        try {
            var unused = sender.send(claim, body).whenComplete((outcome, error) -> {
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
        if (outcome.result() == null) {
            lanes.ended(outcome.claim().endpoint());
        } else {
            lanes.ended(outcome.claim().endpoint(), outcome.result().success(), outcome.at());
        }
        ended.add(outcome);
        wake();
    }

    /** Gives what is under way a moment to end; the rest is repeated after its lease. */
    private void finish() {
        long deadline = System.nanoTime() + CLOSING.toNanos();
        while (lanes.busy() && System.nanoTime() < deadline) {
            await(AFTER_ERROR);
        }
        while (!ended.isEmpty()) {
            recordAndClaim(Map.of(), clock.instant());
        }
    }

    @Override
    public void close() {
        closed = true;
        wake();
        try {
            thread.join(2 * CLOSING.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        client.close();
    }
}
