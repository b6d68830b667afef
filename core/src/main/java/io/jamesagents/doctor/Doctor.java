package io.jamesagents.doctor;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what is wrong with an installation. All checks look at the same time, each on a thread of its own; one that is not
 * done within the time limit, or throws, is a finding itself. A check that hangs is not begun again before it ends.
 */
public final class Doctor {
    private static final Logger LOGGER = LoggerFactory.getLogger(Doctor.class);
    /** Of the whole examination, since the checks look together. */
    private static final Duration TIME_LIMIT = Duration.ofSeconds(8);

    private final List<Check> checks;
    private final Duration timeLimit;
    private final Clock clock;
    private final Map<String, FutureTask<List<Finding>>> underWay = new ConcurrentHashMap<>();

    public Doctor(List<Check> checks, Clock clock) {
        this(checks, TIME_LIMIT, clock);
    }

    Doctor(List<Check> checks, Duration timeLimit, Clock clock) {
        this.checks = List.copyOf(checks);
        this.timeLimit = timeLimit;
        this.clock = clock;
    }

    /** Never throws, and never takes longer than ten seconds. */
    public Examination examine() {
        long end = System.nanoTime() + timeLimit.toNanos();
        Map<String, FutureTask<List<Finding>>> tasks = new LinkedHashMap<>();
        checks.forEach(check -> tasks.put(check.name(), underWay.computeIfAbsent(check.name(), name -> begun(check))));
        List<Finding> findings = new ArrayList<>();
        tasks.forEach((check, task) -> findings.addAll(result(check, task, end)));
        return new Examination(clock.instant(), findings);
    }

    private static FutureTask<List<Finding>> begun(Check check) {
        FutureTask<List<Finding>> task = new FutureTask<>(() -> {
            Findings findings = new Findings(check.name());
            check.look(findings);
            return findings.all();
        });
        Thread thread = new Thread(task, "agents-doctor-" + check.name());
        thread.setDaemon(true);
        thread.setContextClassLoader(Doctor.class.getClassLoader());
        thread.start();
        return task;
    }

    private List<Finding> result(String check, FutureTask<List<Finding>> task, long end) {
        try {
            List<Finding> found = task.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            underWay.remove(check, task);
            return found;
        } catch (ExecutionException e) {
            underWay.remove(check, task);
            LOGGER.debug("The check {} failed", check, e.getCause());
            return unknown(check, "The check failed: " + e.getCause().getClass().getSimpleName() + ".");
        } catch (TimeoutException e) {
            return unknown(check, "The check does not come to an end.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unknown(check, "The check was interrupted.");
        }
    }

    private static List<Finding> unknown(String check, String problem) {
        String advice = "What it looks at may be away: see the log, and try again in a moment.";
        return List.of(new Finding(check, Severity.WARN, problem, advice));
    }
}
