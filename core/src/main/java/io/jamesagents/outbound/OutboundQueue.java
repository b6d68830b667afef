package io.jamesagents.outbound;

import io.jamesagents.message.RawMail;

/** The mail queue of James. */
@FunctionalInterface
public interface OutboundQueue {
    /** Puts one mail for one recipient into the queue; it is there for good when this returns. */
    void enqueue(OutboundMail mail);

    /**
     * A mail to one recipient; {@code sender} is the address of the inbox that sends it, {@code returnPath} the reverse-path of
     * its envelope (RFC 5321, 4.4).
     */
    record OutboundMail(String messageId, String sender, String returnPath, String recipient, RawMail raw) {}
}
