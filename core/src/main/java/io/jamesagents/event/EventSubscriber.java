package io.jamesagents.event;

import org.jdbi.v3.core.Handle;

/** Takes part in the transaction in which an event is recorded; what it writes is there exactly if the event is. */
public interface EventSubscriber {
    void recorded(Handle handle, MailEvent event);

    /** The transaction of one or more recorded events is on disk; must return at once. */
    void committed();
}
