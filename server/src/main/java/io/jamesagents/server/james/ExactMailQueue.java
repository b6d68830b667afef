package io.jamesagents.server.james;

import java.io.IOException;
import java.io.InputStream;
import javax.jms.JMSException;
import javax.jms.Message;
import javax.jms.MessageConsumer;
import javax.jms.Session;
import javax.mail.MessagingException;
import org.apache.activemq.BlobMessage;
import org.apache.james.metrics.api.GaugeRegistry;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.queue.activemq.ActiveMQCacheableMailQueue;
import org.apache.james.queue.activemq.ActiveMQMailQueueItem;
import org.apache.james.queue.activemq.MimeMessageBlobMessageSource;
import org.apache.james.queue.api.MailQueue.MailQueueException;
import org.apache.james.queue.api.MailQueue.MailQueueItem;
import org.apache.james.queue.api.MailQueueItemDecoratorFactory;
import org.apache.james.queue.api.MailQueueName;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageWrapper;
import reactor.core.publisher.Mono;

/**
 * A queue that gives a mail back byte for byte. James's own copies each mail on its way out, and writes the copy's header in
 * ASCII: every other octet of it becomes a question mark.
 */
final class ExactMailQueue extends ActiveMQCacheableMailQueue {
    private final VmBroker broker;
    private final MailQueueName name;

    ExactMailQueue(
            VmBroker broker,
            MailQueueItemDecoratorFactory decorators,
            MailQueueName name,
            MetricFactory metrics,
            GaugeRegistry gauges) {
        super(broker.connections(), decorators, name, metrics, gauges);
        this.broker = broker;
        this.name = name;
    }

    @Override
    protected Mono<MailQueueItem> createMailQueueItem(Session session, MessageConsumer consumer, Message message)
            throws JMSException, MessagingException {
        if (message instanceof BlobMessage blob && isThere(blob)) {
            MailImpl mail = populateMail(message).build();
            mail.setMessageNoCopy(new MimeMessageWrapper(new MimeMessageBlobMessageSource(blob)));
            return Mono.just(mailQueueItemDecoratorFactory.decorate(
                    new ActiveMQMailQueueItem(mail, session, consumer, message), name));
        }
        return super.createMailQueueItem(session, consumer, message);
    }

    /** James's own waits two seconds for an answer that this broker does not give, and leaves each question in a queue. */
    @Override
    @SuppressWarnings("CatchingUnchecked")
    public long getSize() throws MailQueueException {
        try {
            return broker.size(name.asString());
        } catch (Exception e) {
            throw new MailQueueException("The size of the queue " + name.asString() + " is not known", e);
        }
    }

    /** What to do about a mail whose body is gone is left to James. */
    private static boolean isThere(BlobMessage blob) throws JMSException {
        try (InputStream body = blob.getInputStream()) {
            return body != null;
        } catch (IOException e) {
            return false;
        }
    }
}
