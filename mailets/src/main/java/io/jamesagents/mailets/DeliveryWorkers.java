package io.jamesagents.mailets;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
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
    private static final int BROKEN_QUEUE_SECONDS = 10;
    private static final int IDLE_SECONDS = 60;
    private static final int GRACE_SECONDS = 2;

    private final MailQueue queue;
    private final int threads;
    private final Lanes lanes;
    private final Work work;
    private final Phaser underWay = new Phaser(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
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

    /** What is under way has two seconds to come to an end; the rest is in the queue again at the next start. */
    void stop() {
        stopping = true;
        try {
            underWay.awaitAdvanceInterruptibly(underWay.arrive(), GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            LOGGER.info("Mails that are on their way are tried again at the next start");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stopped.countDown();
        running.dispose();
        dequeuing.dispose();
        working.dispose();
    }

    private void handle(MailQueueItem item) {
        if (stopping) {
            // Given back it would come again at once, and after some times be taken for one that does harm.
            awaitStop(GRACE_SECONDS);
            return;
        }
        underWay.register();
        try {
            workOn(item);
        } finally {
            underWay.arriveAndDeregister();
        }
    }

    private boolean awaitStop(int seconds) {
        try {
            return stopped.await(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void workOn(MailQueueItem item) {
        Mail mail = item.getMail();
        try {
            if (worked(mail) || comesAgain(mail)) {
                item.done(CompletionStatus.SUCCESS);
            }
        } catch (MessagingException | RuntimeException e) {
            LOGGER.error("The queue does not let mail {} go, which may be worked on twice", mail.getName(), e);
        } finally {
            LifecycleUtil.dispose(mail);
        }
    }

    private boolean worked(Mail mail) {
        try {
            work(mail);
            return true;
        } catch (Throwable t) {
            LOGGER.error("Mail {} could not be worked on and comes again", mail.getName(), t);
            return false;
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

    /** A queue gives a mail back only some times, and then takes it for one that does harm: so it is put in anew. */
    private boolean comesAgain(Mail mail) {
        while (!putBack(mail)) {
            if (awaitStop(BROKEN_QUEUE_SECONDS)) {
                return false;
            }
        }
        return true;
    }

    private boolean putBack(Mail mail) {
        try {
            queue.enQueue(mail, AFTER_ERROR);
            return true;
        } catch (MessagingException | RuntimeException e) {
            LOGGER.error("The queue does not take mail {}, which is put into it again later", mail.getName(), e);
            return false;
        }
    }
}
