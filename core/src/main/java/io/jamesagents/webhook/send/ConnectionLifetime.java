package io.jamesagents.webhook.send;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.reactor.IOSessionListener;

/**
 * Cuts every connection after a fixed time. Cancelling a request does not close its connection at once: the client looks
 * again when the next part of the answer is there, which the other side may put off for ever.
 */
final class ConnectionLifetime implements IOSessionListener {
    private final ScheduledExecutorService timer;
    private final Duration lifetime;
    private final Map<String, Future<?>> ends = new ConcurrentHashMap<>();

    ConnectionLifetime(ScheduledExecutorService timer, Duration lifetime) {
        this.timer = timer;
        this.lifetime = lifetime;
    }

    @Override
    public void connected(IOSession session) {
        Runnable end = () -> session.close(CloseMode.IMMEDIATE);
        ends.computeIfAbsent(session.getId(), id -> timer.schedule(end, lifetime.toMillis(), TimeUnit.MILLISECONDS));
    }

    @Override
    public void disconnected(IOSession session) {
        Future<?> end = ends.remove(session.getId());
        if (end != null) {
            end.cancel(false);
        }
    }

    @Override
    public void startTls(IOSession session) {
        // Does not change how long the connection may last.
    }

    @Override
    public void inputReady(IOSession session) {
        // Does not change how long the connection may last.
    }

    @Override
    public void outputReady(IOSession session) {
        // Does not change how long the connection may last.
    }

    @Override
    public void timeout(IOSession session) {
        // The client closes it by itself.
    }

    @Override
    public void exception(IOSession session, Exception error) {
        // The request's callback tells.
    }
}
