package io.jamesagents.authentication;

import io.jamesagents.authentication.arc.ArcCheck;
import io.jamesagents.authentication.dkim.Body;
import io.jamesagents.authentication.dkim.DkimCheck;
import io.jamesagents.authentication.dkim.Keys;
import io.jamesagents.authentication.dkim.SignedMail;
import io.jamesagents.authentication.dns.Dns;
import io.jamesagents.authentication.dns.Lookups;
import io.jamesagents.authentication.mail.MailHeader;
import io.jamesagents.authentication.spf.SpfCheck;
import io.jamesagents.message.RawMail;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;

/** Evaluates who sent a mail. Thread-safe; every evaluation ends within its time, what is not known by then is temperror. */
public final class Authenticator {
    private final Dns dns;
    private final SpfCheck spf;
    private final Duration timeLimit;
    private final Clock clock;

    /**
     * @param authservId the name under which this server authenticates (RFC 8601, 2.5), its host name as a rule
     * @param timeLimit of one evaluation
     */
    public Authenticator(Dns dns, String authservId, Duration timeLimit, Clock clock) {
        this.dns = dns;
        this.spf = new SpfCheck(authservId, clock);
        this.timeLimit = timeLimit;
        this.clock = clock;
    }

    /** Never throws; blocks at most as long as the time limit. */
    public Authentication evaluate(Session session, RawMail mail) {
        Lookups lookups = new Lookups(dns, timeLimit);
        SpfResult sender = spf.check(session, lookups);
        try (InputStream in = new BufferedInputStream(mail.open())) {
            MailHeader header = MailHeader.read(in);
            Body body = new Body();
            Keys keys = new Keys(lookups);
            SignedMail signed = new SignedMail(header, body, keys);
            DkimCheck dkim = new DkimCheck(header, signed, clock);
            ArcCheck arc = new ArcCheck(header, signed, keys);
            body.read(in, lookups::over);
            return new Authentication(
                    "none",
                    "",
                    session.mailFrom(),
                    null,
                    sender,
                    dkim.results(),
                    new DmarcResult("none", null, null, null, false, false, null),
                    arc.result());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
