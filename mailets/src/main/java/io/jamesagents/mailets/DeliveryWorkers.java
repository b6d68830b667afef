package io.jamesagents.mailets;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.mail.MessagingException;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueue.MailQueueItem;
import org.apache.james.queue.api.MailQueue.MailQueueItem.CompletionStatus;
import org.apache.mailet.Mail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/** Threads that take mails out of a queue. A mail leaves the queue when the work on it is done; no mail stops a thread. */
final class DeliveryWorkers {
    private static final Logger LOGGER = LoggerFactory.getLogger(DeliveryWorkers.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** James looks for mails that are due every ten seconds. */
    private static final Duration PUT_OFF = Duration.ofSeconds(10);

    private static final Duration AFTER_ERROR = Duration.ofMinutes(1);
    private static final Duration BROKEN_QUEUE = Duration.ofSeconds(1);
    private static final int IDLE_SECONDS = 60;
    private static final int GRACE_SECONDS = 2;

    private final MailQueue queue;
    private final int threads;
    private final Lanes lanes;
    private final Work work;
    private final Phaser underWay = new Phaser(1);
    private volatile boolean stopping;
    private Scheduler dequeuing;
    private Scheduler working;
    private Disposable running;

    /** What is done with a mail. */
    interface Work {
        void on(Mail mail) throws MessagingException;
    }

    /** At most {@code perDestination} of the threads work on mails to one domain. */
    DeliveryWorkers(MailQueue queue, int threads, int perDestination, Work work) {
        this.queue = queue;
        this.threads = threads;
        this.lanes = new Lanes(perDestination, PATIENCE);
        this.work = work;
    }

    void start() {
        dequeuing = Schedulers.newSingle("DeliverRemotely-queue", true);
        working = Schedulers.newBoundedElastic(threads, Integer.MAX_VALUE, "DeliverRemotely", IDLE_SECONDS, true);
        running = Flux.defer(() -> Flux.from(queue.deQueue()))
                .subscribeOn(dequeuing)
                .doOnError(e -> LOGGER.error("The queue {} gives no mail", queue.getName(), e))
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, BROKEN_QUEUE))
                .flatMap(item -> Mono.fromRunnable(() -> handle(item)).subscribeOn(working), threads)
                .subscribe();
    }

    /** What is under way has two seconds to come to an end; what is taken out of the queue meanwhile goes back. */
    void stop() {
        stopping = true;
        try {
            underWay.awaitAdvanceInterruptibly(underWay.arrive(), GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            LOGGER.info("Mails that are on their way are tried again at the next start");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        running.dispose();
        dequeuing.dispose();
        working.dispose();
    }

    private void handle(MailQueueItem item) {
        underWay.register();
        try {
            if (stopping) {
                giveBack(item);
                LifecycleUtil.dispose(item.getMail());
            } else {
                workOn(item);
            }
        } finally {
            underWay.arriveAndDeregister();
        }
    }

    private void workOn(MailQueueItem item) {
        Mail mail = item.getMail();
        try {
            work(mail);
            item.done(CompletionStatus.SUCCESS);
        } catch (Throwable t) {
            LOGGER.error("Mail {} could not be worked on and comes again", mail.getName(), t);
            comeAgain(item, mail);
        } finally {
            LifecycleUtil.dispose(mail);
        }
    }

    private void work(Mail mail) throws MessagingException, InterruptedException {
        String destination = mail.getRecipients().stream()
                .map(recipient -> recipient.getDomain().asString().toLowerCase(Locale.ROOT))
                .findFirst()
                .orElse("");
        if (!lanes.enter(destination)) {
            queue.enQueue(mail, PUT_OFF);
            return;
        }
        try {
            work.on(mail);
        } finally {
            lanes.leave(destination);
        }
    }

    /** A queue gives a mail only a few times back to those that just return it. */
    private void comeAgain(MailQueueItem item, Mail mail) {
        try {
            queue.enQueue(mail, AFTER_ERROR);
            item.done(CompletionStatus.SUCCESS);
        } catch (MessagingException | RuntimeException e) {
            LOGGER.error("Mail {} goes back into the queue as it was", mail.getName(), e);
            giveBack(item);
        }
    }

    private static void giveBack(MailQueueItem item) {
        try {
            item.done(CompletionStatus.RETRY);
        } catch (MessagingException | RuntimeException e) {
            LOGGER.error("The queue does not take a mail back; it comes again when the server starts", e);
        }
    }
}
