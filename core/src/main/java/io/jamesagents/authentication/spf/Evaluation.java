package io.jamesagents.authentication.spf;

import io.jamesagents.authentication.dns.Dns.Type;
import io.jamesagents.authentication.dns.DnsAnswer;
import io.jamesagents.authentication.dns.Lookups;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One evaluation, {@code check_host()} of RFC 7208, section 4, with the counters of 4.6.4. Records that include records make it
 * call itself, not more than ten deep, since each of them counts.
 */
final class Evaluation {
    private static final int TERMS = 10;
    private static final int VOID_LOOKUPS = 2;
    private static final int MAIL_HOSTS = 10;
    private static final int EXPLANATION = 500;

    private final Subject subject;
    private final Lookups lookups;
    private final ClientNames names;
    private final Macros macros;
    private int terms;
    private int voids;

    Evaluation(Subject subject, Lookups lookups) {
        this.subject = subject;
        this.lookups = lookups;
        this.names = new ClientNames(subject, lookups);
        this.macros = new Macros(subject, names);
    }

    /** What came out, and the record that said so, under that domain; no record where there is none. */
    record Finding(Outcome outcome, @Nullable SpfRecord record, String domain) {}

    Finding check(String start) throws SpfError {
        String domain = start;
        for (boolean redirected = false; ; redirected = true) {
            Optional<SpfRecord> found = record(domain);
            if (found.isEmpty()) {
                if (redirected) {
                    throw SpfError.permanent();
                }
                return new Finding(Outcome.NONE, null, domain);
            }
            SpfRecord record = found.get();
            for (Term term : record.terms()) {
                if (matches(term, domain)) {
                    return new Finding(term.outcome(), record, domain);
                }
            }
            if (record.redirect() == null) {
                return new Finding(Outcome.NEUTRAL, record, domain);
            }
            count();
            domain = macros.name(record.redirect(), domain);
        }
    }

    private Optional<SpfRecord> record(String domain) throws SpfError {
        DnsAnswer answer = answered(lookups.ask(domain, Type.TXT));
        List<String> records = answer.values().stream().filter(SpfRecord::isOne).toList();
        if (records.size() > 1) {
            throw SpfError.permanent();
        }
        return records.isEmpty() ? Optional.empty() : Optional.of(SpfRecord.parse(records.get(0)));
    }

    private boolean matches(Term term, String domain) throws SpfError {
        if (term.mechanism().asks()) {
            count();
        }
        String target = term.domain() == null ? domain : macros.name(term.domain(), domain);
        return switch (term.mechanism()) {
            case ALL -> true;
            case IP4, IP6 -> term.network().contains(subject.address());
            case INCLUDE -> includes(target);
            case EXISTS -> !ask(target, Type.A).values().isEmpty();
            case PTR -> names.areBelow(target);
            case A -> isAmong(term, ask(target, addressType()));
            case MX -> isMailHost(term, target);
        };
    }

    private boolean includes(String domain) throws SpfError {
        Outcome outcome = check(domain).outcome();
        if (outcome == Outcome.NONE) {
            throw SpfError.permanent();
        }
        return outcome == Outcome.PASS;
    }

    private boolean isMailHost(Term term, String domain) throws SpfError {
        List<String> hosts = ask(domain, Type.MX).values();
        if (hosts.size() > MAIL_HOSTS) {
            throw SpfError.permanent();
        }
        for (String host : hosts) {
            if (isAmong(term, answered(lookups.ask(host, addressType())))) {
                return true;
            }
        }
        return false;
    }

    private boolean isAmong(Term term, DnsAnswer addresses) {
        return addresses.values().stream()
                .flatMap(address -> Addresses.bytes(address).stream())
                .anyMatch(address -> term.around(address).contains(subject.address()));
    }

    private Type addressType() {
        return subject.isIp4() ? Type.A : Type.AAAA;
    }

    /** A lookup that a term names itself: those that find nothing are counted. */
    private DnsAnswer ask(String name, Type type) throws SpfError {
        DnsAnswer answer = answered(lookups.ask(name, type));
        if (answer.empty() && ++voids > VOID_LOOKUPS) {
            throw SpfError.permanent();
        }
        return answer;
    }

    private static DnsAnswer answered(DnsAnswer answer) throws SpfError {
        if (answer.failed()) {
            throw SpfError.temporary();
        }
        return answer;
    }

    private void count() throws SpfError {
        if (++terms > TERMS) {
            throw SpfError.permanent();
        }
    }

    /** What the owner says about a fail; null when that cannot be had, which changes nothing (RFC 7208, 6.2). */
    @Nullable String explanation(Finding finding) {
        if (finding.outcome() != Outcome.FAIL || finding.record().explanation() == null) {
            return null;
        }
        try {
            String name = macros.name(finding.record().explanation(), finding.domain());
            List<String> texts = lookups.ask(name, Type.TXT).values();
            if (texts.size() != 1) {
                return null;
            }
            String text = macros.text(MacroString.explanation(texts.get(0)), finding.domain());
            return text.substring(0, Math.min(text.length(), EXPLANATION));
        } catch (SpfError e) {
            return null;
        }
    }
}
