package io.jamesagents.operator;

import io.jamesagents.outbound.SendLimits.Window;

/** What an organisation has and has sent. Counting stops at {@value UsageCounts#MOST}. */
public record Usage(long inboxes, long domains, long messages, long deadWebhooks, Window sending) {}
