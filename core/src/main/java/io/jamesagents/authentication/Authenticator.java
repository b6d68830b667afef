package io.jamesagents.authentication;

import io.jamesagents.authentication.arc.ArcCheck;
import io.jamesagents.authentication.dkim.Body;
import io.jamesagents.authentication.dkim.DkimCheck;
import io.jamesagents.authentication.dkim.Keys;
import io.jamesagents.authentication.dkim.SignedMail;
import io.jamesagents.authentication.dmarc.Author;
import io.jamesagents.authentication.dmarc.DmarcCheck;
import io.jamesagents.authentication.dns.Dns;
import io.jamesagents.authentication.dns.Lookups;
import io.jamesagents.authentication.mail.MailHeader;
import io.jamesagents.authentication.spf.SpfCheck;
import io.jamesagents.message.RawMail;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Evaluates who sent a mail. Thread-safe; every evaluation ends within its time, what is not known by then is temperror. */
public final class Authenticator {
    private static final Logger LOGGER = LoggerFactory.getLogger(Authenticator.class);
    private static final String UNKNOWN = "temperror";

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
        try (InputStream in = new BufferedInputStream(mail.open())) {
            return evaluate(session, in, lookups);
        } catch (IOException | RuntimeException e) {
            LOGGER.error("A mail could not be authenticated", e);
            return unknown(session);
        }
    }

    private Authentication evaluate(Session session, InputStream in, Lookups lookups) throws IOException {
        SpfResult sender = spf.check(session, lookups);
        MailHeader header = MailHeader.read(in);
        Body body = new Body();
        Keys keys = new Keys(lookups);
        SignedMail mail = new SignedMail(header, body, keys);
        DkimCheck dkim = new DkimCheck(header, mail, clock);
        ArcCheck arc = new ArcCheck(header, mail, keys);
        body.read(in, lookups::over);
        List<DkimResult> signatures = dkim.results();
        Optional<Author> author = Author.of(header);
        DmarcCheck.Finding dmarc = DmarcCheck.check(author, sender, signatures, lookups);
        return new Authentication(
                dmarc.verdict(),
                author.map(Author::address).orElse(""),
                session.mailFrom(),
                dmarc.verifiedDomain(),
                sender,
                signatures,
                dmarc.result(),
                arc.result());
    }

    private static Authentication unknown(Session session) {
        DmarcResult dmarc = new DmarcResult(UNKNOWN, null, null, null, false, false, null);
        ArcResult arc = new ArcResult(UNKNOWN, 0, null, null);
        SpfResult sender = new SpfResult(UNKNOWN, "", null);
        return new Authentication(UNKNOWN, "", session.mailFrom(), null, sender, List.of(), dmarc, arc);
    }
}
