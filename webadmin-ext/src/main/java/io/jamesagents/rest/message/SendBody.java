package io.jamesagents.rest.message;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonFormat.Feature;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.outbound.SendRequest;
import java.util.List;
import java.util.Map;

/** A mail to be sent, as it comes in a request. */
public record SendBody(
        @JsonProperty("to") @JsonFormat(with = Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<String> to,
        @JsonProperty("cc") @JsonFormat(with = Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<String> cc,
        @JsonProperty("bcc") @JsonFormat(with = Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<String> bcc,
        @JsonProperty("reply_to") @JsonAlias("replyTo") @JsonFormat(with = Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
                List<String> replyTo,
        @JsonProperty("subject") String subject,
        @JsonProperty("html") String html,
        @JsonProperty("text") String text,
        @JsonProperty("from") String from,
        @JsonProperty("thread_id") @JsonAlias("threadId") String threadId,
        @JsonProperty("inbox_id") @JsonAlias("inboxId") String inboxId,
        @JsonProperty("domain_id") @JsonAlias("domainId") String domainId,
        @JsonProperty("headers") Map<String, String> headers,
        @JsonProperty("attachments") List<JsonNode> attachments,
        @JsonProperty("idempotency_key") @JsonAlias("idempotencyKey") String idempotencyKey) {

    SendRequest request() {
        return new SendRequest(
                to,
                cc,
                bcc,
                replyTo,
                subject,
                html,
                text,
                from,
                threadId,
                inboxId,
                domainId,
                headers,
                AttachmentBody.requests(attachments),
                idempotencyKey);
    }
}
