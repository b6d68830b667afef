package io.jamesagents.authentication.dns;

import io.jamesagents.authentication.dns.DnsAnswer.Status;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.xbill.DNS.Cache;
import org.xbill.DNS.DClass;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.lookup.LookupSession;
import org.xbill.DNS.lookup.NoSuchDomainException;
import org.xbill.DNS.lookup.NoSuchRRSetException;

/**
 * Asks the name servers that James asks, through dnsjava, and remembers what they say for as long as they say. James's own
 * DNSService does not tell an absent record from a server that is down, which SPF and DKIM must.
 */
public final class JamesDns implements Dns {
    private static final int REMEMBERED = 50_000;
    private static final int LONGEST_SECONDS = 3600;
    private static final int LONGEST_ABSENT_SECONDS = 300;
    private static final int ALIASES = 10;
    private static final Duration FAIR = Duration.ofSeconds(1);

    private final Supplier<Resolver> resolver;
    private final Cache cache;
    private final Misses misses = new Misses();

    /** @param resolver asked for every time, since James sets it when it starts: {@code Lookup::getDefaultResolver} */
    public JamesDns(Supplier<Resolver> resolver) {
        this.resolver = resolver;
        this.cache = new Cache(DClass.IN);
        cache.setMaxEntries(REMEMBERED);
        cache.setMaxCache(LONGEST_SECONDS);
        cache.setMaxNCache(LONGEST_ABSENT_SECONDS);
    }

    @Override
    public DnsAnswer ask(String name, Type type, Duration patience) {
        DnsAnswer miss = misses.known(name, type);
        if (miss != null) {
            return miss;
        }
        DnsAnswer answer = fresh(name, type, patience);
        // Who had no time left has not found out that a server is down.
        boolean tells = answer.status() != Status.FAILED || patience.compareTo(FAIR) >= 0;
        if (answer.status() != Status.FOUND && tells) {
            misses.remember(name, type, answer);
        }
        return answer;
    }

    private DnsAnswer fresh(String name, Type type, Duration patience) {
        try {
            Name absolute = Name.fromString(escaped(name), Name.root);
            return DnsAnswer.found(values(type, records(absolute, type, patience)));
        } catch (TextParseException e) {
            return DnsAnswer.NO_NAME;
        } catch (ExecutionException e) {
            return failure(e.getCause());
        } catch (TimeoutException | RuntimeException e) {
            return DnsAnswer.FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return DnsAnswer.FAILED;
        }
    }

    private List<Record> records(Name name, Type type, Duration patience)
            throws ExecutionException, InterruptedException, TimeoutException {
        return LookupSession.builder()
                .resolver(resolver.get())
                .cache(cache)
                .maxRedirects(ALIASES)
                .build()
                .lookupAsync(name, org.xbill.DNS.Type.value(type.name()), DClass.IN)
                .toCompletableFuture()
                .get(patience.toMillis(), TimeUnit.MILLISECONDS)
                .getRecords();
    }

    private static DnsAnswer failure(Throwable cause) {
        if (cause instanceof NoSuchDomainException) {
            return DnsAnswer.NO_NAME;
        }
        return cause instanceof NoSuchRRSetException ? DnsAnswer.NO_DATA : DnsAnswer.FAILED;
    }

    /** A backslash means something to dnsjava that it does not mean in a mail. */
    private static String escaped(String name) {
        return name.replace("\\", "\\\\");
    }

    private static List<String> values(Type type, List<Record> records) {
        return switch (type) {
            case A, AAAA -> records.stream().map(JamesDns::address).toList();
            case MX -> records.stream()
                    .map(MXRecord.class::cast)
                    .sorted(Comparator.comparingInt(MXRecord::getPriority))
                    .map(record -> host(record.getTarget()))
                    .toList();
            case PTR -> records.stream()
                    .map(record -> host(((PTRRecord) record).getTarget()))
                    .toList();
            case TXT -> records.stream().map(record -> text((TXTRecord) record)).toList();
        };
    }

    private static String address(Record record) {
        InetAddress address = record instanceof org.xbill.DNS.ARecord a
                ? a.getAddress()
                : ((org.xbill.DNS.AAAARecord) record).getAddress();
        return address.getHostAddress();
    }

    private static String host(Name name) {
        return name.toString(true).toLowerCase(Locale.ROOT);
    }

    private static String text(TXTRecord record) {
        StringBuilder text = new StringBuilder();
        record.getStringsAsByteArrays().forEach(octets -> text.append(new String(octets, StandardCharsets.ISO_8859_1)));
        return text.toString();
    }
}
