package io.jamesagents.thread;

/**
 * Into which thread a mail was let. A proven mail has shown who sent it; an unverified one joined other people's thread, or
 * wrote in our name, without showing that it may.
 */
public record Admission(ThreadId thread, boolean proven, boolean unverified) {}
