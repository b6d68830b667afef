package io.jamesagents.outbound;

import io.jamesagents.delivery.Change;
import io.jamesagents.delivery.DeliveryLedger;
import io.jamesagents.delivery.RemoteReply;
import io.jamesagents.mailbox.MailFolder;
import io.jamesagents.mailbox.Mailboxes;
import io.jamesagents.message.MessageId;
import io.jamesagents.message.RawMail;
import io.jamesagents.org.OrgId;
import io.jamesagents.outbound.OutboundQueue.OutboundMail;
import io.jamesagents.outbound.OutboundStore.Unqueued;
import io.jamesagents.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts accepted mails into the mail queue; those that a crash or a refusing queue left behind, later. */
public final class Unsent {
    private static final Logger LOGGER = LoggerFactory.getLogger(Unsent.class);
    private static final Duration GRACE = Duration.ofSeconds(60);
    private static final int BATCH = 100;
    private static final RemoteReply GONE = new RemoteReply(
            null, null, null, "The mail is gone from the Sent mailbox: it was removed before it could be sent");

    private final Database database;
    private final Mailboxes mailboxes;
    private final OutboundQueue queue;
    private final DeliveryLedger deliveries;
    private final Clock clock;
    private final OutboundStore store = new OutboundStore();

    public Unsent(Database database, Mailboxes mailboxes, OutboundQueue queue, DeliveryLedger deliveries, Clock clock) {
        this.database = database;
        this.mailboxes = mailboxes;
        this.queue = queue;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    /** Queues a mail that was accepted just now. A queue that refuses it is not the caller's concern: it is tried again. */
    void queue(Composed mail, List<Recipient> recipients) {
        queue(
                mail.inbox().org(),
                mail.id().value(),
                mail.inbox().address(),
                recipients.stream().map(Recipient::address).toList(),
                RawMail.of(mail.bytes()));
    }

    private void queue(OrgId org, String message, String returnPath, List<String> recipients, RawMail raw) {
        List<String> queued = new ArrayList<>();
        try {
            for (String recipient : recipients) {
                queue.enqueue(new OutboundMail(message, returnPath, recipient, raw));
                queued.add(recipient);
            }
        } catch (RuntimeException e) {
            LOGGER.warn("Message {} could not be queued for all its recipients and will be tried again", message, e);
        }
        if (!queued.isEmpty()) {
            database.update(handle -> store.queued(handle, org, message, queued, clock.millis()));
        }
    }

    /** Queues what has been waiting for more than a minute. */
    public void resume() {
        long before = clock.millis() - GRACE.toMillis();
        database.read(handle -> store.unqueued(handle, before, BATCH)).forEach(this::resume);
    }

    private void resume(Unqueued mail) {
        List<String> recipients = database.read(handle -> store.accepted(handle, mail.messageId()));
        Optional<byte[]> bytes = mailboxes.read(MailFolder.sent(mail.mailboxUser()), mail.place());
        if (bytes.isEmpty()) {
            LOGGER.error(
                    "Message {} was accepted but is gone from its Sent mailbox: it cannot be sent", mail.messageId());
            MessageId message = new MessageId(mail.messageId());
            recipients.forEach(recipient -> deliveries.record(message, recipient, Change.failed(GONE)));
            return;
        }
        RawMail raw = RawMail.of(withoutTrace(bytes.get()));
        queue(new OrgId(mail.org()), mail.messageId(), mail.sender(), recipients, raw);
        LOGGER.info("Message {} was queued after an interruption", mail.messageId());
    }

    /** The mail without its first line, which was put there for the Sent mailbox. */
    private static byte[] withoutTrace(byte[] stored) {
        int end = 0;
        while (end < stored.length && stored[end] != '\n') {
            end++;
        }
        return Arrays.copyOfRange(stored, Math.min(end + 1, stored.length), stored.length);
    }
}
