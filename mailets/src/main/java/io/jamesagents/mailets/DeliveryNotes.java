package io.jamesagents.mailets;

import io.jamesagents.AgentsException.Unavailable;
import io.jamesagents.delivery.Change;
import io.jamesagents.delivery.DeliveryLedger;
import io.jamesagents.delivery.RecipientState;
import io.jamesagents.delivery.RemoteReply;
import io.jamesagents.suppression.SuppressedSince;
import java.util.Optional;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.mailet.Mail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down what becomes of the mail of agents; about mail of people it does nothing. What cannot be written down never
 * keeps a mail from going on.
 */
public final class DeliveryNotes {
    private static final Logger LOGGER = LoggerFactory.getLogger(DeliveryNotes.class);

    private final DeliveryLedger ledger;
    private final SuppressedSince suppressed;
    private final Redelivery redelivery;

    @Inject
    public DeliveryNotes(DeliveryLedger ledger, SuppressedSince suppressed, Redelivery redelivery) {
        this.ledger = ledger;
        this.suppressed = suppressed;
        this.redelivery = redelivery;
    }

    /**
     * Notes that an attempt begins; false when nothing must be sent: the mail has its end behind it, or its recipient was
     * suppressed while it waited.
     */
    boolean begin(Mail mail) {
        Optional<AgentMail> sent = AgentMail.of(mail);
        try {
            if (sent.filter(of -> suppressed.holds(of.message(), of.recipient()))
                    .isPresent()) {
                LOGGER.info("Mail {} is not sent: its recipient was suppressed meanwhile", mail.getName());
                return false;
            }
            return sent.flatMap(of -> ledger.begin(of.message(), of.recipient()))
                    .map(before -> before.state().underWay() || !sent.get().isAddressedIn(mail))
                    .orElse(true);
        } catch (RuntimeException e) {
            LOGGER.warn("That mail {} is being sent could not be noted", mail.getName(), e);
            return true;
        }
    }

    /** Notes that a mail is in the queue again that was given up. */
    void queuedAgain(Mail mail) {
        noteIfPossible(mail, Change.to(RecipientState.QUEUED, RemoteReply.NONE));
    }

    /**
     * Notes news.
     *
     * @throws Unavailable when the database is away
     */
    void note(Mail mail, Change change) {
        try {
            AgentMail.of(mail).ifPresent(sent -> ledger.record(sent.message(), sent.recipient(), change));
        } catch (Unavailable e) {
            throw e;
        } catch (RuntimeException e) {
            LOGGER.error("That mail {} is {} cannot be noted", mail.getName(), change.state(), e);
        }
    }

    /** Notes what is not an end: if that is not possible, the next news will do. */
    void noteIfPossible(Mail mail, Change change) {
        try {
            note(mail, change);
        } catch (Unavailable e) {
            LOGGER.warn("That mail {} is {} could not be noted", mail.getName(), change.state(), e);
        }
    }

    /** Notes the end of a mail; if that is not possible now, a copy of it waits in the spool until it is. */
    void noteOrLater(Mail mail, Change change) throws MessagingException {
        try {
            note(mail, change);
        } catch (Unavailable e) {
            LOGGER.warn("That mail {} is {} is noted later", mail.getName(), change.state(), e);
            redelivery.record(mail, change);
        }
    }
}
