package io.jamesagents.rest.search;

import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.message.Direction;
import io.jamesagents.rest.request.Query;
import io.jamesagents.search.Refinement;
import io.jamesagents.thread.ThreadStatus;
import java.time.Instant;
import java.util.Arrays;

/** Reads what a search asks for beside its text. */
final class Refinements {
    private Refinements() {}

    static Refinement of(Query query) {
        String status = query.text("status");
        return of(
                query.text("from"),
                query.text("to"),
                query.text("participant"),
                query.time("before"),
                query.time("after"),
                query.text("direction"),
                query.text("has_attachment"),
                status,
                query.text("tag"));
    }

    /** As texts; null for anything. */
    static Refinement of(
            String from,
            String to,
            String participant,
            Instant before,
            Instant after,
            String direction,
            String hasAttachment,
            String status,
            String tag) {
        return new Refinement(
                from,
                to,
                participant,
                before,
                after,
                direction == null ? null : direction(direction),
                hasAttachment == null ? null : flag(hasAttachment),
                status == null ? null : ThreadStatus.parse(status),
                tag);
    }

    private static Direction direction(String word) {
        return Arrays.stream(Direction.values())
                .filter(direction -> direction.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new Invalid("direction", "direction must be inbound or outbound"));
    }

    private static boolean flag(String word) {
        if (!word.equals("true") && !word.equals("false")) {
            throw new Invalid("has_attachment", "has_attachment must be true or false");
        }
        return word.equals("true");
    }
}
