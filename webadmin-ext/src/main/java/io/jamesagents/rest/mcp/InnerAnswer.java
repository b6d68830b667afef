package io.jamesagents.rest.mcp;

import io.jamesagents.rest.answer.OpenAnswer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What came back of an inner request; when {@code later} is there, the body comes only when that is given an answer to fill. */
record InnerAnswer(int status, byte[] body, @Nullable Consumer<OpenAnswer> later) {}
