package io.jamesagents.webhook.send;

import io.jamesagents.inbox.InboxId;
import io.jamesagents.inbox.InboxWebhooks;
import io.jamesagents.org.OrgId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Notes how endpoints answer, for each inbox, over restarts and nodes. One that says that it is gone (410), or that has taken
 * nothing for five days in at least ten attempts, is turned off, and what waits for it is given up. When one that had failed
 * five times in a row takes something again, what waits is sent at once.
 */
final class EndpointWatch {
    static final int FAILURES_OFF = 10;
    static final Duration FAILING_OFF = Duration.ofDays(5);
    private static final String GONE = "The endpoint answered 410 Gone";
    private static final String SILENT = "The endpoint took nothing for five days";

    private final InboxWebhooks webhooks;

    EndpointWatch(InboxWebhooks webhooks) {
        this.webhooks = webhooks;
    }

    private record Run(int failures, Instant since) {}

    /** To be called in the transaction that records the outcomes; says whether a webhook was turned off. */
    boolean note(Handle handle, List<Outcome> outcomes) {
        boolean off = false;
        // In one order, so that two nodes cannot wait for each other.
        List<Outcome> attempted = outcomes.stream()
                .filter(Outcome::attempted)
                .sorted(Comparator.comparing(outcome -> outcome.claim().inbox().value()))
                .toList();
        for (Outcome outcome : attempted) {
            if (outcome.result().success()) {
                succeeded(handle, outcome);
            } else {
                off |= failed(handle, outcome);
            }
        }
        return off;
    }

    /** What was noted is on disk, and a webhook was turned off. */
    void committed() {
        webhooks.turnedOff();
    }

    private static void succeeded(Handle handle, Outcome outcome) {
        InboxId inbox = outcome.claim().inbox();
        OrgId org = outcome.claim().org();
        if (forget(handle, inbox, org).orElse(0) >= EndpointLanes.FAILURES) {
            DeliveryQueue.hurry(handle, inbox, org, outcome.at());
        }
    }

    private boolean failed(Handle handle, Outcome outcome) {
        Optional<Run> run = count(handle, outcome);
        boolean silent = run.isPresent()
                && run.get().failures >= FAILURES_OFF
                && !run.get().since.plus(FAILING_OFF).isAfter(outcome.at());
        if (!outcome.result().gone() && !silent) {
            return false;
        }
        return turnOff(handle, outcome, outcome.result().gone() ? GONE : SILENT);
    }

    private boolean turnOff(Handle handle, Outcome outcome, String reason) {
        InboxId inbox = outcome.claim().inbox();
        OrgId org = outcome.claim().org();
        boolean off = webhooks.turnOff(handle, org, inbox, outcome.claim().endpoint(), reason);
        if (off) {
            DeliveryQueue.giveUp(handle, inbox, org, reason, outcome.at());
            forget(handle, inbox, org);
        }
        return off;
    }

    /** Ends a run of failures; empty if there was none. */
    private static Optional<Integer> forget(Handle handle, InboxId inbox, OrgId org) {
        return handle.createQuery(
                        "DELETE FROM webhook_failing WHERE inbox_id = :inbox AND org_id = :org RETURNING failures")
                .bind("inbox", inbox.value())
                .bind("org", org.value())
                .mapTo(Integer.class)
                .findOne();
    }

    /** Begins anew when the inbox has another endpoint than that of the run; empty for an inbox that is deleted. */
    private static Optional<Run> count(Handle handle, Outcome outcome) {
        String same = "CASE WHEN webhook_failing.endpoint = EXCLUDED.endpoint THEN webhook_failing.";
        return handle.createQuery(
                        "INSERT INTO webhook_failing (inbox_id, org_id, endpoint, failures, since_at, last_at)"
                                + " SELECT id, org_id, :endpoint, 1, :at, :at FROM inbox"
                                + " WHERE id = :inbox AND org_id = :org AND deleted_at IS NULL"
                                + " ON CONFLICT (inbox_id) DO UPDATE SET endpoint = EXCLUDED.endpoint,"
                                + " failures = " + same + "failures + 1 ELSE 1 END,"
                                + " since_at = " + same + "since_at ELSE EXCLUDED.since_at END,"
                                + " last_at = EXCLUDED.last_at RETURNING failures, since_at")
                .bind("endpoint", outcome.claim().endpoint())
                .bind("at", outcome.at().toEpochMilli())
                .bind("inbox", outcome.claim().inbox().value())
                .bind("org", outcome.claim().org().value())
                .map((row, context) -> new Run(row.getInt("failures"), Instant.ofEpochMilli(row.getLong("since_at"))))
                .findOne();
    }
}
