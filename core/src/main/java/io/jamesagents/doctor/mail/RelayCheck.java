package io.jamesagents.doctor.mail;

import io.jamesagents.doctor.Check;
import io.jamesagents.doctor.Findings;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Whether somebody may send to anywhere without having logged in, for the address that the connection comes from. */
public final class RelayCheck implements Check {
    private static final String ADVICE = "Leave authorizedAddresses empty in smtpserver.xml, and let programs log in.";

    private final Supplier<List<SmtpListener>> configured;

    public RelayCheck(Supplier<List<SmtpListener>> configured) {
        this.configured = configured;
    }

    @Override
    public String name() {
        return "open-relay";
    }

    @Override
    public void look(Findings findings) {
        configured.get().forEach(listener -> listener.trusted().forEach(text -> look(listener, text, findings)));
    }

    private static void look(SmtpListener listener, String text, Findings findings) {
        String who = listener.name() + " lets " + text;
        Optional<TrustedNetwork> network = TrustedNetwork.parse(text);
        if (network.isEmpty()) {
            findings.warn(who + " relay, which is no address.", ADVICE);
        } else if (!network.get().closed()) {
            findings.fail(who + " relay without a password, which are addresses of others: an open relay.", ADVICE);
        } else if (network.get().onlyLoopback() && listener.open()) {
            findings.fail(
                    who
                            + " relay without a password while others can connect: behind a proxy, NAT or container they all"
                            + " come from there.",
                    ADVICE);
        } else {
            findings.warn(who + " relay without a password: every program there sends as whoever it likes.", ADVICE);
        }
    }
}
