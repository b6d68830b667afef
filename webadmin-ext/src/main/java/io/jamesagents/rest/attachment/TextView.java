package io.jamesagents.rest.attachment;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.jamesagents.attachment.AttachmentId;
import io.jamesagents.attachment.text.FileText;
import org.jspecify.annotations.Nullable;

/** The text of a file on the wire: in the envelope alone, since it may be long. */
public record TextView(Text data) {

    /** {@code text} is null until, and unless, there is one; {@code reason} says what went wrong, if anything did. */
    public record Text(
            @JsonProperty("attachment_id") String attachmentId,
            String status,
            @Nullable String text,
            boolean truncated,
            @Nullable String reason) {}

    static TextView of(AttachmentId id, FileText file) {
        String text = file.text().isEmpty() ? null : file.text();
        return new TextView(new Text(id.value(), file.state().word(), text, file.truncated(), file.reason()));
    }
}
