package io.jamesagents.extraction;

import io.jamesagents.org.OrgId;

/** Fills a schema from a mail. What it gives fits the schema, whatever the mail says: {@link AnswerRules}. */
public interface Extractor {
    /** As it is shown with what it found. */
    String name();

    /** Fails with {@link ExtractionFailed} and nothing else that the mail could be the reason of. */
    Extracted extract(OrgId org, ExtractionSchema schema, MailToRead mail) throws ExtractionFailed;
}
