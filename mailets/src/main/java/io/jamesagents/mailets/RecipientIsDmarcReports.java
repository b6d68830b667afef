package io.jamesagents.mailets;

import io.jamesagents.dmarc.DmarcAddress;
import java.util.Collection;
import javax.inject.Inject;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMatcher;

/**
 * Matches the address to which receivers send their DMARC reports, {@code agents.dmarc.reports}. It has no parameters.
 *
 * <pre>{@code
 * <mailet match="io.jamesagents.mailets.RecipientIsDmarcReports" class="ToProcessor">
 *     <processor>dmarc-reports</processor>
 * </mailet>
 * }</pre>
 */
public final class RecipientIsDmarcReports extends GenericMatcher {
    private final DmarcAddress reports;

    @Inject
    public RecipientIsDmarcReports(DmarcAddress reports) {
        this.reports = reports;
    }

    @Override
    public Collection<MailAddress> match(Mail mail) {
        return mail.getRecipients().stream()
                .filter(recipient -> reports.is(recipient.asString()))
                .toList();
    }
}
