package io.jamesagents.doctor;

import java.util.Objects;

/**
 * What a check found: one sentence on what is wrong, and one on what to do about it. Neither quotes mail, nor a secret.
 *
 * @param check the name of the check, in lower case
 */
public record Finding(String check, Severity severity, String problem, String advice) {
    public Finding {
        Objects.requireNonNull(check);
        Objects.requireNonNull(severity);
        Objects.requireNonNull(problem);
        Objects.requireNonNull(advice);
    }

    /** The same in a line for the log. */
    public String line() {
        return check + ": " + problem + (advice.isEmpty() ? "" : " " + advice);
    }
}
