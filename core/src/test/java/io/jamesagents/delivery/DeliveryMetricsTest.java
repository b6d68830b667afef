package io.jamesagents.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.jamesagents.delivery.DeliveryMetrics.Counts;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.inbox.Reach;
import io.jamesagents.maildomain.DomainId;
import io.jamesagents.org.OrgId;
import io.jamesagents.store.Database;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeliveryMetricsTest {
    private static final String EACH = "io.jamesagents.store.TestDatabases#each";
    private static final List<Period> PERIODS = List.of(Period.ofDays(1), Period.ofDays(2), Period.ofDays(30));

    /** By looking at every message. */
    private static Map<String, Long> plainCount(
            Database database, OrgId org, Set<InboxId> inboxes, long start, DomainId domain) {
        Map<String, Long> counts = new HashMap<>();
        database.read(
                handle -> handle.createQuery("SELECT inbox_id, domain_id, delivery_status, created_at FROM message"
                                + " WHERE org_id = :org AND direction = 'outbound'")
                        .bind("org", org.value())
                        .map((row, context) -> {
                            boolean counted = row.getLong("created_at") >= start
                                    && (inboxes == null || inboxes.contains(new InboxId(row.getString("inbox_id"))))
                                    && (domain == null || domain.value().equals(row.getString("domain_id")));
                            if (counted) {
                                counts.merge(row.getString("delivery_status"), 1L, Long::sum);
                            }
                            return counted;
                        })
                        .list());
        return counts;
    }

    private static void check(DeliveryHistory history, Reach reach, InboxId inbox, DomainId domain) {
        DeliveryMetrics metrics = new DeliveryMetrics(history.server.database, history.clock);
        Set<InboxId> inboxes = inbox != null ? Set.of(inbox) : reach.only();
        for (Period period : PERIODS) {
            Counts counts = metrics.count(reach, inbox, domain, period);
            assertThat(counts.byStatus())
                    .as("%s of %s in %s", period, inbox, domain)
                    .isEqualTo(plainCount(
                            history.server.database,
                            reach.org(),
                            inboxes,
                            counts.start().toEpochMilli(),
                            domain));
        }
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void figuresShouldBeThoseOfAPlainCountWhateverHappened(Database database) throws Exception {
        try (DeliveryHistory history = new DeliveryHistory(database, new Random(7))) {
            for (int round = 0; round < 12; round++) {
                history.goOn(15);
                Reach all = Reach.all(history.server.org);
                DomainId domain = history.inboxes.get(0).domain();
                check(history, all, null, domain);
                for (Inbox inbox : history.inboxes) {
                    check(history, all, inbox.id(), null);
                    check(history, all, inbox.id(), domain);
                    check(history, new Reach(history.server.org, Set.of(inbox.id())), null, domain);
                }
            }
            assertThat(history.deleted()).isPositive();
        }
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void rowsShouldBeGoneWhenTheirMailsAre(Database database) throws Exception {
        try (DeliveryHistory history = new DeliveryHistory(database, new Random(3))) {
            history.goOn(20);
            history.deleteAll();
            long rows = database.read(handle -> handle.createQuery("SELECT COUNT(*) FROM delivery_count")
                    .mapTo(Long.class)
                    .one());
            assertThat(rows).isZero();
        }
    }
}
