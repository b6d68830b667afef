package io.jamesagents.mailets;

import org.apache.mailet.Mail;

/**
 * Names the mail before any matcher can split it, so that a redelivery after a crash is recognised. It has to be the first
 * mailet of the {@code root} processor.
 *
 * <pre>{@code <mailet match="All" class="io.jamesagents.mailets.StampIngestId"/>}</pre>
 */
public final class StampIngestId extends AgentMailet {
    @Override
    protected void process(Mail mail) {
        MailNotes.ingestId(mail);
    }

    @Override
    public String getMailetInfo() {
        return "Names the mail over redeliveries";
    }
}
