package io.jamesagents.server;

/** A start that cannot succeed, for a reason that whoever starts the server can put right: one clear line. */
public final class RefusedStart extends RuntimeException {
    public RefusedStart(String reason) {
        super(reason);
    }
}
