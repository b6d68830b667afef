package io.jamesagents.report;

import java.util.Objects;
import java.util.Optional;

/**
 * What was found in a mail that came to an address for reports. {@code settled}: it was about a mail of ours, and is done with;
 * another one is for {@code inbox}, the address of the inbox whose mail the return path is of, if there is one.
 */
public record Recognized(Report.Kind kind, boolean settled, Optional<String> inbox) {
    public Recognized {
        Objects.requireNonNull(kind);
    }
}
