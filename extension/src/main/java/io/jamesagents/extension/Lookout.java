package io.jamesagents.extension;

import io.jamesagents.doctor.Doctor;
import io.jamesagents.doctor.Finding;
import io.jamesagents.doctor.Severity;
import io.jamesagents.extension.metrics.Gauges;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.inject.Inject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the server tells its operator of itself, unasked: its figures, and once, after the start, what the doctor found. */
final class Lookout implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Lookout.class);
    /** By then James has opened all that it opens. */
    private static final long AFTER_START_SECONDS = 5;

    private final Gauges gauges;
    private final Doctor doctor;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "agents-lookout");
        thread.setDaemon(true);
        return thread;
    });

    @Inject
    Lookout(Gauges gauges, Doctor doctor) {
        this.gauges = gauges;
        this.doctor = doctor;
    }

    void start() {
        gauges.show();
        timer.schedule(this::examine, AFTER_START_SECONDS, TimeUnit.SECONDS);
    }

    private void examine() {
        List<Finding> complaints = doctor.examine().complaints();
        if (timer.isShutdown()) {
            return;
        }
        complaints.forEach(Lookout::log);
        if (complaints.isEmpty()) {
            LOGGER.info("The doctor found nothing wrong");
        }
    }

    private static void log(Finding finding) {
        if (finding.severity() == Severity.FAIL) {
            LOGGER.error("The doctor says FAIL, {}", finding.line());
        } else {
            LOGGER.warn("The doctor says WARN, {}", finding.line());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
