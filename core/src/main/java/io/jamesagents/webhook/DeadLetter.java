package io.jamesagents.webhook;

import io.jamesagents.org.OrgId;
import org.jspecify.annotations.Nullable;

/** A webhook delivery that was given up, and whose it is. */
public record DeadLetter(OrgId org, WebhookDelivery delivery) {

    /** Which to look for; null for any. */
    public record Filter(@Nullable OrgId org, @Nullable String endpoint) {
        String where() {
            return " WHERE state = 'dead'" + (org == null ? "" : " AND org_id = :org")
                    + (endpoint == null ? "" : " AND endpoint = :endpoint");
        }
    }
}
