package io.jamesagents.message;

import java.util.Locale;

/** What is understood of a mail after it is in its inbox. */
public enum Insight {
    SECURITY,
    EXTRACTION;

    /** The column of the table {@code message}. */
    String column() {
        return name().toLowerCase(Locale.ROOT);
    }
}
