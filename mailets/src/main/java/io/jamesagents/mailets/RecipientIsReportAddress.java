package io.jamesagents.mailets;

import io.jamesagents.report.Reports;
import java.util.Collection;
import java.util.List;
import javax.inject.Inject;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMatcher;

/**
 * Matches the recipients to which reports about sent mail come: return paths ({@code b+<tag>@}) of the last seven days, and the
 * addresses for complaints ({@code agents.reports.feedback}). A mail that {@link RecognizeReport} has looked at does not match
 * again. It has no parameters.
 *
 * <pre>{@code
 * <mailet match="io.jamesagents.mailets.RecipientIsReportAddress" class="ToProcessor">
 *     <processor>reports</processor>
 * </mailet>
 * }</pre>
 */
public final class RecipientIsReportAddress extends GenericMatcher {
    private final Reports reports;

    @Inject
    public RecipientIsReportAddress(Reports reports) {
        this.reports = reports;
    }

    @Override
    public Collection<MailAddress> match(Mail mail) {
        if (MailNotes.lookedAtAsReport(mail)) {
            return List.of();
        }
        return mail.getRecipients().stream()
                .filter(recipient -> reports.expectedAt(recipient.asString()))
                .toList();
    }
}
