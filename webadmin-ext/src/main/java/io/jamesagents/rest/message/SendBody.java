package io.jamesagents.rest.message;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonFormat.Feature;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.outbound.SendRequest;
import io.jamesagents.rest.openapi.Field;
import java.util.List;
import java.util.Map;

/** A mail to be sent, as it comes in a request. */
public record SendBody(
        @Field(value = "At most 50 recipients in all", required = true, example = "alice@example.org")
                @JsonProperty("to")
                @JsonFormat(with = Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
                List<String> to,
        @JsonProperty("cc") @JsonFormat(with = Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<String> cc,
        @JsonProperty("bcc") @JsonFormat(with = Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<String> bcc,
        @JsonProperty("reply_to") @JsonAlias("replyTo") @JsonFormat(with = Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
                List<String> replyTo,
        @Field(required = true, max = 500, example = "Hello") @JsonProperty("subject") String subject,
        @Field("html or text is needed") @JsonProperty("html") String html,
        @Field(value = "html or text is needed", example = "Hello Alice") @JsonProperty("text") String text,
        @Field("An address of the organisation") @JsonProperty("from") String from,
        @Field("The thread to answer") @JsonProperty("thread_id") @JsonAlias("threadId") String threadId,
        @Field("The inbox to send from") @JsonProperty("inbox_id") @JsonAlias("inboxId") String inboxId,
        @JsonProperty("domain_id") @JsonAlias("domainId") String domainId,
        @JsonProperty("headers") Map<String, String> headers,
        @Field(as = {String[].class, AttachmentBody[].class}) @JsonProperty("attachments") List<JsonNode> attachments,
        @Field(value = "The same key gives the same answer for 24 hours", max = 255)
                @JsonProperty("idempotency_key")
                @JsonAlias("idempotencyKey")
                String idempotencyKey) {

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
