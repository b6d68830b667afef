package io.jamesagents.agent;

import io.jamesagents.org.OrgId;
import java.time.Instant;

/**
 * A registration that waits for its proof. {@code org} is the organisation that will be; {@code opened} says whether a mailbox
 * may already have been made for it.
 */
record Registration(
        String id, OrgId org, Application application, Challenge challenge, boolean opened, Instant expiresAt) {

    String slug() {
        return application.slug();
    }
}
