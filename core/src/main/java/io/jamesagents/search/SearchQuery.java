package io.jamesagents.search;

import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.maildomain.DomainId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What to look for, and where: one of inbox and domain is given. */
public record SearchQuery(String text, InboxId inbox, DomainId domain, int limit) {
    private static final int MAX_CHARS = 1000;
    private static final int MAX_WORDS = 16;

    public SearchQuery {
        if (text == null || text.isBlank()) {
            throw new Invalid("q", "q is required");
        }
        if (text.length() > MAX_CHARS || text.indexOf('\0') >= 0) {
            throw new Invalid("q", "q may have at most " + MAX_CHARS + " characters, and no NUL");
        }
        if (inbox == null && domain == null) {
            throw new Invalid("inbox_id", "inbox_id or domain_id is required");
        }
    }

    /** The different words in lower case; those past a limit are left out. */
    List<String> words() {
        return Arrays.stream(text.trim().toLowerCase(Locale.ROOT).split("\\s+"))
                .distinct()
                .limit(MAX_WORDS)
                .toList();
    }
}
