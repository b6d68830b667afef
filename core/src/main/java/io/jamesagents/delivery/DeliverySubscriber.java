package io.jamesagents.delivery;

import org.jdbi.v3.core.Handle;

/** Takes part in the transaction that notes news of a recipient, after they were noted. */
public interface DeliverySubscriber {
    /** {@code entry} is how the recipient stood before. */
    void changed(Handle handle, RecipientEntry entry, Change change);
}
