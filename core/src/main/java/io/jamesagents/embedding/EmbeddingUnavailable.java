package io.jamesagents.embedding;

/** The model cannot be asked now; what needs it is done without, or later. */
public final class EmbeddingUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public EmbeddingUnavailable(String reason) {
        super(reason);
    }

    public EmbeddingUnavailable(String reason, Throwable cause) {
        super(reason, cause);
    }
}
