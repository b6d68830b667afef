package io.jamesagents.search;

import io.jamesagents.message.MessageId;
import java.util.List;

/**
 * What of a thread was found: the message, the passage of it that is closest to what was asked for, and pieces of it with the
 * words that were asked for between {@code <em>} and {@code </em>}, ready for HTML.
 */
public record Match(MessageId message, String passage, List<String> highlights) {}
