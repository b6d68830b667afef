package io.jamesagents.extraction;

/** Why a mail has no extracted data, in words that are shown to the organisation: they hold nothing of the mail. */
public final class ExtractionFailed extends Exception {
    /** How it failed. */
    public enum Kind {
        /** Nothing was tried. */
        SKIPPED,
        /** The same mail may succeed later. */
        UNAVAILABLE,
        /** What came back is of no use. */
        UNUSABLE
    }

    private final Kind kind;

    public ExtractionFailed(Kind kind, String reason) {
        super(reason);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
