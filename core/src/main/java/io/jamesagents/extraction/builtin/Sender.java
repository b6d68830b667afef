package io.jamesagents.extraction.builtin;

import com.fasterxml.jackson.databind.node.TextNode;
import io.jamesagents.extraction.Found;
import io.jamesagents.extraction.Found.Evidence;
import io.jamesagents.extraction.Found.Source;
import io.jamesagents.extraction.MailToRead;
import io.jamesagents.extraction.find.Patterns;
import io.jamesagents.extraction.find.People;
import io.jamesagents.extraction.find.Words;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names and addresses of whoever sent the mail, for fields that mean them, and the part of a name that a field asks for. */
final class Sender {
    private static final Set<String> MEANT = Words.setOf(
            "name full person contact customer sender author from reply address email first last given family sur user your my");
    private static final double NAMED = 0.9;
    private static final double PRESUMED = 0.6;

    private Sender() {}

    /** The sender, if the field can mean it. */
    static Optional<Hit> of(FormField field, Kind kind, MailToRead mail) {
        if (!MEANT.containsAll(field.words())) {
            return Optional.empty();
        }
        if (kind.finder() instanceof People) {
            return hit(field, mail.senderName());
        }
        return kind.finder() == Patterns.EMAIL ? hit(field, mail.sender()) : Optional.empty();
    }

    private static Optional<Hit> hit(FormField field, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        double confidence = field.named("sender", "from", "author") ? NAMED : PRESUMED;
        return Optional.of(new Hit(TextNode.valueOf(text), new Found(confidence, new Evidence(text, Source.sender))));
    }

    /** The first or the last name if the field asks for that; a single name is a first one. */
    static Optional<Hit> part(FormField field, Hit name) {
        boolean first = field.named("first", "given");
        boolean last = field.named("last", "family", "sur");
        if (first == last) {
            return Optional.of(name);
        }
        List<String> parts =
                Arrays.asList(name.value().asText().replace(",", "").strip().split("\\s+"));
        if (last && parts.size() < 2) {
            return Optional.empty();
        }
        String part = first ? parts.get(0) : parts.get(parts.size() - 1);
        return Optional.of(new Hit(TextNode.valueOf(part), name.found()));
    }
}
