package io.jamesagents.authentication.dns;

import io.jamesagents.authentication.dns.Dns.Type;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The lookups of one evaluation: never the same twice, not more than so many, and none after the time is over. Not thread-safe.
 * One that does not answer gets half of the time that is left, so that something stays for the others.
 */
public final class Lookups {
    private static final int QUESTIONS = 250;

    private final Dns dns;
    private final long end;
    private final Map<Question, DnsAnswer> answers = new HashMap<>();

    private record Question(String name, Type type) {}

    public Lookups(Dns dns, Duration timeLimit) {
        this.dns = dns;
        this.end = System.nanoTime() + timeLimit.toNanos();
    }

    /** Whether the time of the evaluation is over. */
    public boolean over() {
        return left() <= 0;
    }

    public DnsAnswer ask(String name, Type type) {
        if (!DomainNames.isName(name)) {
            return DnsAnswer.NO_NAME;
        }
        Question question = new Question(name.toLowerCase(Locale.ROOT), type);
        DnsAnswer known = answers.get(question);
        if (known != null) {
            return known;
        }
        if (over() || answers.size() >= QUESTIONS) {
            return DnsAnswer.FAILED;
        }
        DnsAnswer answer = dns.ask(question.name(), type, Duration.ofNanos(left() / 2));
        answers.put(question, answer);
        return answer;
    }

    private long left() {
        return end - System.nanoTime();
    }
}
