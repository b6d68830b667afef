package io.jamesagents.event;

import io.jamesagents.org.OrgId;
import org.jdbi.v3.core.Handle;

/** Takes part in the transaction in which an event is recorded; what it writes is there exactly if the event is. */
public interface EventSubscriber {
    /** {@code push} is false when the operator's pipeline has webhooks turned off for what happened. */
    void recorded(Handle handle, MailEvent event, boolean push);

    /** The transaction of one or more recorded events of the organisation is on disk; must return at once. */
    void committed(OrgId org);
}
