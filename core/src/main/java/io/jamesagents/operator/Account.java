package io.jamesagents.operator;

import io.jamesagents.org.Org;
import org.jspecify.annotations.Nullable;

/**
 * An organisation as the operator sees it. A limit, in mails, is null when that of the tier holds; {@code suspendedReason} is
 * null unless it is suspended, and may be then.
 */
public record Account(Org org, @Nullable Long hourLimit, @Nullable Long dayLimit, @Nullable String suspendedReason) {}
