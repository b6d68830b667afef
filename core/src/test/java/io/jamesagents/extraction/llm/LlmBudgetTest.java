package io.jamesagents.extraction.llm;

import static org.assertj.core.api.Assertions.assertThat;

import io.jamesagents.org.OrgId;
import io.jamesagents.org.Orgs;
import io.jamesagents.org.Tier;
import io.jamesagents.store.Database;
import io.jamesagents.webhook.SettableClock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LlmBudgetTest {
    private static final String DATABASES = "io.jamesagents.store.TestDatabases#each";

    private final SettableClock clock = new SettableClock();

    private LlmBudget budget(Database database, Orgs orgs) {
        Map<Tier, Long> limits = Map.of(Tier.FREE, 10L, Tier.PRO, 20L, Tier.ENTERPRISE, 0L);
        LlmSettings settings = new LlmSettings("", "", "", Duration.ofSeconds(1), 1000, limits);
        return new LlmBudget(database, orgs, settings, clock);
    }

    private static int taken(LlmBudget budget, OrgId org, int tries) {
        AtomicInteger taken = new AtomicInteger();
        IntStream.range(0, tries).parallel().forEach(i -> {
            if (budget.take(org)) {
                taken.incrementAndGet();
            }
        });
        return taken.get();
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void takeShouldGiveExactlyTheBudgetOfADayWhenManyAskAtOnce(Database database) {
        Orgs orgs = new Orgs(database, clock);
        LlmBudget budget = budget(database, orgs);
        OrgId free = orgs.ensure("free", "Free", Tier.FREE).id();
        OrgId other = orgs.ensure("other", "Other", Tier.FREE).id();
        OrgId all = orgs.ensure("all", "All", Tier.ENTERPRISE).id();

        assertThat(taken(budget, free, 40)).isEqualTo(10);
        assertThat(taken(budget, other, 5)).isEqualTo(5);
        assertThat(taken(budget, all, 40)).isEqualTo(40);

        clock.advance(Duration.ofDays(1));
        assertThat(taken(budget, free, 40)).isEqualTo(10);
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void cleanUpShouldForgetDaysLongPast(Database database) {
        Orgs orgs = new Orgs(database, clock);
        LlmBudget budget = budget(database, orgs);
        OrgId org = orgs.ensure("free", "Free", Tier.FREE).id();
        budget.take(org);
        clock.advance(Duration.ofDays(40));
        budget.take(org);
        budget.cleanUp();

        int days = database.read(handle -> handle.createQuery("SELECT COUNT(*) FROM llm_usage")
                .mapTo(Integer.class)
                .one());
        assertThat(days).isEqualTo(1);
    }
}
