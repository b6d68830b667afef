package io.jamesagents.webhook.send;

import io.jamesagents.inbox.InboxId;
import io.jamesagents.org.OrgId;
import io.jamesagents.webhook.DeliveryId;
import java.time.Instant;

/** A delivery that is ours to attempt until its lease ends; {@code attempt} is the number of the attempt to make, from 1. */
record Claim(
        DeliveryId id,
        OrgId org,
        InboxId inbox,
        String eventId,
        String endpoint,
        int attempt,
        int maxAttempts,
        String lease,
        Instant createdAt) {}
