package io.jamesagents.doctor.mail;

import io.jamesagents.doctor.Check;
import io.jamesagents.doctor.Findings;
import java.util.List;
import java.util.function.Supplier;

/** Whether SMTP takes mail for inboxes, and refuses mail for nobody before it has taken it. */
public final class RecipientsCheck implements Check {
    private static final String HOOK = "AgentRecipients";
    private static final String VALID = "ValidRcptHandler";

    private final Supplier<List<SmtpListener>> configured;

    public RecipientsCheck(Supplier<List<SmtpListener>> configured) {
        this.configured = configured;
    }

    @Override
    public String name() {
        return "smtp-recipients";
    }

    @Override
    public void look(Findings findings) {
        List<SmtpListener> listeners = configured.get();
        if (listeners.isEmpty()) {
            findings.fail("No SMTP server is turned on, so that no mail comes in.", "Turn one on in smtpserver.xml.");
        }
        listeners.forEach(listener -> look(listener, findings));
    }

    private static void look(SmtpListener listener, Findings findings) {
        int hook = listener.handlers().indexOf(HOOK);
        int valid = listener.handlers().indexOf(VALID);
        String advice = "Put <handler class=\"io.jamesagents.mailets." + HOOK + "\"/> before " + VALID
                + " into the handlerchain in smtpserver.xml.";
        if (hook < 0) {
            findings.fail(
                    "The handler " + HOOK + " is missing in " + listener.name()
                            + ", so that plus-addresses and bounces are refused and mail for closed inboxes is not.",
                    advice);
        } else if (valid >= 0 && valid < hook) {
            findings.fail(
                    "In " + listener.name() + " " + VALID + " refuses plus-addresses and bounces before " + HOOK
                            + " is asked.",
                    advice);
        }
        if (valid < 0) {
            findings.warn(
                    "The handler " + VALID + " is missing in " + listener.name()
                            + ", so that mail for nobody is taken and kept.",
                    "Put <handler class=\"org.apache.james.smtpserver.fastfail." + VALID + "\"/> behind " + HOOK + ".");
        }
    }
}
