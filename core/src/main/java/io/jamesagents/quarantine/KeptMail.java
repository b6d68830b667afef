package io.jamesagents.quarantine;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mail that the pipeline gave up on. {@code key} names it there; {@code sender} is the reverse-path, empty for the null one;
 * {@code ingestId} is the mail's name in the ledger. {@code keptAt} and {@code error} may be null.
 */
public record KeptMail(
        String key,
        String ingestId,
        String sender,
        List<String> recipients,
        long size,
        @Nullable Instant keptAt,
        @Nullable String error) {}
