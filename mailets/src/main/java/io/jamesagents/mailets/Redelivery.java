package io.jamesagents.mailets;

import io.jamesagents.delivery.Change;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.mailet.Mail;

/** Puts mails back into the spool for some of their recipients. */
public final class Redelivery {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration SOON = Duration.ofSeconds(3);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int DOUBLINGS = 10;
    private static final String AGENTS = "agents";
    private static final String QUARANTINE = "quarantine";
    /** The processor of mail whose outcome could not be written down yet. */
    static final String UNRECORDED = "unrecorded";

    private final MailQueue spool;

    @Inject
    public Redelivery(MailQueueFactory<?> queues) {
        this.spool = queues.createQueue(MailQueueFactory.SPOOL);
    }

    /** Again at once: something was wrong, perhaps with the mail. */
    void retry(Mail mail, List<MailAddress> recipients) throws MessagingException {
        enqueue(mail, recipients, AGENTS, FIRST);
    }

    /** Again later, and later still the next time: something that is needed does not answer. */
    void whenAvailable(Mail mail, List<MailAddress> recipients) throws MessagingException {
        whenAvailable(mail, recipients, AGENTS);
    }

    /** The same for a mail of another processor. */
    void whenAvailable(Mail mail, Collection<MailAddress> recipients, String processor) throws MessagingException {
        if (!recipients.isEmpty()) {
            enqueue(mail, recipients, processor, growingDelay(mail));
        }
    }

    /** For the mailet that writes down what became of the mail. */
    void record(Mail mail, Change outcome) throws MessagingException {
        MailNotes.noteOutcome(mail, outcome);
        try {
            enqueue(mail, List.copyOf(mail.getRecipients()), UNRECORDED, growingDelay(mail));
        } finally {
            MailNotes.forgetOutcome(mail);
        }
    }

    private static Duration growingDelay(Mail mail) {
        int deferrals = Math.min(MailNotes.countDeferral(mail), DOUBLINGS);
        Duration delay = FIRST.multipliedBy(1L << deferrals);
        return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
    }

    /** Again in a moment, at the beginning of the processor that it is in: something about it is being found out. */
    void soon(Mail mail) throws MessagingException {
        enqueue(mail, mail.getRecipients(), mail.getState(), SOON);
    }

    void quarantine(Mail mail, List<MailAddress> recipients) throws MessagingException {
        enqueue(mail, recipients, QUARANTINE, Duration.ZERO);
    }

    private void enqueue(Mail mail, Collection<MailAddress> recipients, String processor, Duration delay)
            throws MessagingException {
        if (recipients.isEmpty()) {
            return;
        }
        Mail copy = mail.duplicate();
        try {
            copy.setRecipients(recipients);
            copy.setState(processor);
            spool.enQueue(copy, delay);
        } finally {
            LifecycleUtil.dispose(copy);
        }
    }
}
