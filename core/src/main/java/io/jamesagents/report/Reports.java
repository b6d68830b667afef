package io.jamesagents.report;

import io.jamesagents.delivery.Change;
import io.jamesagents.delivery.DeliveryLedger;
import io.jamesagents.delivery.RecipientState;
import io.jamesagents.delivery.RemoteReply;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.inbox.Inboxes;
import io.jamesagents.maildomain.MailDomains;
import io.jamesagents.message.RawMail;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes reports about mail that was sent, and notes in the ledger those that are about ours: by the return path they came to,
 * or, for complaints, by the one of the mail that they give back. Whatever else a mail claims changes nothing.
 */
public final class Reports {
    private static final Logger LOGGER = LoggerFactory.getLogger(Reports.class);
    /** The kinds of feedback that mean that the recipient does not want the mail (RFC 5965, 7.3; {@code opt-out}: its drafts). */
    private static final Set<String> COMPLAINTS = Set.of("abuse", "fraud", "virus", "other", "opt-out");

    private final ReturnPaths returnPaths;
    private final DeliveryLedger ledger;
    private final Inboxes inboxes;
    private final MailDomains domains;
    private final ReportSettings settings;

    public Reports(
            ReturnPaths returnPaths,
            DeliveryLedger ledger,
            Inboxes inboxes,
            MailDomains domains,
            ReportSettings settings) {
        this.returnPaths = returnPaths;
        this.ledger = ledger;
        this.inboxes = inboxes;
        this.domains = domains;
        this.settings = settings;
    }

    /** Whether an address is one for reports alone, so that mail to it needs {@link #take}. */
    public boolean expectedAt(String address) {
        return returnPaths.good(address) || feedback(address);
    }

    /** Whether an address is a return path of ours by its form, but not by its tag: forged, too old, or of deleted mail. */
    public boolean forgedReturnPath(String address) {
        return returnPaths.ours(address) && !returnPaths.good(address);
    }

    /** Whether it is a good return path, rather than an address for complaints. */
    public boolean isReturnPath(String address) {
        return returnPaths.good(address);
    }

    private boolean feedback(String address) {
        int at = address.lastIndexOf('@');
        String local = address.substring(0, Math.max(at, 0)).toLowerCase(Locale.ROOT);
        return settings.feedback().contains(local) && domains.served(address.substring(at + 1));
    }

    /**
     * Takes a mail that came to an address for reports. Reports about deliveries come with the null sender (RFC 3464, 2), and
     * others than those change nothing; complaints also with one of their own (RFC 5965, 2).
     */
    public Recognized take(RawMail mail, String address, boolean nullSender) throws IOException {
        Report report = ReportReader.read(mail, nullSender);
        Optional<SentMail> ofPath = returnPaths.find(address);
        boolean settled =
                switch (report.kind()) {
                    case DELIVERY -> nullSender && ofPath.isPresent() && delivery(ofPath.get(), report);
                    case COMPLAINT -> complaint(ofPath.or(() -> returned(report)), report);
                    case AUTO_REPLY, NONE -> false;
                };
        Optional<String> inbox =
                ofPath.flatMap(sent -> inboxes.find(sent.inbox())).map(Inbox::address);
        if (!settled) {
            LOGGER.info("A mail to an address for reports changes nothing; it is understood as {}", report.kind());
        }
        return new Recognized(report.kind(), settled, inbox);
    }

    /** What kind of report a mail to somebody else is; it changes nothing. */
    public Report.Kind kind(RawMail mail, boolean nullSender) throws IOException {
        return ReportReader.read(mail, nullSender).kind();
    }

    private boolean delivery(SentMail sent, Report report) {
        Optional<ReportedRecipient> about = report.recipients().stream()
                .filter(recipient -> recipient.concerns(sent.recipient()))
                .findFirst();
        about.ifPresent(recipient -> note(sent, recipient));
        return about.isPresent();
    }

    private void note(SentMail sent, ReportedRecipient recipient) {
        boolean news = recipient.settled()
                ? ledger.record(sent.message(), sent.recipient(), ReportedNews.change(recipient))
                : ledger.noteDelay(sent.message(), sent.recipient(), ReportedNews.reply(recipient));
        LOGGER.info(
                "Report about message {}: {} {} ({}){}",
                sent.message(),
                recipient.kind().word(),
                recipient.status(),
                recipient.reason().word(),
                news ? "" : ", which is no news");
    }

    /** The mail whose return path the complaint gives back. */
    private Optional<SentMail> returned(Report report) {
        return report.returnPaths().stream()
                .map(returnPaths::find)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private boolean complaint(Optional<SentMail> ours, Report report) {
        if (!COMPLAINTS.contains(report.feedbackType())) {
            return false;
        }
        Optional<SentMail> sent = ours.filter(mail -> isAbout(report, mail));
        sent.ifPresent(mail -> {
            RemoteReply reply = new RemoteReply(null, null, null, "Feedback: " + report.feedbackType());
            boolean news = ledger.record(mail.message(), mail.recipient(), Change.to(RecipientState.COMPLAINED, reply));
            LOGGER.info("Complaint about message {}{}", mail.message(), news ? "" : ", which is no news");
        });
        return sent.isPresent();
    }

    /** Providers take recipients out of complaints; one that names others than the mail's is about another mail. */
    private static boolean isAbout(Report report, SentMail mail) {
        boolean sameMail = mail.rfcMessageId() != null && mail.rfcMessageId().equals(report.originalMessageId());
        return sameMail
                || report.recipients().isEmpty()
                || report.recipients().stream().anyMatch(recipient -> recipient.concerns(mail.recipient()));
    }
}
