package io.jamesagents.message;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.jamesagents.Json;
import io.jamesagents.finds.Code;
import io.jamesagents.finds.Finds;
import io.jamesagents.finds.Link;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message on the wire, in answers and in webhooks alike. */
@JsonNaming(SnakeCaseStrategy.class)
public record MessageView(
        String id,
        @JsonProperty("_id") String legacyId,
        String messageId,
        @JsonProperty("thread_id") String threadId,
        @JsonProperty("threadId") String threadIdCamel,
        String channel,
        String direction,
        String from,
        @Nullable String subject,
        String date,
        List<Participant> participants,
        String content,
        @Nullable String contentHtml,
        @Nullable String extractedText,
        @Nullable String quotedText,
        @Nullable String markdown,
        List<Code> codes,
        List<Link> links,
        List<String> attachments,
        String createdAt,
        @Nullable Object extractedData,
        @Nullable Object authentication,
        @Nullable Object security,
        @Nullable Object trust,
        Metadata metadata) {

    /** What is known about a message beside its content. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Metadata(
            String createdAt,
            @Nullable String subject,
            @Nullable String inReplyTo,
            List<String> references,
            String domainId,
            String inboxId,
            String inboxAddress,
            @Nullable String messageId,
            @Nullable String deliveryStatus,
            Object deliveryData,
            @Nullable Object extractedData,
            @Nullable Object extraction,
            boolean hasAttachments,
            int attachmentCount,
            List<String> attachmentIds,
            boolean spamChecked,
            @Nullable Double spamScore,
            @Nullable String spamAction,
            @Nullable Boolean spamFlagged,
            @Nullable List<String> spamReasons,
            boolean promptInjectionChecked,
            @Nullable Boolean promptInjectionDetected,
            @Nullable String promptInjectionRisk,
            @Nullable Double promptInjectionScore,
            @Nullable String promptInjectionSignals,
            List<String> marks,
            boolean unverified) {}

    public static MessageView of(StoredMessage message) {
        String time = Json.time(message.createdAt());
        SecurityView security = SecurityView.of(message);
        boolean inbound = message.direction() == Direction.INBOUND;
        Finds finds = Finds.read(message.insights().finds());
        List<String> attachments =
                message.attachments().stream().map(Attachment::id).toList();
        return new MessageView(
                message.id().value(),
                message.id().value(),
                message.id().value(),
                message.thread().value(),
                message.thread().value(),
                "email",
                message.direction().word(),
                message.sender(),
                message.subject(),
                time,
                message.participants(),
                message.text(),
                message.html(),
                message.body().visible(),
                message.body().quoted(),
                message.body().markdown(),
                finds.codes(),
                finds.links(),
                attachments,
                time,
                message.insights().extractedData(),
                message.authentication(),
                inbound ? security.block() : null,
                inbound ? security.trust() : null,
                metadata(message, security, time, attachments));
    }

    private static Metadata metadata(
            StoredMessage message, SecurityView security, String time, List<String> attachments) {
        return new Metadata(
                time,
                message.subject(),
                message.inReplyTo(),
                message.references(),
                message.domain().value(),
                message.inbox().value(),
                message.inboxAddress(),
                message.rfcMessageId(),
                message.deliveryStatus(),
                message.delivery() == null ? Map.of() : message.delivery(),
                message.insights().extractedData(),
                message.insights().extraction(),
                !attachments.isEmpty(),
                attachments.size(),
                attachments,
                security.spamChecked(),
                security.spamScore(),
                security.spamAction(),
                security.spamFlagged(),
                security.spamReasons(),
                security.injectionChecked(),
                security.injectionDetected(),
                security.injectionRisk(),
                security.injectionScore(),
                security.injectionSignals(),
                message.marks().stream().sorted().toList(),
                message.unverified());
    }
}
