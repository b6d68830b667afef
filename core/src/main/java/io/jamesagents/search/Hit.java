package io.jamesagents.search;

import io.jamesagents.thread.MailThread;
import java.util.List;

/** A thread that was found, how well it fits (0 to 1), and the addresses of the people in it. */
public record Hit(MailThread thread, double score, List<String> participants) {}
