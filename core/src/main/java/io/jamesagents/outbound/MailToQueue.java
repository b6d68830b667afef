package io.jamesagents.outbound;

import io.jamesagents.inbox.InboxId;
import io.jamesagents.message.MessageId;
import io.jamesagents.org.OrgId;

/** What the queued mails of one message have in common: whose it is, and whether its recipients get a link to unsubscribe by. */
record MailToQueue(MessageId message, OrgId org, InboxId inbox, String sender, boolean unsubscribe) {

    static MailToQueue of(Composed mail) {
        return new MailToQueue(
                mail.id(),
                mail.inbox().org(),
                mail.inbox().id(),
                mail.inbox().address(),
                mail.inbox().unsubscribe());
    }
}
