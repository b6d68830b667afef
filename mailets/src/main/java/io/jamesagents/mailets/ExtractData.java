package io.jamesagents.mailets;

import io.jamesagents.ingest.Work;
import org.apache.mailet.Mail;

/**
 * Has the schema of the inbox filled from each mail that comes this way, once it is there; the webhook waits for that. Inboxes
 * without a schema are left alone. It has no parameters.
 *
 * <pre>{@code <mailet match="All" class="io.jamesagents.mailets.ExtractData"/>}</pre>
 */
public final class ExtractData extends AgentMailet {
    @Override
    protected void process(Mail mail) {
        MailNotes.want(mail, Work.EXTRACTION);
    }

    @Override
    public String getMailetInfo() {
        return "Has the schemas of inboxes filled";
    }
}
