package io.jamesagents.understanding;

import io.jamesagents.message.MessageId;
import io.jamesagents.org.OrgId;
import org.jdbi.v3.core.Handle;

/** Takes part in the transaction in which an insight of a message is stored. */
public interface UnderstandingSubscriber {
    /** {@code complete} at the end, when there is nothing more to come. The message may be gone. */
    void understood(Handle handle, OrgId org, MessageId message, boolean complete);
}
