package io.jamesagents.search;

import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.inbox.Reach;
import io.jamesagents.maildomain.DomainId;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What to look for, and where: one of inbox and domain is given. */
public record SearchQuery(String text, InboxId inbox, DomainId domain, Refinement refinement, int limit) {
    private static final int MAX_CHARS = 4000;
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

    public SearchQuery(String text, InboxId inbox, DomainId domain, int limit) {
        this(text, inbox, domain, Refinement.NONE, limit);
    }

    /** The different words in lower case; those past a limit are left out. */
    List<String> words() {
        return Arrays.stream(text.trim().toLowerCase(Locale.ROOT).split("\\s+"))
                .distinct()
                .limit(MAX_WORDS)
                .toList();
    }

    /** What of it the index can answer, within a caller's reach. */
    SearchFilter filter(Reach reach) {
        return new SearchFilter(
                reach.org(),
                inboxes(reach),
                domain,
                refinement.from(),
                refinement.to(),
                refinement.participant(),
                refinement.before(),
                refinement.after(),
                refinement.direction(),
                refinement.hasAttachment(),
                null);
    }

    private Set<InboxId> inboxes(Reach reach) {
        if (inbox == null) {
            return reach.only();
        }
        Set<InboxId> within = new HashSet<>(Set.of(inbox));
        within.removeIf(one -> !reach.covers(one));
        return within;
    }
}
