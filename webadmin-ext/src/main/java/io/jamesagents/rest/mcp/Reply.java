package io.jamesagents.rest.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.rest.answer.OpenAnswer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What becomes of a request: a result, or, when that is null, somebody who has it later. */
record Reply(@Nullable ObjectNode result, @Nullable Consumer<OpenAnswer> later) {

    static Reply now(ObjectNode result) {
        return new Reply(result, null);
    }
}
