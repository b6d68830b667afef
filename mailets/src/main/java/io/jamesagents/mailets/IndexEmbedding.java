package io.jamesagents.mailets;

import io.jamesagents.ingest.Work;
import org.apache.mailet.Mail;

/**
 * Has each mail that comes this way made searchable, by words and by meaning, once it is in its inbox. It has no parameters.
 *
 * <pre>{@code <mailet match="All" class="io.jamesagents.mailets.IndexEmbedding"/>}</pre>
 */
public final class IndexEmbedding extends AgentMailet {
    @Override
    protected void process(Mail mail) {
        MailNotes.want(mail, Work.INDEXING);
    }

    @Override
    public String getMailetInfo() {
        return "Has mail made searchable";
    }
}
