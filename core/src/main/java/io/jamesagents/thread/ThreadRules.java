package io.jamesagents.thread;

import java.time.Duration;

/** Which evidence joins mails to threads; {@link #NONE} makes every mail a thread of its own. */
public record ThreadRules(boolean headers, Duration subjectWithin) {
    public static final ThreadRules NONE = new ThreadRules(false, Duration.ZERO);
    public static final ThreadRules DEFAULT = new ThreadRules(true, Duration.ofDays(30));

    boolean bySubject() {
        return headers && !subjectWithin.isZero();
    }
}
