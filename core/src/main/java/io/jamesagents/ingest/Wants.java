package io.jamesagents.ingest;

import io.jamesagents.tag.TagRule;
import io.jamesagents.thread.ThreadRules;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Which steps the operator's pipeline asks for: what the mailets before the delivery have noted on the mail. {@code marks} are
 * words that they put on the message, {@code work} is what is done once it is there.
 */
public record Wants(
        ThreadRules threading,
        boolean tagging,
        List<TagRule> tagRules,
        boolean webhook,
        Set<String> marks,
        Set<Work> work) {
    /** For mail that came past the pipeline. */
    public static final Wants EVERYTHING =
            new Wants(ThreadRules.DEFAULT, true, List.of(), true, Set.of(), EnumSet.allOf(Work.class));

    public Wants {
        tagRules = List.copyOf(tagRules);
        marks = Set.copyOf(marks);
        work = Set.copyOf(work);
    }
}
