package io.jamesagents.rest.operator;

import io.jamesagents.Json;
import io.jamesagents.operator.Account;
import io.jamesagents.operator.Usage;
import io.jamesagents.org.Org;
import io.jamesagents.outbound.SendLimits.Window;
import io.jamesagents.store.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An organisation, for the operator; a limit of its own is null where that of the tier holds. */
record AccountView(
        String id,
        String slug,
        String name,
        String tier,
        String status,
        @Nullable String suspendedReason,
        @Nullable Long hourLimit,
        @Nullable Long dayLimit,
        String createdAt) {

    /** Some of them, and where the list goes on. */
    record Listed(List<AccountView> organizations, @Nullable String nextCursor) {
        static Listed of(Page<Account> page) {
            return new Listed(page.rows().stream().map(AccountView::of).toList(), page.nextCursor());
        }
    }

    /** One, with what it uses. */
    record WithUsage(AccountView organization, UsageView usage) {
        static WithUsage of(Account account, Usage usage) {
            return new WithUsage(AccountView.of(account), UsageView.of(usage));
        }
    }

    /** What it has; counting stops at 10,000. Null is an unlimited rest. */
    record UsageView(
            long inboxes,
            long domains,
            long messages,
            long deadWebhooks,
            @Nullable Long hourRemaining,
            @Nullable Long dayRemaining) {

        static UsageView of(Usage usage) {
            Window sending = usage.sending();
            return new UsageView(
                    usage.inboxes(),
                    usage.domains(),
                    usage.messages(),
                    usage.deadWebhooks(),
                    remaining(sending.hourLimit(), sending.hourRemaining()),
                    remaining(sending.dayLimit(), sending.dayRemaining()));
        }

        private static Long remaining(long limit, long remaining) {
            return limit == Long.MAX_VALUE ? null : Long.valueOf(Math.max(0, remaining));
        }
    }

    static AccountView of(Account account) {
        Org org = account.org();
        return new AccountView(
                org.id().value(),
                org.slug(),
                org.name(),
                org.tier().word(),
                org.status(),
                account.suspendedReason(),
                account.hourLimit(),
                account.dayLimit(),
                Json.time(org.createdAt()));
    }
}
