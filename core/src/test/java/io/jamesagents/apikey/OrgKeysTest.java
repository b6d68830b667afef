package io.jamesagents.apikey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jamesagents.AgentsException.Forbidden;
import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.AgentsException.Limited;
import io.jamesagents.AgentsException.NotFound;
import io.jamesagents.AgentsException.Unauthenticated;
import io.jamesagents.ServerSecret;
import io.jamesagents.apikey.ApiKeys.Issued;
import io.jamesagents.audit.Audit;
import io.jamesagents.audit.AuditEntry;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.ingest.TestingMailServer;
import io.jamesagents.org.Orgs;
import io.jamesagents.org.Tier;
import io.jamesagents.store.Database;
import io.jamesagents.webhook.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OrgKeysTest {
    private static final String EACH = "io.jamesagents.store.TestDatabases#each";
    private static final Duration HOUR = Duration.ofHours(1);

    private final SettableClock clock = new SettableClock();
    private TestingMailServer server;
    private ApiKeys keys;
    private OrgKeys orgKeys;
    private Audit audit;
    private Caller admin;

    private void start(Database database) throws Exception {
        server = new TestingMailServer(database, clock);
        keys = new ApiKeys(database, new ServerSecret(new byte[32]), clock);
        audit = new Audit(database, clock);
        orgKeys = new OrgKeys(database, keys, server.inboxes, audit, clock);
        admin = keys.authenticate(keys.issue(server.org, "admin", List.of("admin")));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private InboxId inbox(String name) {
        return server.inbox(name).id();
    }

    private static NewApiKey wanted(String... permissions) {
        return new NewApiKey("a key", List.of(permissions), null, null);
    }

    private static NewApiKey limited(InboxId... inboxes) {
        return new NewApiKey("a key", List.of("admin"), null, Set.of(inboxes));
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void createdKeyShouldOpenWhatItGrantsUntilItExpires(Database database) throws Exception {
        start(database);
        clock.advance(HOUR);
        Issued issued = orgKeys.create(admin, new NewApiKey("a key", List.of("read"), HOUR, null));
        Caller caller = keys.authenticate(issued.text());
        assertThat(caller.orgId()).isEqualTo(server.org);
        assertThat(caller.scopes()).contains(Scope.INBOXES_READ).doesNotContain(Scope.INBOXES_WRITE, Scope.ADMIN);
        assertThat(issued.toString()).doesNotContain(issued.text());
        clock.advance(HOUR);
        assertThatThrownBy(() -> keys.authenticate(issued.text())).isInstanceOf(Unauthenticated.class);
        assertThat(orgKeys.list(admin.reach()).get(0).status()).isEqualTo(ApiKey.Status.EXPIRED);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void rotateShouldKeepTheKeyAndKillItsOldText(Database database) throws Exception {
        start(database);
        Issued first = orgKeys.create(admin, wanted("read"));
        Issued second = orgKeys.rotate(admin, first.key().id());
        assertThat(second.key().id()).isEqualTo(first.key().id());
        assertThat(second.key().permissions()).containsExactly("read");
        assertThatThrownBy(() -> keys.authenticate(first.text())).isInstanceOf(Unauthenticated.class);
        assertThat(keys.authenticate(second.text()).actor())
                .isEqualTo(first.key().id());
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void revokedKeyShouldBeDeadOnOtherNodesToo(Database database) throws Exception {
        start(database);
        ApiKeys otherNode = new ApiKeys(database, new ServerSecret(new byte[32]), clock);
        Issued issued = orgKeys.create(admin, wanted("read"));
        otherNode.authenticate(issued.text());
        orgKeys.revoke(admin, issued.key().id());
        assertThatThrownBy(() -> otherNode.authenticate(issued.text())).isInstanceOf(Unauthenticated.class);
        assertThatThrownBy(() -> orgKeys.revoke(admin, issued.key().id())).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> orgKeys.rotate(admin, issued.key().id())).isInstanceOf(NotFound.class);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void nobodyShouldManageAKeyThatMayDoMoreThanTheirOwn(Database database) throws Exception {
        start(database);
        Caller reader = keys.authenticate(orgKeys.create(admin, wanted("read")).text());
        String strong = orgKeys.create(admin, wanted("write")).key().id();
        assertThatThrownBy(() -> orgKeys.create(reader, wanted("read", "threads:write")))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> orgKeys.rotate(reader, strong)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> orgKeys.revoke(reader, strong)).isInstanceOf(Forbidden.class);
        assertThatCode(() -> orgKeys.create(reader, wanted("threads:read"))).doesNotThrowAnyException();
        assertThatThrownBy(() -> wanted("threads:own")).isInstanceOf(Invalid.class);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void limitedKeyShouldReachItsInboxesAndMakeNoKeyThatReachesFurther(Database database) throws Exception {
        start(database);
        InboxId own = inbox("own");
        InboxId other = inbox("other");
        Caller caller = keys.authenticate(orgKeys.create(admin, limited(own)).text());
        assertThat(server.inboxes.get(caller.reach(), own).id()).isEqualTo(own);
        assertThatThrownBy(() -> server.inboxes.get(caller.reach(), other)).isInstanceOf(NotFound.class);
        assertThat(server.inboxes.list(caller.reach(), null, 10, null).rows()).hasSize(1);
        assertThatThrownBy(() -> orgKeys.create(caller, limited(other))).isInstanceOf(NotFound.class);
        Issued inherited = orgKeys.create(caller, wanted("admin"));
        assertThat(inherited.key().reach()).isEqualTo(caller.reach());
        assertThat(orgKeys.list(caller.reach())).hasSize(2);
        assertThatThrownBy(() -> orgKeys.revoke(caller, admin.actor())).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> orgKeys.create(admin, limited(new InboxId("i_0"))))
                .isInstanceOf(NotFound.class);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void activeKeysShouldNeverBeMoreThanTen(Database database) throws Exception {
        start(database);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Callable<Boolean>> tries = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            tries.add(this::created);
        }
        int made = 0;
        for (Future<Boolean> done : threads.invokeAll(tries)) {
            made += done.get() ? 1 : 0;
        }
        threads.shutdown();
        // The admin's own key counts as well.
        assertThat(made).isEqualTo(OrgKeys.MAX_ACTIVE - 1);
        orgKeys.revoke(admin, orgKeys.list(admin.reach()).get(0).id());
        assertThat(created()).isTrue();
    }

    private boolean created() {
        try {
            orgKeys.create(admin, wanted("read"));
            return true;
        } catch (Limited e) {
            return false;
        }
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void everyChangeShouldBeInTheAuditLog(Database database) throws Exception {
        start(database);
        String id = orgKeys.create(admin, wanted("read")).key().id();
        clock.advance(HOUR);
        orgKeys.rotate(admin, id);
        clock.advance(HOUR);
        orgKeys.revoke(admin, id);
        List<AuditEntry> log = audit.list(server.org, 10, null).rows();
        assertThat(log)
                .extracting(AuditEntry::action)
                .containsExactly("api_key.revoked", "api_key.rotated", "api_key.created");
        assertThat(log)
                .allMatch(entry -> entry.subject().equals(id) && entry.actor().equals(admin.actor()));
        assertThat(audit.list(
                                new Orgs(database, clock)
                                        .ensure("o", "O", Tier.FREE)
                                        .id(),
                                10,
                                null)
                        .rows())
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void useShouldBeWrittenDown(Database database) throws Exception {
        start(database);
        Issued issued = orgKeys.create(admin, wanted("read"));
        assertThat(issued.key().lastUsedAt()).isNull();
        keys.authenticate(issued.text());
        keys.recordUse();
        assertThat(orgKeys.list(admin.reach()))
                .filteredOn(key -> key.id().equals(issued.key().id()))
                .allMatch(key -> key.lastUsedAt().equals(clock.instant()));
    }
}
