package io.jamesagents.outbound;

import io.jamesagents.mailbox.MailFolder;
import io.jamesagents.mailbox.Mailboxes;
import io.jamesagents.message.RawMail;
import io.jamesagents.org.OrgId;
import io.jamesagents.outbound.OutboundQueue.OutboundMail;
import io.jamesagents.outbound.OutboundStore.Unqueued;
import io.jamesagents.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts accepted mails into the mail queue; those that a crash or a refusing queue left behind, later. */
public final class Unsent {
    private static final Logger LOGGER = LoggerFactory.getLogger(Unsent.class);
    private static final Duration GRACE = Duration.ofSeconds(60);
    private static final int BATCH = 100;

    private final Database database;
    private final Mailboxes mailboxes;
    private final OutboundQueue queue;
    private final Clock clock;
    private final OutboundStore store = new OutboundStore();

    public Unsent(Database database, Mailboxes mailboxes, OutboundQueue queue, Clock clock) {
        this.database = database;
        this.mailboxes = mailboxes;
        this.queue = queue;
        this.clock = clock;
    }

    /** Queues a mail that was accepted just now. A queue that refuses it is not the caller's concern: it is tried again. */
    void queue(Composed mail, List<Recipient> recipients) {
        RawMail raw = RawMail.of(mail.bytes());
        try {
            recipients.forEach(recipient -> queue.enqueue(
                    new OutboundMail(mail.id().value(), mail.inbox().address(), recipient.address(), raw)));
            done(mail.inbox().org(), mail.id().value());
        } catch (RuntimeException e) {
            LOGGER.warn("Message {} could not be queued and will be tried again", mail.id(), e);
        }
    }

    private void done(OrgId org, String message) {
        database.update(handle -> store.queued(handle, org, message, clock.millis()));
    }

    /** Queues what has been waiting for more than a minute. */
    public void resume() {
        long before = clock.millis() - GRACE.toMillis();
        database.read(handle -> store.unqueued(handle, before, BATCH)).forEach(this::resume);
    }

    private void resume(Unqueued mail) {
        Optional<byte[]> bytes = mailboxes.read(MailFolder.sent(mail.mailboxUser()), mail.place());
        if (bytes.isEmpty()) {
            LOGGER.error(
                    "Message {} was accepted but is gone from its Sent mailbox: it cannot be sent", mail.messageId());
            return;
        }
        RawMail raw = RawMail.of(withoutTrace(bytes.get()));
        database.read(handle -> store.accepted(handle, mail.messageId()))
                .forEach(recipient -> queue.enqueue(new OutboundMail(mail.messageId(), mail.sender(), recipient, raw)));
        done(new OrgId(mail.org()), mail.messageId());
        LOGGER.info("Message {} was queued after an interruption", mail.messageId());
    }

    /** The mail without its first line, which was put there for the Sent mailbox. */
    private static byte[] withoutTrace(byte[] stored) {
        int end = 0;
        while (end < stored.length && stored[end] != '\n') {
            end++;
        }
        return java.util.Arrays.copyOfRange(stored, Math.min(end + 1, stored.length), stored.length);
    }
}
