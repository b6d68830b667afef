package io.jamesagents.inbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.Ids;
import io.jamesagents.extraction.ExtractionSchema;
import io.jamesagents.maildomain.DomainId;
import io.jamesagents.maildomain.MailDomain;
import io.jamesagents.org.OrgId;
import io.jamesagents.tag.TagRule;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An agent's address. {@code mailboxUser} is the James user whose mailboxes hold its mail: the first address the inbox had,
 * also after it was renamed. {@code webhook} and {@code extraction} are null when the inbox has none. With
 * {@code unsubscribe} its mails have a link by which their recipients stop them.
 */
public record Inbox(
        InboxId id,
        OrgId org,
        DomainId domain,
        String domainName,
        String localPart,
        String address,
        String mailboxUser,
        String displayName,
        JsonNode agent,
        boolean active,
        WebhookTarget webhook,
        List<TagRule> tagRules,
        ExtractionSchema extraction,
        boolean unsubscribe,
        Instant createdAt) {

    /** A new one that has nothing but its address and a name, which may be null. */
    static Inbox plain(OrgId org, MailDomain at, String localPart, @Nullable String displayName, Instant createdAt) {
        String address = localPart + "@" + at.name();
        return new Inbox(
                new InboxId(Ids.random("i_")),
                org,
                at.id(),
                at.name(),
                localPart,
                address,
                address,
                displayName,
                null,
                true,
                null,
                List.of(),
                null,
                false,
                createdAt);
    }
}
