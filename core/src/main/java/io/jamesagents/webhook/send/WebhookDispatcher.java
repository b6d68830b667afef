package io.jamesagents.webhook.send;

import io.jamesagents.inbox.InboxWebhooks;
import io.jamesagents.inbox.Inboxes;
import io.jamesagents.metrics.Meters;
import io.jamesagents.store.Database;
import io.jamesagents.webhook.Breaker;
import io.jamesagents.webhook.WebhookSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers webhooks until it is closed, on one thread that wakes when it is told, when something becomes due, and every ten
 * seconds for the rows of other nodes. Killed at any moment, nothing is lost: what was under way is sent again, the same body
 * under the same event id.
 */
public final class WebhookDispatcher implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(WebhookDispatcher.class);
    private static final Duration AFTER_ERROR = Duration.ofSeconds(1);
    private static final Duration CLOSING = Duration.ofSeconds(3);

    private final EndpointLanes lanes;
    private final WebhookClient client;
    private final Dispatch dispatch;
    private final Clock clock;
    private final Semaphore signal = new Semaphore(0);
    private final Thread thread = new Thread(this::run, "agents-webhooks");
    private volatile boolean closed;

    /** Takes over the client and closes it. */
    public WebhookDispatcher(
            Database database,
            Inboxes inboxes,
            WebhookClient client,
            WebhookSettings settings,
            Meters meters,
            Clock clock) {
        this.lanes = new EndpointLanes(settings.inFlight(), settings.perEndpoint());
        this.client = client;
        this.clock = clock;
        RetrySchedule schedule = new RetrySchedule(settings.retryDelays(), Math::random);
        this.dispatch = new Dispatch(
                database,
                new EndpointWatch(new InboxWebhooks(database, inboxes, clock)),
                lanes,
                new WebhookSender(inboxes, client, schedule, settings.allowHttp(), clock),
                meters,
                this::wake);
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

    /** Whether this node calls the endpoint. */
    public Breaker breaker(String endpoint) {
        return lanes.breaker(endpoint, clock.instant());
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
            return dispatch.cycle(clock.instant());
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

    /** Gives what is under way a moment to end; the rest is repeated after its lease. */
    private void finish() {
        long deadline = System.nanoTime() + CLOSING.toNanos();
        while (lanes.busy() && System.nanoTime() < deadline) {
            await(AFTER_ERROR);
        }
        dispatch.recordAll(clock.instant());
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
