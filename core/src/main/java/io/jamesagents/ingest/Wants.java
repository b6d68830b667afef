package io.jamesagents.ingest;

import io.jamesagents.tag.TagRule;
import io.jamesagents.thread.ThreadRules;
import java.util.List;

/** Which steps the operator's pipeline asks for: what the mailets before the delivery have noted on the mail. */
public record Wants(ThreadRules threading, boolean tagging, List<TagRule> tagRules, boolean webhook) {
    /** For mail that came past the pipeline. */
    public static final Wants EVERYTHING = new Wants(ThreadRules.DEFAULT, true, List.of(), true);

    public Wants {
        tagRules = List.copyOf(tagRules);
    }
}
