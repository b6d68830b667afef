package io.jamesagents.outbound;

import io.jamesagents.delivery.Change;
import io.jamesagents.delivery.DeliveryLedger;
import io.jamesagents.delivery.RemoteReply;
import io.jamesagents.mailbox.MailFolder;
import io.jamesagents.mailbox.Mailboxes;
import io.jamesagents.message.RawMail;
import io.jamesagents.outbound.OutboundQueue.OutboundMail;
import io.jamesagents.outbound.OutboundStore.Unqueued;
import io.jamesagents.report.ReturnPath;
import io.jamesagents.store.Database;
import io.jamesagents.suppression.CanonicalAddress;
import io.jamesagents.suppression.UnsubscribeLinks;
import io.jamesagents.suppression.UnsubscribeLinks.Link;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
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
    private final UnsubscribeLinks links;
    private final DeliveryLedger deliveries;
    private final Clock clock;
    private final OutboundStore store = new OutboundStore();

    public Unsent(
            Database database,
            Mailboxes mailboxes,
            OutboundQueue queue,
            UnsubscribeLinks links,
            DeliveryLedger deliveries,
            Clock clock) {
        this.database = database;
        this.mailboxes = mailboxes;
        this.queue = queue;
        this.links = links;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    /** Queues a mail that was accepted just now. A queue that refuses it is not the caller's concern: it is tried again. */
    void queue(Composed mail, List<Recipient> recipients) {
        Map<String, String> returnPaths = new LinkedHashMap<>();
        recipients.forEach(to -> returnPaths.put(
                to.address(), mail.returnPaths().get(to.address()).address()));
        queue(MailToQueue.of(mail), returnPaths, RawMail.of(mail.bytes()));
    }

    private void queue(MailToQueue mail, Map<String, String> returnPaths, RawMail raw) {
        List<String> queued = new ArrayList<>();
        try {
            returnPaths.forEach((recipient, returnPath) -> {
                queue.enqueue(new OutboundMail(
                        mail.message().value(), mail.sender(), returnPath, recipient, linked(mail, recipient, raw)));
                queued.add(recipient);
            });
        } catch (RuntimeException e) {
            LOGGER.warn(
                    "Message {} could not be queued for all its recipients and will be tried again", mail.message(), e);
        }
        if (!queued.isEmpty()) {
            database.update(handle -> store.queued(handle, mail.org(), mail.message(), queued, clock.millis()));
        }
    }

    /** The mail as a recipient gets it: if the inbox wants that, with a link of the recipient's own to unsubscribe by. */
    private RawMail linked(MailToQueue mail, String recipient, RawMail raw) {
        return mail.unsubscribe()
                ? raw.under(links.header(
                        new Link(mail.org(), mail.inbox(), mail.message(), new CanonicalAddress(recipient))))
                : raw;
    }

    /** Queues what has been waiting for more than a minute. */
    public void resume() {
        long before = clock.millis() - GRACE.toMillis();
        database.read(handle -> store.unqueued(handle, before, BATCH)).forEach(this::resume);
    }

    private void resume(Unqueued unqueued) {
        MailToQueue mail = unqueued.mail();
        Map<String, String> tags = database.read(handle -> store.accepted(handle, mail.message()));
        Optional<byte[]> bytes = mailboxes.read(MailFolder.sent(unqueued.mailboxUser()), unqueued.place());
        if (bytes.isEmpty()) {
            LOGGER.error(
                    "Message {} was accepted but is gone from its Sent mailbox: it cannot be sent", mail.message());
            tags.keySet().forEach(recipient -> deliveries.record(mail.message(), recipient, Change.failed(GONE)));
            return;
        }
        Map<String, String> returnPaths = new LinkedHashMap<>();
        tags.forEach((recipient, tag) -> returnPaths.put(recipient, returnPath(unqueued, tag)));
        queue(mail, returnPaths, RawMail.of(withoutTrace(bytes.get())));
        LOGGER.info("Message {} was queued after an interruption", mail.message());
    }

    private static String returnPath(Unqueued mail, String tag) {
        String domain = mail.from().substring(mail.from().lastIndexOf('@') + 1);
        return tag == null ? mail.mail().sender() : new ReturnPath(tag, 0, domain).address();
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
