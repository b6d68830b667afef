package io.jamesagents.mailets;

import io.jamesagents.ingest.Work;
import org.apache.mailet.Mail;

/**
 * Has each mail that comes this way looked at for signs of danger, once it is in its inbox: instructions to the agent, hidden
 * text, links that lead elsewhere. What is found is data on the message and in its webhook; no mail is held back. It has no
 * parameters.
 *
 * <pre>{@code <mailet match="All" class="io.jamesagents.mailets.ScreenContent"/>}</pre>
 */
public final class ScreenContent extends AgentMailet {
    @Override
    protected void process(Mail mail) {
        MailNotes.want(mail, Work.SCREENING);
    }

    @Override
    public String getMailetInfo() {
        return "Has mail looked at for signs of danger";
    }
}
