package io.jamesagents.mailets;

import io.jamesagents.inbox.Inboxes;
import java.util.Collection;
import javax.inject.Inject;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMatcher;

/**
 * Matches the recipients that are agent inboxes, with or without a part behind a plus sign. It has no parameters.
 *
 * <pre>{@code
 * <mailet match="io.jamesagents.mailets.RecipientIsAgentInbox" class="ToProcessor">
 *     <processor>agents</processor>
 * </mailet>
 * }</pre>
 */
public final class RecipientIsAgentInbox extends GenericMatcher {
    private final Inboxes inboxes;

    @Inject
    public RecipientIsAgentInbox(Inboxes inboxes) {
        this.inboxes = inboxes;
    }

    @Override
    public Collection<MailAddress> match(Mail mail) {
        return mail.getRecipients().stream()
                .filter(recipient -> inboxes.receiving(recipient.asString()).isPresent())
                .toList();
    }
}
