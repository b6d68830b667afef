package io.jamesagents.mailets;

import io.jamesagents.AgentsException.Unavailable;
import io.jamesagents.dmarc.MailedReports;
import javax.inject.Inject;
import org.apache.mailet.Mail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files the DMARC aggregate reports in a mail (XML, gzip or zip; the first five files, up to 10 MiB each) for the organisation
 * that has verified the domain which they are about. A mail with such a report ends here. One that has none, or about whose
 * sender {@link AuthenticateSender} found that it is not who it says, goes on to the mailets behind; nobody is answered. While
 * the database is away the mail waits in the spool. It has no parameters.
 *
 * <pre>{@code
 * <mailet match="All" class="io.jamesagents.mailets.FileDmarcReport"/>
 * <mailet match="All" class="ToRepository">
 *     <repositoryPath>file://var/mail/dmarc-reports/</repositoryPath>
 * </mailet>
 * }</pre>
 */
public final class FileDmarcReport extends AgentMailet {
    private static final Logger LOGGER = LoggerFactory.getLogger(FileDmarcReport.class);

    private final MailedReports reports;
    private final Redelivery redelivery;

    @Inject
    public FileDmarcReport(MailedReports reports, Redelivery redelivery) {
        this.reports = reports;
        this.redelivery = redelivery;
    }

    @Override
    protected void process(Mail mail) throws Exception {
        if (forged(mail)) {
            LOGGER.info("Mail {} is not from whom it says: its DMARC report is not filed", mail.getName());
            return;
        }
        try (SpooledMail raw = SpooledMail.of(mail)) {
            if (reports.file(raw) > 0) {
                mail.setState(Mail.GHOST);
            } else {
                LOGGER.info("Mail {} has no DMARC report about a domain that is verified here", mail.getName());
            }
        } catch (Unavailable e) {
            LOGGER.warn("Mail {} with DMARC reports waits: {}", mail.getName(), e.getMessage());
            redelivery.whenAvailable(mail, mail.getRecipients(), mail.getState());
            mail.setState(Mail.GHOST);
        }
    }

    private static boolean forged(Mail mail) {
        return MailNotes.authentication(mail)
                .filter(block -> block.path("verdict").asText().equals("fail"))
                .isPresent();
    }

    @Override
    public String getMailetInfo() {
        return "Files DMARC reports";
    }
}
