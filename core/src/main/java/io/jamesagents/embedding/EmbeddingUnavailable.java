package io.jamesagents.embedding;

/** The embedder does not work at the moment; its message says why, without keys or text of mails. */
public final class EmbeddingUnavailable extends RuntimeException {
    public EmbeddingUnavailable(String reason) {
        super(reason);
    }

    public EmbeddingUnavailable(String reason, Throwable cause) {
        super(reason, cause);
    }
}
