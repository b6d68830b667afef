package io.jamesagents.mailets;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.authentication.Authentication;
import io.jamesagents.authentication.Authenticator;
import io.jamesagents.authentication.Evaluations;
import io.jamesagents.authentication.Session;
import io.jamesagents.authentication.Verdicts;
import java.net.InetAddress;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.Mail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out who sent a mail: SPF, every DKIM signature, DMARC with alignment, and ARC. It refuses nothing: what it found is the
 * block {@code authentication} of the message and of the webhook, and a field {@code Authentication-Results} in the mailbox; who
 * joins a thread without it may be marked as unverified. Without this mailet nothing is known about senders.
 *
 * <p>Mail that an inbox here sent, and mail of a user who logged in and writes from its own address, passes for what the
 * server knows itself. The rest needs the DNS, on a few threads of its own: a mail whose answers do not come within a second goes
 * back into the spool for some seconds while they are waited for, and past {@code agents.authentication.hold} seconds it
 * goes on with the verdict {@code temperror}. It has no parameters; {@code agents.authentication.*} in {@code agents.properties}
 * are for all of them. Put it first in the processors {@code agents} and {@code dmarc-reports}.
 *
 * <pre>{@code <mailet match="All" class="io.jamesagents.mailets.AuthenticateSender"/>}</pre>
 */
public final class AuthenticateSender extends AgentMailet {
    private static final Logger LOGGER = LoggerFactory.getLogger(AuthenticateSender.class);

    private final Authenticator authenticator;
    private final Evaluations evaluations;
    private final Redelivery redelivery;
    private final Clock clock;

    @Inject
    public AuthenticateSender(
            Authenticator authenticator, Evaluations evaluations, Redelivery redelivery, Clock clock) {
        this.authenticator = authenticator;
        this.evaluations = evaluations;
        this.redelivery = redelivery;
        this.clock = clock;
    }

    @Override
    @SuppressWarnings("CatchingUnchecked")
    protected void process(Mail mail) {
        if (MailNotes.authentication(mail).isPresent()) {
            return;
        }
        try {
            Optional<ObjectNode> found = find(mail);
            if (found.isPresent()) {
                MailNotes.authentication(mail, found.get());
            } else {
                putOff(mail);
            }
        } catch (Throwable t) {
            // A mail that is too much for this step must not come out of it as one that nobody has looked at.
            LOGGER.error("Nothing can be found out about the sender of mail {}", mail.getName(), t);
            MailNotes.authentication(mail, unknown(mail));
        }
    }

    private Optional<ObjectNode> find(Mail mail) throws Exception {
        Optional<ObjectNode> own = KnownSender.of(mail);
        return own.isPresent()
                ? own
                : evaluations
                        .of(MailNotes.ingestId(mail), () -> evaluation(mail))
                        .map(Authentication::toJson);
    }

    /** Works on a copy: the mail itself may be in the queue again by then. */
    private Callable<Authentication> evaluation(Mail mail) throws Exception {
        Session session = session(mail);
        SpooledMail copy = SpooledMail.of(mail);
        return () -> {
            try (copy) {
                return authenticator.evaluate(session, copy);
            }
        };
    }

    private static Session session(Mail mail) throws Exception {
        Optional<String> helo = AttributeUtils.getValueAndCastFromMail(mail, Mail.SMTP_HELO, String.class);
        boolean overSmtp =
                helo.isPresent() || mail.getAttribute(Mail.SMTP_SESSION_ID).isPresent();
        // James gives other mail its own address.
        InetAddress client = overSmtp ? InetAddress.getByName(mail.getRemoteAddr()) : null;
        return new Session(client, helo.orElse(""), mail.getMaybeSender().asString(""));
    }

    private void putOff(Mail mail) throws MessagingException {
        if (evaluations.overdue(MailNotes.authenticatingSince(mail, clock.instant()), clock.instant())) {
            LOGGER.info("The DNS did not answer in time for mail {}", mail.getName());
            MailNotes.authentication(mail, unknown(mail));
        } else {
            redelivery.soon(mail);
            mail.setState(Mail.GHOST);
        }
    }

    private static ObjectNode unknown(Mail mail) {
        return Verdicts.unknown(mail.getMaybeSender().asString("")).toJson();
    }

    @Override
    public String getMailetInfo() {
        return "Finds out who sent mail";
    }
}
