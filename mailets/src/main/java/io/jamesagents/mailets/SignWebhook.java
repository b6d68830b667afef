package io.jamesagents.mailets;

import org.apache.mailet.Mail;

/**
 * Has the inbox's webhook called, signed, for each mail that comes this way. It has no parameters: where to, which events and
 * with which secret is the inbox's own setting.
 *
 * <pre>{@code <mailet match="All" class="io.jamesagents.mailets.SignWebhook"/>}</pre>
 */
public final class SignWebhook extends AgentMailet {
    @Override
    protected void process(Mail mail) {
        MailNotes.wantWebhook(mail);
    }

    @Override
    public String getMailetInfo() {
        return "Has webhooks called";
    }
}
