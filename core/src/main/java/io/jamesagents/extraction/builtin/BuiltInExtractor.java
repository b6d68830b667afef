package io.jamesagents.extraction.builtin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.embedding.Embedder;
import io.jamesagents.extraction.Extracted;
import io.jamesagents.extraction.ExtractionSchema;
import io.jamesagents.extraction.Extractor;
import io.jamesagents.extraction.MailToRead;
import io.jamesagents.org.OrgId;

/**
 * Fills schemas without a model to ask, by what schemas say of their fields: pattern, format, type, name and description, and for
 * choices by how close they come to the mail in meaning. What it is not told it leaves open. It takes time that grows with the
 * mail's length up to a limit, well below a second.
 */
public final class BuiltInExtractor implements Extractor {
    /** As it is shown. */
    public static final String NAME = "built-in";

    private final Meaning meaning;

    public BuiltInExtractor(Embedder embedder) {
        this.meaning = new Meaning(embedder);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Extracted extract(OrgId org, ExtractionSchema schema, MailToRead mail) {
        Answers answers = new Answers(schema, mail, meaning);
        ObjectNode data = Form.fill(schema.schema(), answers::of);
        return new Extracted(data, answers.fields());
    }
}
