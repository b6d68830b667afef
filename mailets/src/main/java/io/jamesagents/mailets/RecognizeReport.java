package io.jamesagents.mailets;

import io.jamesagents.AgentsException.Unavailable;
import io.jamesagents.report.Recognized;
import io.jamesagents.report.Report;
import io.jamesagents.report.Reports;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recognises reports about mail: delivery reports (RFC 3464 and others), complaints (RFC 5965), answers of programs (RFC 3834).
 * One that came to the return path of a mail of ours and is about that mail and its recipient is noted as what became of it,
 * and is done with; so is a complaint that gives back such a return path. Any other mail to a return path goes on to the inbox
 * that sent the mail, or is dropped if that inbox is deleted. Mail for other recipients changes nothing and goes on. What goes
 * on is marked as what it is ({@code delivery_report}, {@code feedback_report}, {@code auto_reply}, and at a return path
 * {@code unknown_report}, among the message's marks).
 *
 * <p>While the database is away a mail waits in the spool. It has no parameters.
 *
 * <pre>{@code
 * <mailet match="All" class="io.jamesagents.mailets.RecognizeReport">
 *     <onMailetException>propagate</onMailetException>
 * </mailet>
 * }</pre>
 */
public final class RecognizeReport extends GenericMailet {
    private static final Logger LOGGER = LoggerFactory.getLogger(RecognizeReport.class);

    private static final String NOTHING = "";
    /** Of a mail to a return path that is not understood. */
    private static final String UNKNOWN = "unknown_report";

    private final Reports reports;
    private final Redelivery redelivery;

    @Inject
    public RecognizeReport(Reports reports, Redelivery redelivery) {
        this.reports = reports;
        this.redelivery = redelivery;
    }

    /** What kind of report a mail is, read once for all its recipients. */
    private final class Reading {
        private final SpooledMail raw;
        private final boolean nullSender;
        private Report.Kind kind;

        private Reading(SpooledMail raw, boolean nullSender) {
            this.raw = raw;
            this.nullSender = nullSender;
        }

        private Report.Kind kind() throws IOException {
            if (kind == null) {
                kind = reports.kind(raw, nullSender);
            }
            return kind;
        }
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        List<MailAddress> waiting = new ArrayList<>();
        Set<MailAddress> further = new LinkedHashSet<>();
        String processor = mail.getState();
        try (SpooledMail raw = SpooledMail.of(mail)) {
            Reading reading = new Reading(raw, isNullSender(mail));
            for (MailAddress recipient : mail.getRecipients()) {
                take(mail, reading, recipient, waiting).ifPresent(further::add);
            }
        } catch (IOException e) {
            throw new MessagingException("mail cannot be read from the spool: " + e.getMessage(), e);
        }
        redelivery.whenAvailable(mail, waiting, processor);
        mail.setRecipients(further);
        if (further.isEmpty()) {
            mail.setState(Mail.GHOST);
        }
    }

    /** Whom the mail goes on to, in the place of this recipient. */
    private Optional<MailAddress> take(Mail mail, Reading reading, MailAddress recipient, List<MailAddress> waiting) {
        try {
            return reports.expectedAt(recipient.asString())
                    ? report(mail, reading.raw, recipient)
                    : marked(mail, reading.kind().mark(), recipient);
        } catch (Unavailable e) {
            LOGGER.warn("Mail {} waits: {}", mail.getName(), e.getMessage(), e);
            waiting.add(recipient);
            return Optional.empty();
        } catch (Throwable t) {
            // An Error that leaves a mailet costs James the thread.
            LOGGER.error("{} failed on mail {}, which goes on as it is", getMailetName(), mail.getName(), t);
            return marked(mail, NOTHING, recipient);
        }
    }

    private Optional<MailAddress> report(Mail mail, SpooledMail raw, MailAddress recipient) throws Exception {
        Recognized found = reports.take(raw, recipient.asString(), isNullSender(mail));
        if (found.settled()) {
            return Optional.empty();
        }
        if (!reports.isReturnPath(recipient.asString())) {
            return marked(mail, found.kind().mark(), recipient);
        }
        String mark = found.kind() == Report.Kind.NONE ? UNKNOWN : found.kind().mark();
        return found.inbox().isEmpty()
                ? Optional.empty()
                : marked(mail, mark, new MailAddress(found.inbox().get()));
    }

    private static boolean isNullSender(Mail mail) {
        return mail.getMaybeSender().isNullSender();
    }

    private static Optional<MailAddress> marked(Mail mail, String mark, MailAddress recipient) {
        MailNotes.markReport(mail, mark);
        return Optional.of(recipient);
    }

    @Override
    public String getMailetInfo() {
        return "Recognises reports about mail that was sent";
    }
}
