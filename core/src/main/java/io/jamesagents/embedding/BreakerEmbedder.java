package io.jamesagents.embedding;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does not wait for an embedder that is away: after a failure, callers are told at once for a pause, which doubles with every
 * failure from a second to a minute. Then one caller tries, and when that works, all is as before. Nobody need do anything.
 */
public final class BreakerEmbedder implements Embedder {
    static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private static final Logger LOGGER = LoggerFactory.getLogger(BreakerEmbedder.class);

    private final Embedder embedder;
    private final Clock clock;
    private Duration pause = Duration.ZERO;
    private Instant until = Instant.MIN;
    private boolean trying;
    private String reason;

    public BreakerEmbedder(Embedder embedder, Clock clock) {
        this.embedder = embedder;
        this.clock = clock;
    }

    @Override
    public String model() {
        return embedder.model();
    }

    @Override
    public int dimensions() {
        return embedder.dimensions();
    }

    @Override
    public List<float[]> passages(List<String> texts) {
        return guarded(() -> embedder.passages(texts));
    }

    @Override
    public float[] query(String text) {
        return guarded(() -> embedder.query(text));
    }

    private <T> T guarded(Supplier<T> call) {
        boolean trial = begin();
        try {
            T result = call.get();
            succeeded();
            return result;
        } catch (EmbeddingUnavailable e) {
            failed(trial, e.getMessage());
            throw e;
        } finally {
            ended(trial);
        }
    }

    /** Whether this call is the one that tries after a pause. */
    private synchronized boolean begin() {
        if (pause.isZero()) {
            return false;
        }
        if (trying || clock.instant().isBefore(until)) {
            throw new EmbeddingUnavailable(reason);
        }
        trying = true;
        return true;
    }

    private synchronized void ended(boolean trial) {
        trying &= !trial;
    }

    private synchronized void succeeded() {
        if (!pause.isZero()) {
            LOGGER.info("Texts are embedded again");
        }
        pause = Duration.ZERO;
    }

    /** Of calls that were under way together, the first failure counts. */
    private synchronized void failed(boolean trial, String why) {
        if (!pause.isZero() && !trial) {
            return;
        }
        if (pause.isZero()) {
            LOGGER.warn("Texts cannot be embedded now: {}", why);
        }
        reason = why;
        Duration doubled = pause.isZero() ? FIRST_PAUSE : pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
        until = clock.instant().plus(pause);
    }

    @Override
    public void close() {
        embedder.close();
    }
}
