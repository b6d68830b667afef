package io.jamesagents.outbound;

import io.jamesagents.inbox.Inbox;
import io.jamesagents.message.MessageId;
import io.jamesagents.thread.MailThread;
import io.jamesagents.thread.ThreadId;

/** A mail ready to be stored and sent; {@code continued} is the thread of its inbox that it answers in, or null. */
record Composed(
        MessageId id,
        Inbox inbox,
        MailThread continued,
        ThreadId thread,
        String rfcMessageId,
        String subject,
        byte[] bytes) {

    Accepted answer(Validation validation) {
        return new Accepted(id.value(), thread.value(), "queued", rfcMessageId, validation, false);
    }
}
