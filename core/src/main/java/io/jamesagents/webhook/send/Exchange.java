package io.jamesagents.webhook.send;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http.protocol.HttpContext;

/** One request and its answer, ended by whichever comes first: the answer's end, an error, or its time. */
final class Exchange implements FutureCallback<Void> {
    private final CompletableFuture<AttemptResult> result = new CompletableFuture<>();
    private final Answer answer = new Answer();
    private final long startedAt = System.nanoTime();
    private final Duration timeout;
    private volatile Future<?> expiry;
    private volatile Future<?> request;

    Exchange(Duration timeout) {
        this.timeout = timeout;
    }

    CompletableFuture<AttemptResult> result() {
        return result;
    }

    void expireOn(ScheduledExecutorService timer) {
        expiry = timer.schedule(this::expire, timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    void start(CloseableHttpAsyncClient client, AsyncRequestProducer producer, HttpContext context) {
        if (result.isDone()) {
            return;
        }
        try {
            request = client.execute(producer, answer, null, context, this);
        } catch (RuntimeException e) {
            failed(e);
        }
        if (result.isDone()) {
            abandon();
        }
    }

    private void expire() {
        settle("Timeout after " + timeout.toMillis() + "ms");
        abandon();
    }

    private void abandon() {
        answer.abandon();
        Future<?> abandoned = request;
        if (abandoned != null) {
            abandoned.cancel(true);
        }
    }

    /** Once there is a status, what follows does not change whether the endpoint took it. */
    private void settle(String errorWithoutAnswer) {
        expiry.cancel(false);
        long latency = Duration.ofNanos(System.nanoTime() - startedAt).toMillis();
        result.complete(answer.began() ? answer.result(latency) : AttemptResult.failed(errorWithoutAnswer, latency));
    }

    @Override
    public void completed(Void nothing) {
        settle("The endpoint gave no answer");
    }

    @Override
    public void failed(Exception error) {
        settle(error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage());
    }

    @Override
    public void cancelled() {
        settle("Cancelled");
    }
}
