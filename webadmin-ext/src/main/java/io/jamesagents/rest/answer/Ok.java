package io.jamesagents.rest.answer;

/** It is done. */
public record Ok(boolean ok) {
    public static final Ok OK = new Ok(true);
}
