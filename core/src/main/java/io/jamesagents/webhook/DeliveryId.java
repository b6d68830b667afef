package io.jamesagents.webhook;

import io.jamesagents.AgentsException.NotFound;
import io.jamesagents.Ids;

/** The id of a webhook delivery: one event on its way to one endpoint. */
public record DeliveryId(String value) {
    public DeliveryId {
        if (!Ids.wellFormed(value)) {
            throw new NotFound("Webhook delivery");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
