package io.jamesagents.mailets;

import static io.jamesagents.delivery.RecipientState.DELIVERED;

import io.jamesagents.AgentsException.Unavailable;
import io.jamesagents.delivery.Change;
import io.jamesagents.delivery.RemoteReply;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.inbox.Inboxes;
import io.jamesagents.ingest.InboundDelivery;
import io.jamesagents.ingest.IncomingMail;
import io.jamesagents.ingest.Outcome;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Delivers a mail to the agent inboxes among its recipients, each once, with everything that the mailets before asked for:
 * the one place where a mail becomes a message. Recipients that are no inbox are left to the mailets behind.
 *
 * <p>While the mailbox or the database is away a mail waits in the spool, for up to ten minutes at a time, for as long as it
 * takes. A mail on which the delivery fails three times otherwise goes to the processor {@code quarantine}. Mail for an inbox
 * whose data was deleted (by a deletion request) is dropped. It has no parameters.
 *
 * <pre>{@code
 * <mailet match="All" class="io.jamesagents.mailets.DeliverToInbox">
 *     <onMailetException>propagate</onMailetException>
 * </mailet>
 * }</pre>
 */
public final class DeliverToInbox extends GenericMailet {
    private static final Logger LOGGER = LoggerFactory.getLogger(DeliverToInbox.class);
    private static final RemoteReply NO_INBOX = new RemoteReply(null, 550, "5.1.1", "There is no such inbox");

    private final Inboxes inboxes;
    private final InboundDelivery delivery;
    private final Redelivery redelivery;
    private final DeliveryNotes notes;
    private final Clock clock;

    @Inject
    public DeliverToInbox(
            Inboxes inboxes, InboundDelivery delivery, Redelivery redelivery, DeliveryNotes notes, Clock clock) {
        this.inboxes = inboxes;
        this.delivery = delivery;
        this.redelivery = redelivery;
        this.notes = notes;
        this.clock = clock;
    }

    /** What is still to be done with recipients of a mail. */
    private record Left(
            List<MailAddress> unknown, List<MailAddress> again, List<MailAddress> waiting, List<MailAddress> bad) {
        Left() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        Left left = new Left();
        try (SpooledMail raw = SpooledMail.of(mail)) {
            mail.getRecipients().forEach(recipient -> deliver(mail, raw, recipient, left));
        } catch (Throwable t) {
            LOGGER.error("Mail {} cannot be read from the spool", mail.getName(), t);
            throw new MessagingException("mail cannot be read from the spool: " + t.getMessage());
        }
        redelivery.retry(mail, left.again);
        redelivery.whenAvailable(mail, left.waiting);
        redelivery.quarantine(mail, left.bad);
        mail.setRecipients(left.unknown);
        if (left.unknown.isEmpty()) {
            mail.setState(Mail.GHOST);
        }
    }

    private void deliver(Mail mail, SpooledMail raw, MailAddress recipient, Left left) {
        try {
            Optional<Inbox> inbox = inboxes.receiving(recipient.asString());
            Outcome outcome = inbox.isPresent() ? deliver(mail, raw, recipient, inbox.get()) : Outcome.GONE;
            switch (outcome) {
                case DELIVERED, KNOWN, DUPLICATE -> notes.note(mail, Change.to(DELIVERED, RemoteReply.NONE));
                case QUARANTINED -> left.bad.add(recipient);
                case GONE -> gone(mail, recipient, left);
            }
        } catch (Unavailable e) {
            LOGGER.warn("Mail {} for {} waits: {}", mail.getName(), recipient, e.getMessage(), e);
            left.waiting.add(recipient);
        } catch (Throwable t) {
            // An Error that leaves a mailet costs James the thread.
            LOGGER.error("Mail {} for {} failed", mail.getName(), recipient, t);
            left.again.add(recipient);
        }
    }

    private void gone(Mail mail, MailAddress recipient, Left left) {
        if (inboxes.erased(recipient.asString())) {
            notes.note(mail, Change.bounced(NO_INBOX));
        } else {
            left.unknown.add(recipient);
        }
    }

    private Outcome deliver(Mail mail, SpooledMail raw, MailAddress recipient, Inbox inbox) throws Exception {
        String sender = SpoolQueue.sender(mail);
        Outcome outcome = delivery.deliver(
                new IncomingMail(
                        MailNotes.ingestId(mail),
                        sender,
                        recipient.asString(),
                        raw,
                        clock.instant(),
                        MailNotes.wants(mail),
                        MailNotes.authentication(mail).orElse(null)),
                inbox);
        LOGGER.atLevel(outcome == Outcome.DELIVERED ? Level.DEBUG : Level.INFO)
                .log("Mail {} for {}: {}", mail.getName(), inbox.address(), outcome);
        return outcome;
    }

    @Override
    public String getMailetInfo() {
        return "Delivers to agent inboxes, once";
    }
}
