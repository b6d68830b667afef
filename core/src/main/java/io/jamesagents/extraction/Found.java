package io.jamesagents.extraction;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** Where a value comes from; {@code confidence} is from 0 to 1. */
public record Found(double confidence, @Nullable Evidence evidence) {
    /** The words of the mail that the value was read from, and where they stand. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Evidence(String text, Source source) {}

    /** The part of the mail. */
    public enum Source {
        subject,
        text,
        sender,
        earlier
    }

    public Found {
        if (confidence < 0 || confidence > 1) {
            throw new IllegalArgumentException("a confidence is from 0 to 1");
        }
        confidence = Math.round(confidence * 100) / 100.0;
    }
}
