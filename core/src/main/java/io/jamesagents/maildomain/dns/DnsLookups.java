package io.jamesagents.maildomain.dns;

import io.jamesagents.maildomain.dns.DnsRecord.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.james.dnsservice.api.DNSService;
import org.apache.james.dnsservice.api.TemporaryResolutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for records in the DNS, the records of a domain side by side and within ten seconds. An answer that does not come, or
 * for which no thread is free, is no error.
 */
public final class DnsLookups {
    private static final Logger LOGGER = LoggerFactory.getLogger(DnsLookups.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int THREADS = 32;
    private static final int WAITING = 100;

    private final DNSService dns;
    private final Duration patience;
    private final ExecutorService threads;

    public DnsLookups(DNSService dns) {
        this(dns, PATIENCE);
    }

    DnsLookups(DNSService dns, Duration patience) {
        this.dns = dns;
        this.patience = patience;
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                THREADS, THREADS, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(WAITING), DnsLookups::thread);
        pool.allowCoreThreadTimeOut(true);
        this.threads = pool;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "agents-dns");
        thread.setDaemon(true);
        return thread;
    }

    /** How the records were found; {@code complete} is false when the DNS did not answer for all of them. */
    public record Findings(Map<Kind, RecordState> states, boolean complete) {}

    public Findings look(List<DnsRecord> records) {
        List<CompletableFuture<DnsAnswer>> answers = new ArrayList<>();
        records.forEach(record -> answers.add(ask(record)));
        CompletableFuture<?> deadline =
                new CompletableFuture<>().completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS);
        CompletableFuture<?> all = CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new));
        CompletableFuture.anyOf(all, deadline).exceptionally(failed -> null).join();
        Map<Kind, RecordState> states = new EnumMap<>(Kind.class);
        boolean complete = true;
        for (int i = 0; i < records.size(); i++) {
            DnsAnswer answer = answers.get(i).getNow(DnsAnswer.NONE_CAME);
            complete &= answer.came();
            states.put(records.get(i).kind(), RecordCheck.judge(records.get(i), answer));
        }
        return new Findings(states, complete);
    }

    private CompletableFuture<DnsAnswer> ask(DnsRecord record) {
        try {
            return CompletableFuture.supplyAsync(() -> answer(record), threads).exceptionally(failure -> {
                LOGGER.info(
                        "The DNS did not answer for {}: {}",
                        record.name(),
                        cause(failure).toString());
                return DnsAnswer.NONE_CAME;
            });
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(DnsAnswer.NONE_CAME);
        }
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** The dot at the end keeps the machine's search path out of it. */
    private DnsAnswer answer(DnsRecord record) {
        String name = record.name() + ".";
        try {
            return record.kind() == Kind.MX
                    ? DnsAnswer.hosts(List.copyOf(dns.findMXRecords(name)))
                    : DnsAnswer.texts(List.copyOf(dns.findTXTRecords(name)));
        } catch (TemporaryResolutionException e) {
            throw new CompletionException(e);
        }
    }
}
