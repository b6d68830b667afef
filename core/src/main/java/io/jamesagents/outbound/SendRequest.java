package io.jamesagents.outbound;

import java.util.List;
import java.util.Map;

/** What an agent asks to be sent, as it came: nothing is checked yet, everything may be null. */
public record SendRequest(
        List<String> to,
        List<String> cc,
        List<String> bcc,
        List<String> replyTo,
        String subject,
        String html,
        String text,
        String from,
        String threadId,
        String inboxId,
        String domainId,
        Map<String, String> headers,
        List<AttachmentRequest> attachments,
        String idempotencyKey) {}
