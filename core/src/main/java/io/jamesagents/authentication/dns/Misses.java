package io.jamesagents.authentication.dns;

import io.jamesagents.authentication.dns.Dns.Type;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What was asked for in vain, for half a minute, whether or not the answer said how long that is so: a server that is down, or
 * loses questions, would otherwise be waited for by every mail anew (RFC 2308, 7).
 */
final class Misses {
    private static final Duration KEPT = Duration.ofSeconds(30);
    private static final int MOST = 50_000;

    private final Map<Question, Miss> misses = new ConcurrentHashMap<>();

    private record Question(String name, Type type) {}

    private record Miss(DnsAnswer answer, long since) {
        boolean old() {
            return System.nanoTime() - since > KEPT.toNanos();
        }
    }

    /** Null for what is not known. */
    DnsAnswer known(String name, Type type) {
        Question question = question(name, type);
        Miss miss = misses.get(question);
        if (miss != null && miss.old()) {
            misses.remove(question, miss);
            return null;
        }
        return miss == null ? null : miss.answer();
    }

    void remember(String name, Type type, DnsAnswer answer) {
        if (misses.size() >= MOST) {
            misses.clear();
        }
        misses.put(question(name, type), new Miss(answer, System.nanoTime()));
    }

    private static Question question(String name, Type type) {
        return new Question(name.toLowerCase(Locale.ROOT), type);
    }
}
