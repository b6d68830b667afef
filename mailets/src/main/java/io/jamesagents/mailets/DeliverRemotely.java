package io.jamesagents.mailets;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.dnsservice.api.DNSService;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.metrics.api.TimeMetric;
import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.transport.mailets.RemoteDelivery;
import org.apache.james.transport.mailets.remote.delivery.Bouncer;
import org.apache.james.transport.mailets.remote.delivery.DeliveryRunnable;
import org.apache.james.transport.mailets.remote.delivery.MailDelivrer;
import org.apache.james.transport.mailets.remote.delivery.RemoteDeliveryConfiguration;
import org.apache.mailet.Mail;
import org.apache.mailet.ProcessingState;

/**
 * Sends mail to other servers, as James's {@code RemoteDelivery} does, and writes down what becomes of the mail of agents: when
 * an attempt begins, what the other side says, when the next attempt is due, how it ends. Agents' mail that is not taken
 * causes no mail about it; mail of people goes to the bounce processor, as ever.
 *
 * <p>While the database is away mail goes on all the same; its end is then written down later, by {@link RecordDelivery} in the
 * processor {@code unrecorded}, which has to exist.
 *
 * <p>It has the parameters of {@code RemoteDelivery} ({@code gateway}, {@code delayTime}, {@code maxRetries}, {@code timeout},
 * {@code bounceProcessor} and so on), and:
 *
 * <ul>
 *   <li>{@code deliveryThreads}: how many mails are on their way at the same time. Default 64.
 *   <li>{@code perDomain}: how many of them to one domain, so that a slow server does not stop the mail to others. Mail that
 *       finds no room is put off for ten seconds, which is no attempt. With a gateway, which takes all mail, there is no such
 *       limit. Default a quarter of the threads.
 * </ul>
 *
 * <pre>{@code
 * <mailet match="All" class="io.jamesagents.mailets.DeliverRemotely">
 *     <delayTime>1 minute, 5 minutes, 1 hour</delayTime>
 *     <maxRetries>3</maxRetries>
 *     <bounceProcessor>bounces</bounceProcessor>
 * </mailet>
 * }</pre>
 */
public final class DeliverRemotely extends RemoteDelivery {
    private static final int DEFAULT_THREADS = 64;
    private static final int MAX_THREADS = 1000;
    private static final int SHARE = 4;
    /** One attempt, from the look for a server to its last answer. */
    private static final String ATTEMPT = "agents.delivery.attempt.seconds";

    private final DNSService dns;
    private final DomainList domains;
    private final MailQueueFactory<?> queues;
    private final MetricFactory metrics;
    private final DeliveryNotes notes;
    private final Clock clock;
    private DeliveryWorkers workers;

    @Inject
    public DeliverRemotely(
            DNSService dns,
            DomainList domains,
            MailQueueFactory<?> queues,
            MetricFactory metrics,
            DeliveryNotes notes,
            Clock clock) {
        // James's own threads would take the mails out of the queue.
        super(dns, domains, queues, metrics, ThreadState.DO_NOT_START_THREADS);
        this.dns = dns;
        this.domains = domains;
        this.queues = queues;
        this.metrics = metrics;
        this.notes = notes;
        this.clock = clock;
    }

    @Override
    public void init() throws MessagingException {
        super.init();
        RemoteDeliveryConfiguration configuration = new RemoteDeliveryConfiguration(getMailetConfig(), domains);
        MailQueue queue = queues.createQueue(configuration.getOutGoingQueueName());
        // So that it is shown before there is one.
        metrics.timer(ATTEMPT);
        int threads = number("deliveryThreads", DEFAULT_THREADS);
        boolean oneDestination = !configuration.getGatewayServer().isEmpty();
        int perDomain = oneDestination ? threads : number("perDomain", Math.max(1, threads / SHARE));
        RemoteAttempts attempts = attempts(configuration, queue);
        workers = new DeliveryWorkers(queue, threads, perDomain, mail -> timed(attempts, mail));
        workers.start();
    }

    private void timed(RemoteAttempts attempts, Mail mail) throws MessagingException {
        TimeMetric attempt = metrics.timer(ATTEMPT);
        try {
            attempts.attempt(mail);
        } finally {
            attempt.stopAndPublish();
        }
    }

    private RemoteAttempts attempts(RemoteDeliveryConfiguration configuration, MailQueue queue) {
        Bouncer bouncer = new Bouncer(configuration, getMailetContext());
        MailDelivrer delivery = new MailDelivrer(
                configuration, new AskedHost(configuration, getMailetContext()), dns, bouncer, getMailetContext());
        Metric sent = metrics.generate(DeliveryRunnable.OUTGOING_MAILS);
        return new RemoteAttempts(configuration, delivery, bouncer, queue, notes, sent, clock);
    }

    private int number(String parameter, int absent) throws MessagingException {
        String text = getInitParameter(parameter, String.valueOf(absent)).trim();
        if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MAX_THREADS) {
            throw new MessagingException("DeliverRemotely: " + parameter + " must be between 1 and " + MAX_THREADS);
        }
        return Integer.parseInt(text);
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        notes.queuedAgain(mail);
        super.service(mail);
    }

    @Override
    public void destroy() {
        workers.stop();
        super.destroy();
    }

    @Override
    public Collection<ProcessingState> requiredProcessingState() {
        List<ProcessingState> states = new ArrayList<>(super.requiredProcessingState());
        states.add(new ProcessingState(Redelivery.UNRECORDED));
        return states;
    }

    @Override
    public String getMailetInfo() {
        return "Sends mail to other servers and writes down what becomes of it";
    }
}
