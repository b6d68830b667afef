package io.jamesagents.deletion;

/**
 * A part of an execution. It works in bounded pieces and finds out by itself what is left to do, so that it can be cut off
 * anywhere and run again.
 */
@FunctionalInterface
interface Step {
    /** Whether it is done; false when it was paused. */
    boolean run(Run run);
}
