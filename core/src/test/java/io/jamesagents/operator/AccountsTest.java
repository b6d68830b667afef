package io.jamesagents.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jamesagents.AgentsException.Conflict;
import io.jamesagents.AgentsException.Forbidden;
import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.AgentsException.NotFound;
import io.jamesagents.ServerSecret;
import io.jamesagents.apikey.ApiKeys;
import io.jamesagents.audit.Audit;
import io.jamesagents.audit.AuditEntry;
import io.jamesagents.org.OrgId;
import io.jamesagents.org.Orgs;
import io.jamesagents.org.Suspension;
import io.jamesagents.org.Tier;
import io.jamesagents.outbound.LimitSettings;
import io.jamesagents.outbound.SendLimits;
import io.jamesagents.store.Cursor;
import io.jamesagents.store.Database;
import io.jamesagents.store.Page;
import io.jamesagents.webhook.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AccountsTest {
    private static final String EACH = "io.jamesagents.store.TestDatabases#each";

    private final SettableClock clock = new SettableClock();
    private Database database;
    private Accounts accounts;
    private ApiKeys keys;

    private void start(Database opened) {
        database = opened;
        accounts = new Accounts(database, new Orgs(database, clock), new Audit(database, clock), clock);
        keys = new ApiKeys(database, new ServerSecret(new byte[32]), clock);
    }

    @AfterEach
    void stop() {
        database.close();
    }

    private Account create(String slug) {
        clock.advance(Duration.ofSeconds(1));
        return accounts.create(new NewAccount(slug, null, null));
    }

    private List<String> audited(OrgId org) {
        return new Audit(database, clock)
                .list(org, 10, null).rows().stream().map(AuditEntry::action).toList();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void createdAccountShouldBeFoundByIdAndSlug(Database opened) {
        start(opened);
        Account made = accounts.create(new NewAccount("acme", "Acme", Tier.PRO));

        assertThat(made.org().tier()).isEqualTo(Tier.PRO);
        assertThat(accounts.get("acme")).isEqualTo(made);
        assertThat(accounts.get(made.org().id().value())).isEqualTo(made);
        assertThat(audited(made.org().id())).containsExactly("organization.created");
        assertThatThrownBy(() -> create("acme")).isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> create("No Slug")).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> accounts.get("nobody")).isInstanceOf(NotFound.class);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void listShouldGiveEachOnceOverItsPages(Database opened) {
        start(opened);
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            made.add(create("org" + i).org().slug());
        }
        List<String> listed = new ArrayList<>();
        Cursor after = null;
        do {
            Page<Account> page = accounts.list(3, after);
            page.rows().forEach(account -> listed.add(account.org().slug()));
            after = Cursor.decode(page.nextCursor());
        } while (after != null);

        assertThat(listed).containsExactlyElementsOf(made);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void ownLimitsShouldCountInThePlaceOfThoseOfTheTier(Database opened) {
        start(opened);
        OrgId org = create("acme").org().id();
        SendLimits limits = new SendLimits(database, new LimitSettings(10, 20, 100, 200), clock);

        accounts.change(org, new AccountChange(Tier.PRO, Optional.of(5L), null));

        assertThat(limits.window(org, Tier.PRO).hourLimit()).isEqualTo(5);
        assertThat(limits.window(org, Tier.PRO).dayLimit()).isEqualTo(200);
        assertThat(accounts.get("acme").org().tier()).isEqualTo(Tier.PRO);
        accounts.change(org, new AccountChange(null, Optional.empty(), null));
        assertThat(limits.window(org, Tier.PRO).hourLimit()).isEqualTo(100);
        assertThatThrownBy(() -> new AccountChange(null, Optional.of(-1L), null))
                .isInstanceOf(Invalid.class);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void suspendedAccountShouldBeToldWhyUntilItIsResumed(Database opened) {
        start(opened);
        OrgId org = create("acme").org().id();
        String key = keys.issue(org, "key", List.of("admin"));

        accounts.suspend(org, "Unpaid since March");

        assertThatThrownBy(() -> keys.authenticate(key))
                .isInstanceOf(Forbidden.class)
                .hasMessageEndingWith("Unpaid since March");
        assertThat(keys.opens(key)).isFalse();
        assertThatThrownBy(() -> database.update(handle -> Suspension.refuse(handle, org)))
                .isInstanceOf(Forbidden.class);
        accounts.resume(org);
        assertThat(keys.opens(key)).isTrue();
        assertThatCode(() -> keys.authenticate(key)).doesNotThrowAnyException();
        assertThatCode(() -> database.update(handle -> Suspension.refuse(handle, org)))
                .doesNotThrowAnyException();
        assertThat(accounts.get("acme").suspendedReason()).isNull();
        assertThat(audited(org)).contains("organization.suspended", "organization.resumed");
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void defaultOrganisationShouldNotBeSuspended(Database opened) {
        start(opened);
        OrgId org = new Orgs(database, clock)
                .ensure(Orgs.DEFAULT_SLUG, "Default", Tier.FREE)
                .id();
        assertThatThrownBy(() -> accounts.suspend(org, null)).isInstanceOf(Conflict.class);
    }
}
