package io.jamesagents.rest.operator.task;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.james.server.task.json.dto.AdditionalInformationDTO;

/** {@link OperatorTaskDetails} on the wire: everything side by side. */
public final class OperatorTaskDto implements AdditionalInformationDTO {
    private final String type;
    private final Instant timestamp;
    private final Map<String, String> subject;
    private final Map<String, Long> counts;

    @JsonCreator
    OperatorTaskDto(
            @JsonProperty("type") String type,
            @JsonProperty("timestamp") Instant timestamp,
            @JsonProperty("subject") Map<String, String> subject,
            @JsonProperty("counts") Map<String, Long> counts) {
        this.type = type;
        this.timestamp = timestamp;
        this.subject = subject;
        this.counts = counts;
    }

    static OperatorTaskDto of(OperatorTaskDetails details) {
        return new OperatorTaskDto(details.type(), details.timestamp(), details.subject(), details.counts());
    }

    OperatorTaskDetails details() {
        return new OperatorTaskDetails(type, timestamp, subject, counts);
    }

    @Override
    public String getType() {
        return type;
    }

    @Override
    public Instant getTimestamp() {
        return timestamp;
    }

    /** What it is about, then the counts. */
    @JsonAnyGetter
    public Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>(subject);
        values.putAll(counts);
        return values;
    }
}
