package io.jamesagents.mailets;

import io.jamesagents.inbox.Inbox;
import io.jamesagents.inbox.Inboxes;
import io.jamesagents.mailbox.MailboxQuotas;
import io.jamesagents.report.Reports;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.core.MailAddress;
import org.apache.james.core.MaybeSender;
import org.apache.james.protocols.smtp.SMTPRetCode;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.dsn.DSNStatus;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.protocols.smtp.hook.HookReturnCode;
import org.apache.james.protocols.smtp.hook.RcptHook;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes mail for agent inboxes, plus-addresses included, and refuses it in the SMTP dialogue for those that are inactive or
 * deleted, and for now (452) for those whose quota in James is used up. Takes reports about mail that was sent: at the return
 * paths of the last seven days, and at the addresses for complaints ({@code agents.reports.feedback}); forged return paths it
 * refuses. About other recipients it has no opinion: put it before {@code ValidRcptHandler}, which refuses unknown ones.
 *
 * <pre>{@code <handler class="io.jamesagents.mailets.AgentRecipients"/>}</pre>
 */
public final class AgentRecipients implements RcptHook {
    private static final Logger LOGGER = LoggerFactory.getLogger(AgentRecipients.class);

    private final Inboxes inboxes;
    private final Reports reports;
    private final MailboxQuotas quotas;

    @Inject
    public AgentRecipients(Inboxes inboxes, Reports reports, MailboxQuotas quotas) {
        this.inboxes = inboxes;
        this.reports = reports;
        this.quotas = quotas;
    }

    @Override
    public HookResult doRcpt(SMTPSession session, MaybeSender sender, MailAddress recipient) {
        try {
            if (reports.expectedAt(recipient.asString())) {
                return HookResult.OK;
            }
            if (reports.forgedReturnPath(recipient.asString())) {
                return unknown(recipient);
            }
            Optional<Inbox> inbox = inboxes.receiving(recipient.asString());
            if (inbox.isPresent()) {
                return into(inbox.get(), recipient);
            }
            return inboxes.everExisted(recipient.asString()) ? unknown(recipient) : HookResult.DECLINED;
        } catch (RuntimeException e) {
            LOGGER.error("Cannot say whether {} is an inbox", recipient, e);
            return later();
        }
    }

    private HookResult into(Inbox inbox, MailAddress recipient) {
        if (!inbox.active()) {
            return inactive(recipient);
        }
        return quotas.full(inbox.mailboxUser()) ? full(recipient) : HookResult.OK;
    }

    private static HookResult full(MailAddress recipient) {
        return HookResult.builder()
                .hookReturnCode(HookReturnCode.denySoft())
                .smtpReturnCode(SMTPRetCode.SYSTEM_STORAGE_ERROR)
                .smtpDescription(DSNStatus.getStatus(DSNStatus.TRANSIENT, DSNStatus.MAILBOX_FULL) + " Mailbox full: "
                        + recipient.asString())
                .build();
    }

    private static HookResult unknown(MailAddress recipient) {
        return refuse(DSNStatus.ADDRESS_MAILBOX, "Unknown user: " + recipient.asString());
    }

    private static HookResult inactive(MailAddress recipient) {
        return refuse(DSNStatus.MAILBOX_DISABLED, "Inactive user: " + recipient.asString());
    }

    private static HookResult refuse(String status, String text) {
        return HookResult.builder()
                .hookReturnCode(HookReturnCode.deny())
                .smtpReturnCode(SMTPRetCode.MAILBOX_PERM_UNAVAILABLE)
                .smtpDescription(DSNStatus.getStatus(DSNStatus.PERMANENT, status) + " " + text)
                .build();
    }

    private static HookResult later() {
        return HookResult.builder()
                .hookReturnCode(HookReturnCode.denySoft())
                .smtpReturnCode(SMTPRetCode.LOCAL_ERROR)
                .smtpDescription(DSNStatus.getStatus(DSNStatus.TRANSIENT, DSNStatus.UNDEFINED_STATUS)
                        + " Temporary problem, please try again later")
                .build();
    }
}
