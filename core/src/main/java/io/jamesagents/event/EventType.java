package io.jamesagents.event;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of events. */
public enum EventType {
    /** A mail came in. */
    INBOUND("inbound"),
    /** What became of a sent mail for one of its recipients, but for the two below. */
    DELIVERY("delivery"),
    /** A recipient's server refused a sent mail for good. */
    BOUNCE("bounce"),
    /** A recipient called a sent mail unwanted. */
    COMPLAINT("complaint"),
    /** Status, tags, assignee or messages of a thread changed. */
    THREAD_UPDATED("thread.updated"),
    /** Mails go to and fro between automatic answerers. */
    LOOP_SUSPECTED("loop.suspected"),
    /** A guard stopped an organisation from sending. */
    SENDING_PAUSED("sending.paused");

    private final String word;

    EventType(String word) {
        this.word = word;
    }

    /** Its name on the wire and in the database. */
    public String word() {
        return word;
    }

    public static Optional<EventType> parse(String word) {
        return Arrays.stream(values()).filter(type -> type.word.equals(word)).findFirst();
    }
}
