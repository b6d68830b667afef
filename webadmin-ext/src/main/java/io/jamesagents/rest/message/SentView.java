package io.jamesagents.rest.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.jamesagents.outbound.Accepted;
import io.jamesagents.outbound.Validation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer to a send, on the wire. */
public record SentView(
        Sent data, @JsonUnwrapped Sent bare, @JsonInclude(JsonInclude.Include.NON_NULL) Checked validation) {

    /** The mail that will be sent. */
    public record Sent(
            String id,
            @JsonProperty("message_id") String messageId,
            @JsonProperty("thread_id") String threadId,
            String status,
            @JsonProperty("smtp_message_id") @Nullable String smtpMessageId) {}

    /** What was found out about the recipients. */
    public record Checked(
            List<Validation.Rejected> rejected,
            List<String> warnings,
            List<String> suppressed,
            @JsonProperty("duration_ms") long durationMs) {

        static Checked of(Validation found) {
            return found == null
                    ? null
                    : new Checked(found.rejected(), found.warnings(), found.suppressed(), found.durationMs());
        }
    }

    static SentView of(Accepted accepted) {
        Sent sent = new Sent(
                accepted.messageId(),
                accepted.messageId(),
                accepted.threadId(),
                accepted.status(),
                accepted.smtpMessageId());
        return new SentView(sent, sent, Checked.of(accepted.validation()));
    }
}
