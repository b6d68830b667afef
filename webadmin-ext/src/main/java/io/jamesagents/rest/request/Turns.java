package io.jamesagents.rest.request;

import io.jamesagents.AgentsException.Unavailable;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets a few reads compute at a time, in the order in which they came. Reading is work for the processor: with more threads at
 * it than there are processors, each of them waits for the others in the middle of its work, and the slowest answers take
 * several times as long. A turn begins when the caller is known, whose signed request may come slowly, and ends before the answer is written, since a client may be slow to take it.
 */
public final class Turns implements DynamicFeature {
    private static final int PER_PROCESSOR = 2;
    private static final long PATIENCE_SECONDS = 30;
    private static final ThreadLocal<Semaphore> HELD = new ThreadLocal<>();

    private final Semaphore turns =
            new Semaphore(PER_PROCESSOR * Runtime.getRuntime().availableProcessors(), true);

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        var method = resource.getResourceMethod();
        if (method.isAnnotationPresent(GET.class) && !method.isAnnotationPresent(Slow.class)) {
            context.register(new Wait(turns), Priorities.AUTHENTICATION + 1);
        }
    }

    private record Wait(Semaphore turns) implements ContainerRequestFilter {

        @Override
        public void filter(ContainerRequestContext request) {
            try {
                if (!turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    throw new Unavailable("The server is overloaded", null);
                }
                HELD.set(turns);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Unavailable("The server is stopping", e);
            }
        }
    }

    /** Ends the turn of the request that this thread works on, if it has one. */
    public static void end() {
        Semaphore held = HELD.get();
        if (held != null) {
            HELD.remove();
            held.release();
        }
    }
}
