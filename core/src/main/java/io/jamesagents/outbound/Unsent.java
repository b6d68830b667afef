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
import io.jamesagents.report.ReturnPath;
import io.jamesagents.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
        String sender = mail.inbox().address();
        RawMail raw = RawMail.of(mail.bytes());
        List<OutboundMail> mails = recipients.stream()
                .map(Recipient::address)
                .map(to -> new OutboundMail(
                        mail.id().value(), sender, mail.returnPaths().get(to).address(), to, raw))
                .toList();
        queue(mail.inbox().org(), mail.id().value(), mails);
    }

    private void queue(OrgId org, String message, List<OutboundMail> mails) {
        List<String> queued = new ArrayList<>();
        try {
            for (OutboundMail mail : mails) {
                queue.enqueue(mail);
                queued.add(mail.recipient());
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
        Map<String, String> tags = database.read(handle -> store.accepted(handle, mail.messageId()));
        Optional<byte[]> bytes = mailboxes.read(MailFolder.sent(mail.mailboxUser()), mail.place());
        if (bytes.isEmpty()) {
            LOGGER.error(
                    "Message {} was accepted but is gone from its Sent mailbox: it cannot be sent", mail.messageId());
            MessageId message = new MessageId(mail.messageId());
            tags.keySet().forEach(recipient -> deliveries.record(message, recipient, Change.failed(GONE)));
            return;
        }
        RawMail raw = RawMail.of(withoutTrace(bytes.get()));
        List<OutboundMail> mails = tags.entrySet().stream()
                .map(to -> new OutboundMail(
                        mail.messageId(), mail.inboxAddress(), returnPath(mail, to.getValue()), to.getKey(), raw))
                .toList();
        queue(new OrgId(mail.org()), mail.messageId(), mails);
        LOGGER.info("Message {} was queued after an interruption", mail.messageId());
    }

    private static String returnPath(Unqueued mail, String tag) {
        String domain = mail.from().substring(mail.from().lastIndexOf('@') + 1);
        return tag == null ? mail.inboxAddress() : new ReturnPath(tag, 0, domain).address();
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
