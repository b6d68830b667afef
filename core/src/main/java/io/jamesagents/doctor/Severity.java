package io.jamesagents.doctor;

/** How bad a finding is; the worst first. */
public enum Severity {
    /** Mail is lost, does not flow, or the server is open to others. */
    FAIL,
    /** It works, and something is missing or will go wrong. */
    WARN,
    /** Nothing to do. */
    OK
}
