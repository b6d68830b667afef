package io.jamesagents.webhook.send;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.hc.client5.http.async.methods.AbstractBinResponseConsumer;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;

/** Takes in an endpoint's answer, as far as it is of interest. What was read stays readable when the rest fails. */
final class Answer extends AbstractBinResponseConsumer<Void> {
    private static final int MAX_READ = 64 * 1024;
    private static final int MAX_KEPT = 4 * 1024;

    private final byte[] kept = new byte[MAX_KEPT];
    private int read;
    private RetryAfter retryAfter = RetryAfter.NONE;
    private int status;
    private boolean abandoned;

    @Override
    protected synchronized void start(HttpResponse response, ContentType type) {
        status = response.getCode();
        Header header = response.getFirstHeader("Retry-After");
        retryAfter = RetryAfter.parse(header == null ? null : header.getValue());
    }

    @Override
    protected int capacityIncrement() {
        return MAX_READ;
    }

    @Override
    protected synchronized void data(ByteBuffer source, boolean end) throws IOException {
        int room = Math.min(source.remaining(), MAX_KEPT - Math.min(read, MAX_KEPT));
        source.get(kept, Math.min(read, MAX_KEPT), room);
        read += room + source.remaining();
        source.position(source.limit());
        if (abandoned || read > MAX_READ) {
            throw new IOException("the rest of the answer is of no interest");
        }
    }

    @Override
    protected Void buildResult() {
        return null;
    }

    @Override
    public void releaseResources() {
        // Holds nothing but memory.
    }

    /** Ends the connection when the next part of the answer comes. */
    synchronized void abandon() {
        abandoned = true;
    }

    /** Whether there is a status; the rest of the answer may be missing. */
    synchronized boolean began() {
        return status > 0;
    }

    synchronized AttemptResult result(long latencyMs) {
        String body = new String(kept, 0, Math.min(read, MAX_KEPT), StandardCharsets.UTF_8);
        return AttemptResult.answered(status, body, retryAfter, latencyMs);
    }
}
