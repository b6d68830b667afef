package io.jamesagents.outbound;

import io.jamesagents.delivery.DeliveryLedger;
import io.jamesagents.delivery.RecipientState;
import io.jamesagents.event.Events;
import io.jamesagents.guard.SendGuards;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.loop.LoopGuard;
import io.jamesagents.loop.LoopGuard.Outgoing;
import io.jamesagents.org.Org;
import io.jamesagents.org.OrgId;
import io.jamesagents.org.Suspension;
import io.jamesagents.suppression.Suppression;
import io.jamesagents.suppression.SuppressionCheck;
import io.jamesagents.thread.ThreadId;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** Decides, within the transaction that accepts a mail, whether it may be sent and to which of its recipients. */
public final class Admission {
    private final SendLimits limits;
    private final SendGuards guards;
    private final SuppressionCheck suppressions;
    private final LoopGuard loops;
    private final DeliveryLedger ledger;
    private final Events events;

    public Admission(
            SendLimits limits,
            SendGuards guards,
            SuppressionCheck suppressions,
            LoopGuard loops,
            DeliveryLedger ledger,
            Events events) {
        this.limits = limits;
        this.guards = guards;
        this.suppressions = suppressions;
        this.loops = loops;
        this.ledger = ledger;
        this.events = events;
    }

    /** To whom a mail goes, and to whom it does not. */
    record Decision(List<Recipient> sent, Map<String, Suppression> suppressed) {
        /** The status of the mail as it is accepted. */
        String status() {
            return sent.isEmpty() ? RecipientState.SUPPRESSED.word() : RecipientState.QUEUED.word();
        }
    }

    /** Refuses early what {@link #take} would refuse, as far as that can be known before. */
    void requireRoom(Org org) {
        limits.requireRoom(org);
        guards.requireOpen(org.id());
    }

    Decision decide(Handle handle, Inbox inbox, List<Recipient> recipients) {
        Map<String, Suppression> suppressed = suppressions.among(
                handle, inbox, recipients.stream().map(Recipient::address).toList());
        List<Recipient> sent = recipients.stream()
                .filter(recipient -> !suppressed.containsKey(recipient.address()))
                .toList();
        return new Decision(sent, suppressed);
    }

    /** Refuses the mail, or counts it; one that goes to nobody counts for nothing. Needs the inbox's lock. */
    void take(Handle handle, Org org, Inbox inbox, Decision decision) {
        Suspension.refuse(handle, org.id());
        if (!decision.sent().isEmpty()) {
            limits.take(handle, org);
            guards.pass(
                    handle,
                    inbox,
                    decision.sent().stream().map(Recipient::address).toList());
        }
    }

    /** The transaction in which a mail is sent; if it is refused for a loop, both sides are told. */
    <T> T watch(Function<Handle, T> sending) {
        return loops.watch(sending);
    }

    /**
     * Notes what was decided about a mail, whose recipients are in the ledger, or refuses it for a loop; last of all in its
     * transaction. {@code autoSubmitted} is its header of that name or null.
     */
    void note(Handle handle, Composed mail, ThreadId thread, Decision decision, String autoSubmitted) {
        decision.suppressed()
                .forEach((recipient, entry) -> ledger.record(handle, mail.id(), recipient, entry.change()));
        if (!decision.sent().isEmpty()) {
            List<String> sent = decision.sent().stream().map(Recipient::address).toList();
            loops.count(handle, new Outgoing(mail.inbox(), mail.id(), thread, sent, autoSubmitted));
            guards.sent(handle, mail.inbox().org(), decision.sent().size());
        }
    }

    /** To be called when the transaction is on disk: recipients may be suppressed, and threads merged. */
    void committed(OrgId org) {
        events.committed(org);
    }
}
