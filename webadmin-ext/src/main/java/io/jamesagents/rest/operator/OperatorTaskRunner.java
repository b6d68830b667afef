package io.jamesagents.rest.operator;

import io.jamesagents.rest.operator.task.OperatorTask;
import java.time.Clock;
import java.util.Map;
import javax.inject.Inject;
import org.apache.james.task.TaskId;
import org.apache.james.task.TaskManager;
import spark.Response;

/** Begins tasks, one after the other, and answers as James does: 201, with the id and the place to ask about it. */
public final class OperatorTaskRunner {
    private final TaskManager tasks;
    private final Clock clock;

    @Inject
    public OperatorTaskRunner(TaskManager tasks, Clock clock) {
        this.tasks = tasks;
        this.clock = clock;
    }

    /** {@code subject} says what the task is about, in ids. */
    public Object begin(Response response, String type, Map<String, String> subject, OperatorTask.Work work) {
        TaskId id = tasks.submit(new OperatorTask(type, subject, work, clock));
        response.header("Location", "/tasks/" + id.asString());
        return Answer.created(response, Map.of("taskId", id.asString()));
    }
}
