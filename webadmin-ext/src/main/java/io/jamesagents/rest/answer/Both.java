package io.jamesagents.rest.answer;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/** One thing, in the envelope and bare at once: some clients look for {@code data}, others for the fields themselves. */
public record Both<T>(T data, @JsonUnwrapped T bare) {

    public static <T> Both<T> of(T thing) {
        return new Both<>(thing, thing);
    }
}
