package io.jamesagents.mailets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.james.queue.api.MailQueue.MailQueueItem;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class DeliveryWorkersTest {
    private final List<String> ends = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch ended = new CountDownLatch(2);
    private final TestingQueues queue = new TestingQueues();

    /** A mail in the queue, which notes how it leaves it. */
    private MailQueueItem item(String recipient) throws Exception {
        Mail mail = MailImpl.builder().name(recipient).addRecipient(recipient).build();
        return new MailQueueItem() {
            @Override
            public Mail getMail() {
                return mail;
            }

            @Override
            public void done(CompletionStatus status) {
                ends.add(mail.getName() + " " + status);
                ended.countDown();
            }
        };
    }

    @Test
    void mailThatFailsShouldComeAgainLaterAndStopNobody() throws Exception {
        queue.items = Flux.just(item("bad@x.test"), item("good@x.test"));
        DeliveryWorkers workers = new DeliveryWorkers(queue, 1, 1, mail -> {
            if (mail.getName().startsWith("bad")) {
                throw new StackOverflowError("as a mail may cause");
            }
        });

        workers.start();

        assertThat(ended.await(1, TimeUnit.MINUTES)).isTrue();
        workers.stop();
        assertThat(ends).containsExactlyInAnyOrder("bad@x.test SUCCESS", "good@x.test SUCCESS");
        assertThat(queue.queued).hasSize(1);
        assertThat(queue.queued.get(0).delay()).isPositive();
    }

    @Test
    void stopShouldLetWhatIsUnderWayComeToItsEnd() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        queue.items = Flux.just(item("slow@x.test")).concatWith(Flux.never());
        DeliveryWorkers workers = new DeliveryWorkers(queue, 1, 1, mail -> {
            begun.countDown();
            awaitOne(answered);
        });
        workers.start();
        assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();

        Thread stopping = new Thread(workers::stop);
        stopping.start();
        answered.countDown();
        stopping.join();

        assertThat(ends).containsExactly("slow@x.test SUCCESS");
    }

    private static void awaitOne(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
