package io.jamesagents.rest.operator.task;

import io.jamesagents.AgentsException.Unavailable;
import io.jamesagents.Progress;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.apache.james.task.Task;
import org.apache.james.task.TaskExecutionDetails.AdditionalInformation;
import org.apache.james.task.TaskType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A long piece of work, as one of James's tasks: {@code GET /tasks/{id}} shows how far it is, {@code DELETE} ends it between two
 * of its steps. It is partial when something failed; run again, it does what is left.
 */
public final class OperatorTask implements Task {
    private static final Logger LOGGER = LoggerFactory.getLogger(OperatorTask.class);

    private final TaskType type;
    private final Map<String, String> subject;
    private final Work work;
    private final Clock clock;
    private final Progress progress = new Progress();

    /** {@code subject} says what it is about, in ids. */
    public OperatorTask(String type, Map<String, String> subject, Work work, Clock clock) {
        this.type = TaskType.of(type);
        this.subject = Map.copyOf(subject);
        this.work = work;
        this.clock = clock;
    }

    /** What is done, in small steps. */
    @FunctionalInterface
    public interface Work {
        void run(Progress progress) throws InterruptedException;
    }

    @Override
    public Result run() throws InterruptedException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(getClass().getClassLoader());
        try {
            work.run(progress);
            return progress.get(Progress.FAILED) == 0 ? Result.COMPLETED : Result.PARTIAL;
        } catch (Unavailable e) {
            LOGGER.warn("Task {} stops here and can be run again", type.asString(), e);
            return Result.PARTIAL;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public TaskType type() {
        return type;
    }

    @Override
    public Optional<AdditionalInformation> details() {
        return Optional.of(new OperatorTaskDetails(type.asString(), clock.instant(), subject, progress.counts()));
    }
}
