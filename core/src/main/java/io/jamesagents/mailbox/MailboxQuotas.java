package io.jamesagents.mailbox;

import io.jamesagents.AgentsException.Unavailable;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.james.core.Username;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.MailboxPath;
import org.apache.james.mailbox.model.QuotaRoot;
import org.apache.james.mailbox.quota.QuotaManager;
import org.apache.james.mailbox.quota.QuotaRootResolver;

/** The quotas that an administrator may have set in James, asked at most every ten seconds for each user. */
public final class MailboxQuotas {
    private static final Duration KEPT = Duration.ofSeconds(10);
    private static final int MOST = 10_000;

    private final QuotaRootResolver roots;
    private final QuotaManager quotas;
    private final Clock clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    public MailboxQuotas(QuotaRootResolver roots, QuotaManager quotas, Clock clock) {
        this.roots = roots;
        this.quotas = quotas;
        this.clock = clock;
    }

    private record Known(boolean full, long until) {}

    /** Whether the user's mailboxes have room for no further mail. */
    public boolean full(String mailboxUser) {
        long now = clock.millis();
        Known last = known.get(mailboxUser);
        if (last != null && last.until > now) {
            return last.full;
        }
        boolean full = look(mailboxUser);
        if (known.size() >= MOST) {
            known.clear();
        }
        known.put(mailboxUser, new Known(full, now + KEPT.toMillis()));
        return full;
    }

    private boolean look(String mailboxUser) {
        try {
            QuotaRoot root = roots.getQuotaRoot(MailboxPath.inbox(Username.of(mailboxUser)));
            return quotas.getMessageQuota(root).isOverQuotaWithAdditionalValue(1)
                    || quotas.getStorageQuota(root).isOverQuotaWithAdditionalValue(1);
        } catch (MailboxException e) {
            throw new Unavailable("James does not tell the quotas of a mailbox", e);
        }
    }
}
