package io.jamesagents.loop;

import io.jamesagents.inbox.Inbox;
import io.jamesagents.thread.ThreadId;
import java.time.Duration;

/** Ends the transaction of a mail that would go on with a loop, and says which; the thread is null if it goes over several. */
final class Suspicion extends RuntimeException {
    final transient Inbox inbox;
    final transient ThreadId thread;
    final String correspondent;
    final Duration retryAfter;

    Suspicion(Inbox inbox, ThreadId thread, String correspondent, Duration retryAfter) {
        super("a loop is suspected", null, false, false);
        this.inbox = inbox;
        this.thread = thread;
        this.correspondent = correspondent;
        this.retryAfter = retryAfter;
    }
}
