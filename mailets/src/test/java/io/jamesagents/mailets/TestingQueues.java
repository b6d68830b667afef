package io.jamesagents.mailets;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.queue.api.MailQueueName;
import org.apache.mailet.Mail;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** One queue under every name, which keeps what is put into it and gives what the test says. */
final class TestingQueues implements MailQueueFactory<MailQueue>, MailQueue {
    record Queued(Mail mail, String state, Duration delay) {}

    final List<Queued> queued = new ArrayList<>();
    Publisher<MailQueueItem> items = Flux.never();

    @Override
    public Optional<MailQueue> getQueue(MailQueueName name, PrefetchCount count) {
        return Optional.of(this);
    }

    @Override
    public MailQueue createQueue(MailQueueName name, PrefetchCount count) {
        return this;
    }

    @Override
    public Set<MailQueueName> listCreatedMailQueues() {
        return Set.of(getName());
    }

    @Override
    public MailQueueName getName() {
        return SPOOL;
    }

    @Override
    public void enQueue(Mail mail, Duration delay) {
        try {
            // A copy begins in the state that mail begins in.
            queued.add(new Queued(mail.duplicate(), mail.getState(), delay));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void enQueue(Mail mail) {
        enQueue(mail, Duration.ZERO);
    }

    @Override
    public Publisher<Void> enqueueReactive(Mail mail) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Publisher<MailQueueItem> deQueue() {
        return items;
    }

    @Override
    public void close() {}
}
