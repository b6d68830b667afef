package io.jamesagents.doctor.machine;

import io.jamesagents.authentication.dns.Dns;
import io.jamesagents.authentication.dns.DnsAnswer;
import io.jamesagents.doctor.Check;
import io.jamesagents.doctor.Findings;
import java.time.Duration;
import java.util.function.Supplier;

/** Whether a name server answers, and knows a name that all the world has. */
public final class DnsCheck implements Check {
    private static final String PUBLIC = "org";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Supplier<Dns> dns;

    /** @param dns gives one that remembers nothing */
    public DnsCheck(Supplier<Dns> dns) {
        this.dns = dns;
    }

    @Override
    public String name() {
        return "dns";
    }

    @Override
    public void look(Findings findings) {
        DnsAnswer answer = dns.get().ask(PUBLIC, Dns.Type.TXT, PATIENCE);
        if (answer.failed()) {
            findings.fail(
                    "No name server answers, so that senders are not verified and mail does not leave.",
                    "Name one that does: agents.dns.servers of ./serve, or servers in dnsservice.xml.");
        } else if (answer.equals(DnsAnswer.NO_NAME)) {
            findings.warn(
                    "The name server does not know the public suffix " + PUBLIC
                            + ", nor, it seems, the domains of others.",
                    "Unless this network has nothing to do with the internet, name another in dnsservice.xml.");
        }
    }
}
