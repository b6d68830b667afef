package io.jamesagents.mailets;

import io.jamesagents.AgentsException.Unavailable;
import io.jamesagents.Ids;
import io.jamesagents.outbound.OutboundQueue;
import java.io.IOException;
import java.io.InputStream;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageInputStreamSource;
import org.apache.james.server.core.MimeMessageWrapper;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;

/** Puts what agents send into James's spool, as mail that the server itself sends. */
public final class SpoolQueue implements OutboundQueue {
    /** Which message a mail in the queue is. */
    static final AttributeName MESSAGE_ID = AttributeName.of("agents.message-id");
    /** The address of the inbox that sent it; its envelope has a return path for reports alone. */
    static final AttributeName SENDER = AttributeName.of("agents.sender");

    private final MailQueue spool;

    @Inject
    public SpoolQueue(MailQueueFactory<?> queues) {
        this.spool = queues.createQueue(MailQueueFactory.SPOOL);
    }

    /** Who sent a mail: the inbox if it is an agent's, else what its envelope says; empty for the null sender. */
    static String sender(Mail mail) {
        return AttributeUtils.getValueAndCastFromMail(mail, SENDER, String.class)
                .orElseGet(() -> mail.getMaybeSender().asString(""));
    }

    @Override
    public void enqueue(OutboundMail mail) {
        MailImpl queued = null;
        try (InputStream bytes = mail.raw().open()) {
            queued = MailImpl.builder()
                    .name(Ids.random("agents-"))
                    .sender(new MailAddress(mail.returnPath()))
                    .addRecipient(mail.recipient())
                    .state(Mail.DEFAULT)
                    .addAttribute(Mail.SENT_BY_MAILET_ATTRIBUTE)
                    .addAttribute(new Attribute(MESSAGE_ID, AttributeValue.of(mail.messageId())))
                    .addAttribute(new Attribute(AgentMail.RECIPIENT, AttributeValue.of(mail.recipient())))
                    .addAttribute(new Attribute(SENDER, AttributeValue.of(mail.sender())))
                    .build();
            // The other way to set it makes a copy, and leaves this one's file to the garbage collector.
            queued.setMessageNoCopy(
                    new MimeMessageWrapper(MimeMessageInputStreamSource.create(mail.messageId(), bytes)));
            spool.enQueue(queued);
        } catch (MessagingException | IOException e) {
            throw new Unavailable("The mail queue does not take mail", e);
        } finally {
            LifecycleUtil.dispose(queued);
        }
    }
}
