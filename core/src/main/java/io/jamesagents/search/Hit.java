package io.jamesagents.search;

import io.jamesagents.thread.MailThread;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A thread that was found, how well it fits (0 to 1), the addresses of the people in it, and what of it was found. The last is null when
 * the database was searched.
 */
public record Hit(MailThread thread, double score, List<String> participants, @Nullable Match match) {}
