package io.jamesagents.rest.operator.task;

import java.time.Instant;
import java.util.Map;
import org.apache.james.task.TaskExecutionDetails.AdditionalInformation;

/** How far a task is: what it is about, in ids, and its counts. */
record OperatorTaskDetails(String type, Instant timestamp, Map<String, String> subject, Map<String, Long> counts)
        implements AdditionalInformation {}
