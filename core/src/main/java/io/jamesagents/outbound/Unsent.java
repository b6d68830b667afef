package io.jamesagents.outbound;

import io.jamesagents.inbox.InboxId;
import io.jamesagents.mailbox.MailFolder;
import io.jamesagents.mailbox.Mailboxes;
import io.jamesagents.message.MessageId;
import io.jamesagents.message.RawMail;
import io.jamesagents.org.OrgId;
import io.jamesagents.outbound.OutboundQueue.OutboundMail;
import io.jamesagents.outbound.OutboundStore.Unqueued;
import io.jamesagents.store.Database;
import io.jamesagents.suppression.CanonicalAddress;
import io.jamesagents.suppression.UnsubscribeLinks;
import io.jamesagents.suppression.UnsubscribeLinks.Link;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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
    private final UnsubscribeLinks links;
    private final Clock clock;
    private final OutboundStore store = new OutboundStore();

    public Unsent(Database database, Mailboxes mailboxes, OutboundQueue queue, UnsubscribeLinks links, Clock clock) {
        this.database = database;
        this.mailboxes = mailboxes;
        this.queue = queue;
        this.links = links;
        this.clock = clock;
    }

    /** Queues a mail that was accepted just now. A queue that refuses it is not the caller's concern: it is tried again. */
    void queue(Composed mail, List<Recipient> recipients) {
        queue(
                mail.inbox().org(),
                mail.id().value(),
                mail.inbox().address(),
                recipients.stream().map(Recipient::address).toList(),
                linked(
                        RawMail.of(mail.bytes()),
                        mail.inbox().org(),
                        mail.inbox().id(),
                        mail.inbox().unsubscribe(),
                        mail.id()));
    }

    /** The mail as a recipient gets it: if the inbox wants that, with a link of the recipient's own to unsubscribe by. */
    private Function<String, RawMail> linked(
            RawMail raw, OrgId org, InboxId inbox, boolean unsubscribe, MessageId message) {
        return recipient -> unsubscribe
                ? raw.under(links.header(new Link(org, inbox, message, new CanonicalAddress(recipient))))
                : raw;
    }

    private void queue(
            OrgId org, String message, String returnPath, List<String> recipients, Function<String, RawMail> raw) {
        List<String> queued = new ArrayList<>();
        try {
            for (String recipient : recipients) {
                queue.enqueue(new OutboundMail(message, returnPath, recipient, raw.apply(recipient)));
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
        Optional<byte[]> bytes = mailboxes.read(MailFolder.sent(mail.mailboxUser()), mail.place());
        if (bytes.isEmpty()) {
            LOGGER.error(
                    "Message {} was accepted but is gone from its Sent mailbox: it cannot be sent", mail.messageId());
            return;
        }
        List<String> recipients = database.read(handle -> store.accepted(handle, mail.messageId()));
        RawMail raw = RawMail.of(withoutTrace(bytes.get()));
        OrgId org = new OrgId(mail.org());
        Function<String, RawMail> linked =
                linked(raw, org, mail.inbox(), mail.unsubscribe(), new MessageId(mail.messageId()));
        queue(org, mail.messageId(), mail.sender(), recipients, linked);
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
