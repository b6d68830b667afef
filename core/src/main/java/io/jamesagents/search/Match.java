package io.jamesagents.search;

import io.jamesagents.message.MessageId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a thread was found: the message, the passage of it that is closest to what was asked for (null when it was found by words alone), and pieces of it with the
 * words that were asked for between {@code <em>} and {@code </em>}, ready for HTML.
 */
public record Match(MessageId message, @Nullable String passage, List<String> highlights) {}
