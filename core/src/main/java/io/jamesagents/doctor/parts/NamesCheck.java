package io.jamesagents.doctor.parts;

import io.jamesagents.doctor.Check;
import io.jamesagents.doctor.Findings;
import io.jamesagents.doctor.mail.SmtpListener;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Whether a server that takes mail from elsewhere has a domain that is known elsewhere. */
public final class NamesCheck implements Check {
    private static final List<String> NOWHERE = List.of(".localhost", ".local", ".test", ".invalid", ".example");

    private final String domain;
    private final Supplier<List<SmtpListener>> listeners;

    public NamesCheck(String domain, Supplier<List<SmtpListener>> listeners) {
        this.domain = domain.toLowerCase(Locale.ROOT);
        this.listeners = listeners;
    }

    @Override
    public String name() {
        return "domain";
    }

    @Override
    public void look(Findings findings) {
        boolean nowhere = !domain.contains(".") || NOWHERE.stream().anyMatch(domain::endsWith);
        if (nowhere && listeners.get().stream().anyMatch(SmtpListener::open)) {
            findings.warn(
                    "The domain of the inboxes is " + domain + ", which nobody elsewhere can write to.",
                    "Set agents.domain to a domain of yours whose MX record names this server.");
        }
    }
}
