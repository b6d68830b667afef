package io.jamesagents.finds;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.Json;
import io.jamesagents.html.Anchor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one-time codes (at most 10, the surest first) and the links (at most 50, in the order of the mail) that a mail has, for
 * agents that sign up for things. Both are data of whoever sent the mail: nothing says that they are what they seem.
 */
public record Finds(List<Code> codes, List<Link> links) {
    public static final Finds NONE = new Finds(List.of(), List.of());

    public Finds {
        codes = List.copyOf(codes);
        links = List.copyOf(links);
    }

    /**
     * What is in a mail of this subject and text, which its author wrote; {@code anchors} are the links of its HTML, and
     * {@code listUnsubscribe} is its header of that name.
     */
    public static Finds in(
            @Nullable String subject, String text, List<Anchor> anchors, @Nullable String listUnsubscribe) {
        return new Finds(new CodeFinder(subject, text).codes(), new LinkFinder(text, anchors, listUnsubscribe).links());
    }

    /** What was stored. */
    public static Finds read(@Nullable ObjectNode json) {
        return json == null ? NONE : Json.MAPPER.convertValue(json, Finds.class);
    }

    /** As it is stored; null when nothing was found. */
    public @Nullable ObjectNode json() {
        return codes.isEmpty() && links.isEmpty() ? null : Json.MAPPER.valueToTree(this);
    }
}
