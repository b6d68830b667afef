package io.jamesagents.authentication.spf;

import io.jamesagents.authentication.Session;
import io.jamesagents.authentication.SpfResult;
import io.jamesagents.authentication.dns.DomainNames;
import io.jamesagents.authentication.dns.Lookups;
import java.time.Clock;

/** Whether a client may send for the domain of the reverse-path, or for its HELO name where there is none (RFC 7208). */
public final class SpfCheck {
    /** More than SMTP allows for a path (RFC 5321, 4.5.3.1). */
    private static final int PATH = 512;

    private final String receiver;
    private final Clock clock;

    /** @param receiver the name of this server, which an explanation may have in it */
    public SpfCheck(String receiver, Clock clock) {
        this.receiver = receiver;
        this.clock = clock;
    }

    public SpfResult check(Session session, Lookups lookups) {
        String sender = session.mailFrom().isEmpty() ? "postmaster@" + session.helo() : session.mailFrom();
        int at = sender.lastIndexOf('@');
        String domain = domain(sender.substring(at + 1));
        if (session.address() == null || at < 0 || sender.length() > PATH || !isDomain(domain)) {
            return new SpfResult(Outcome.NONE.word(), domain, null);
        }
        String local = at == 0 ? "postmaster" : sender.substring(0, at);
        long now = clock.instant().getEpochSecond();
        String helo = session.helo().substring(0, Math.min(session.helo().length(), PATH));
        Subject subject = new Subject(session.address(), helo, local, domain, receiver, now);
        return evaluate(new Evaluation(subject, lookups), domain);
    }

    private static SpfResult evaluate(Evaluation evaluation, String domain) {
        try {
            Evaluation.Finding finding = evaluation.check(domain);
            return new SpfResult(finding.outcome().word(), domain, evaluation.explanation(finding));
        } catch (SpfError e) {
            return new SpfResult(e.outcome().word(), domain, null);
        }
    }

    /** A name with two labels or more, and no address in brackets (RFC 7208, 4.3). */
    private static boolean isDomain(String domain) {
        return DomainNames.isName(domain) && domain.indexOf('.') > 0 && !domain.startsWith("[");
    }

    /** Without a dot at the end; a name in other letters as the DNS has it. */
    private static String domain(String text) {
        String domain = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        return domain.chars().allMatch(c -> c < 128)
                ? domain
                : DomainNames.ascii(domain).orElse("");
    }
}
