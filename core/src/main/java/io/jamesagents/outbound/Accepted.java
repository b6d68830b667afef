package io.jamesagents.outbound;

/** The answer to a send: the mail is stored and will be sent, also if the server stops now. */
public record Accepted(
        String messageId,
        String threadId,
        String status,
        String smtpMessageId,
        Validation validation,
        boolean replayed) {

    Accepted asReplay() {
        return new Accepted(messageId, threadId, status, smtpMessageId, validation, true);
    }
}
