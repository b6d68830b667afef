package io.jamesagents.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.maildomain.DomainId;
import io.jamesagents.message.MessageId;
import java.time.Instant;

/** Something that happened to a sent mail on its way to one recipient. {@code detail} is text for people, or null. */
public record DeliveryEvent(
        String id,
        MessageId message,
        InboxId inbox,
        DomainId domain,
        String recipient,
        String type,
        String detail,
        JsonNode data,
        Instant at) {}
