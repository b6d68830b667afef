package io.jamesagents.doctor.parts;

import io.jamesagents.doctor.Check;
import io.jamesagents.doctor.Findings;
import io.jamesagents.doctor.mail.SmtpListener;
import java.util.function.Supplier;

/** Whether webadmin, which can read and change everything, asks who is there. */
public final class WebadminCheck implements Check {
    private final Supplier<Webadmin> configured;

    public WebadminCheck(Supplier<Webadmin> configured) {
        this.configured = configured;
    }

    @Override
    public String name() {
        return "webadmin";
    }

    @Override
    public void look(Findings findings) {
        Webadmin webadmin = configured.get();
        boolean open = !SmtpListener.loopback(webadmin.host());
        if (webadmin.enabled() && !webadmin.token()) {
            findings.fail(
                    "Webadmin wants no token: "
                            + (open ? "whoever reaches " + webadmin.host() : "every program on this machine")
                            + " can read and change everything.",
                    "Set jwt.enabled=true and jwt.publickeypem.url in webadmin.properties.");
        } else if (webadmin.enabled() && open && !webadmin.tls()) {
            findings.warn(
                    "Webadmin listens on " + webadmin.host() + " without TLS: its token can be read on the way.",
                    "Set host=127.0.0.1 in webadmin.properties, or put TLS before it.");
        }
    }
}
