package io.jamesagents.search;

import io.jamesagents.thread.MailThread;
import java.util.List;

/** A thread that was found, how well it fits (0 to 1), the addresses of the people in it, and what of it was found. */
public record Hit(MailThread thread, double score, List<String> participants, Match match) {}
