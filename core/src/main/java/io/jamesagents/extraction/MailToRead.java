package io.jamesagents.extraction;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mail as an extractor gets it: what its author wrote, without what a reader would not see. {@code earlier} are the texts of
 * its conversation, the newest first. {@code date} is when it was written, as far as that is known.
 */
public record MailToRead(
        @Nullable String subject,
        @Nullable String senderName,
        @Nullable String sender,
        Instant date,
        String text,
        List<Earlier> earlier) {
    /** A mail of the conversation before this one. */
    public record Earlier(@Nullable String sender, String text) {}

    public MailToRead {
        earlier = List.copyOf(earlier);
    }
}
