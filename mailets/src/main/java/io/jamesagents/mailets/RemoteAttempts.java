package io.jamesagents.mailets;

import io.jamesagents.delivery.Change;
import io.jamesagents.delivery.RecipientState;
import io.jamesagents.delivery.RemoteReply;
import java.time.Clock;
import java.time.Duration;
import javax.mail.MessagingException;
import org.apache.james.metrics.api.Metric;
import org.apache.james.queue.api.MailQueue;
import org.apache.james.transport.mailets.remote.delivery.Bouncer;
import org.apache.james.transport.mailets.remote.delivery.Delay;
import org.apache.james.transport.mailets.remote.delivery.DeliveryRetriesHelper;
import org.apache.james.transport.mailets.remote.delivery.ExecutionResult;
import org.apache.james.transport.mailets.remote.delivery.MailDelivrer;
import org.apache.james.transport.mailets.remote.delivery.RemoteDeliveryConfiguration;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;

/**
 * One attempt to hand a mail over, noted before the connection and after the answer. James finds the server, speaks SMTP and
 * tells what is for now from what is for good; mail of people that is not taken ends as with James's own mailet.
 */
final class RemoteAttempts {
    private static final int OK = 250;

    private final RemoteDeliveryConfiguration configuration;
    private final MailDelivrer delivery;
    private final Bouncer bouncer;
    private final MailQueue queue;
    private final DeliveryNotes notes;
    private final Metric sent;
    private final Clock clock;

    RemoteAttempts(
            RemoteDeliveryConfiguration configuration,
            MailDelivrer delivery,
            Bouncer bouncer,
            MailQueue queue,
            DeliveryNotes notes,
            Metric sent,
            Clock clock) {
        this.configuration = configuration;
        this.delivery = delivery;
        this.bouncer = bouncer;
        this.queue = queue;
        this.notes = notes;
        this.sent = sent;
        this.clock = clock;
    }

    /** Tries once, unless the mail has its end behind it; afterwards it is where it goes on, if it does. */
    void attempt(Mail mail) throws MessagingException {
        AskedHost.forget(mail);
        if (!notes.begin(mail)) {
            return;
        }
        ExecutionResult result = delivery.deliver(mail);
        switch (result.getExecutionState()) {
            case SUCCESS -> taken(mail);
            case TEMPORARY_FAILURE -> againOrNever(mail, result.getException().orElse(null));
            case PERMANENT_FAILURE -> giveUp(mail, result.getException().orElse(null), false);
        }
    }

    /** A smart host only promises to see to it. */
    private void taken(Mail mail) throws MessagingException {
        boolean direct = configuration.getGatewayServer().isEmpty();
        RemoteReply reply = new RemoteReply(AskedHost.of(mail), OK, null, null);
        notes.noteOrLater(mail, Change.to(direct ? RecipientState.DELIVERED : RecipientState.SENT, reply));
        sent.increment();
    }

    private void againOrNever(Mail mail, Exception failure) throws MessagingException {
        // As James marks a mail that is tried again, for those that look into its queue.
        if (!Mail.ERROR.equals(mail.getState())) {
            mail.setState(Mail.ERROR);
            DeliveryRetriesHelper.initRetries(mail);
        }
        int retries = DeliveryRetriesHelper.retrieveRetries(mail);
        if (retries >= configuration.getMaxRetries()) {
            giveUp(mail, failure, true);
            return;
        }
        Duration delay = retries < configuration.getDelayTimes().size()
                ? configuration.getDelayTimes().get(retries)
                : Delay.DEFAULT_DELAY_TIME;
        Refusal refusal = Refusal.of(failure, AskedHost.of(mail));
        Change deferred = Change.deferred(refusal.reply(), clock.instant().plus(delay));
        notes.noteIfPossible(mail, refusal.unheard() ? deferred.asPossibleDuplicate() : deferred);
        DeliveryRetriesHelper.incrementRetries(mail);
        markPermanent(mail, false);
        queue.enQueue(mail, delay);
    }

    private void giveUp(Mail mail, Exception failure, boolean triedLongEnough) throws MessagingException {
        markPermanent(mail, !triedLongEnough);
        if (AgentMail.of(mail).isPresent()) {
            notes.noteOrLater(mail, Refusal.of(failure, AskedHost.of(mail)).end(triedLongEnough));
        } else {
            bouncer.bounce(mail, triedLongEnough ? new MessagingException("It was tried too often", failure) : failure);
        }
    }

    private static void markPermanent(Mail mail, boolean permanent) {
        mail.setAttribute(new Attribute(Bouncer.IS_DELIVERY_PERMANENT_ERROR, AttributeValue.of(permanent)));
    }
}
