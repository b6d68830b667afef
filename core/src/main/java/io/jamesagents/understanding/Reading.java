package io.jamesagents.understanding;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.message.Insight;
import io.jamesagents.message.StoredMessage;

/** One way of looking at a mail. It may take seconds, never more than a minute, and sees what readings before it found. */
public interface Reading {
    Insight insight();

    /** What it found; a failure that another try would not mend is a finding too. The status is any but {@code pending}. */
    ObjectNode read(StoredMessage message);
}
