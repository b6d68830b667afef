package io.jamesagents.extension.health;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.apache.james.core.healthcheck.ComponentName;
import org.apache.james.core.healthcheck.HealthCheck;
import org.apache.james.core.healthcheck.Result;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A health check of James's that may wait for what it looks at, on threads that are there for waiting. */
abstract class AgentsHealthCheck implements HealthCheck {
    private static final Duration TIME_LIMIT = Duration.ofSeconds(8);

    private final ComponentName name;

    AgentsHealthCheck(String name) {
        this.name = new ComponentName(name);
    }

    /** How it is now. What it throws is that it is not well. */
    abstract Result look();

    @Override
    public final ComponentName componentName() {
        return name;
    }

    @Override
    public final Publisher<Result> check() {
        return Mono.fromCallable(this::look)
                .subscribeOn(Schedulers.boundedElastic())
                .timeout(TIME_LIMIT)
                .onErrorResume(
                        TimeoutException.class, e -> Mono.just(Result.unhealthy(name, "It does not answer in time")))
                .onErrorResume(e -> Mono.just(Result.unhealthy(name, "It cannot be looked at", e)));
    }

    final Result well() {
        return Result.healthy(name);
    }

    /** It works, but not as it should. */
    final Result degraded(String why) {
        return Result.degraded(name, why);
    }

    final Result ill(String why) {
        return Result.unhealthy(name, why);
    }
}
