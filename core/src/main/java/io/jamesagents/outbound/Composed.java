package io.jamesagents.outbound;

import io.jamesagents.inbox.Inbox;
import io.jamesagents.message.Attachment;
import io.jamesagents.message.MessageId;
import io.jamesagents.report.ReturnPath;
import io.jamesagents.thread.MailThread;
import io.jamesagents.thread.ThreadId;
import java.util.List;
import java.util.Map;

/**
 * A mail ready to be stored and sent; {@code continued} is the thread of its inbox that it answers in, or null. Attachments
 * that were uploaded have the ids of their uploads; each recipient has a return path of its own.
 */
record Composed(
        MessageId id,
        Inbox inbox,
        MailThread continued,
        ThreadId thread,
        String rfcMessageId,
        String subject,
        List<Attachment> attachments,
        Map<String, ReturnPath> returnPaths,
        byte[] bytes) {

    Accepted answer(String status, Validation validation) {
        return new Accepted(id.value(), thread.value(), status, rfcMessageId, validation, false);
    }
}
