package io.jamesagents.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jamesagents.AgentsException.Forbidden;
import io.jamesagents.AgentsException.Unauthenticated;
import io.jamesagents.Ids;
import io.jamesagents.apikey.Caller;
import io.jamesagents.apikey.Scope;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.inbox.Reach;
import io.jamesagents.org.OrgId;
import io.jamesagents.org.Orgs;
import io.jamesagents.org.Tier;
import io.jamesagents.store.Database;
import io.jamesagents.webhook.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AgentsTest {
    private static final String EACH = "io.jamesagents.store.TestDatabases#each";
    private static final byte[] TEXT = "text".getBytes(StandardCharsets.UTF_8);

    private final SettableClock clock = new SettableClock();
    private final TestingKey key = TestingKey.random();
    private final byte[] signature = key.sign(TEXT);
    private Database database;
    private Agents agents;
    private OrgId org;
    private String agent;

    private void start(Database opened) {
        database = opened;
        agents = new Agents(database, clock);
        org = new Orgs(database, clock).ensure("a", "A", Tier.FREE).id();
        Application application =
                new Application("Ada", "A", "a", key.publicKey(), null, new Profile(null, null, null, List.of()));
        Registration from =
                new Registration("reg_1", org, application, Challenge.plain(), false, Instant.ofEpochMilli(0));
        AgentId id = AgentId.random();
        database.update(handle -> new AgentStore().insert(handle, id, from, new InboxId("i_1"), clock.millis()));
        agent = id.value();
    }

    @AfterEach
    void stop() {
        database.close();
    }

    private void assertRefused(String id, byte[] signed, byte[] by) {
        assertThatThrownBy(() -> agents.authenticate(id, signed, by))
                .isInstanceOf(Unauthenticated.class)
                .hasMessage("Invalid agent signature");
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void agentShouldBeKnownByItsSignatureAndMayDoEverything(Database opened) {
        start(opened);
        Caller caller = agents.authenticate(agent, TEXT, signature);
        assertThat(caller.actor()).isEqualTo(agent);
        assertThat(caller.reach()).isEqualTo(Reach.all(org));
        assertThat(caller.scopes()).containsExactlyInAnyOrder(Scope.values());
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void everythingElseShouldBeRefusedInTheSameWords(Database opened) {
        start(opened);
        assertRefused(agent, "other".getBytes(StandardCharsets.UTF_8), signature);
        assertRefused(Ids.random("agt_"), TEXT, signature);
        assertRefused("\u0000' OR 1=1", TEXT, signature);
        assertRefused("", TEXT, signature);
        assertRefused(agent, TEXT, new byte[0]);
        assertRefused(agent, TEXT, TestingKey.random().sign(TEXT));
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void suspensionShouldBeToldToWhoSignedWellAndToNobodyElse(Database opened) {
        start(opened);
        database.update(handle -> handle.execute(
                "UPDATE org SET status = 'suspended', suspended_reason = 'Unpaid' WHERE id = ?", org.value()));
        assertThatThrownBy(() -> agents.authenticate(agent, TEXT, signature))
                .isInstanceOf(Forbidden.class)
                .hasMessage("Your organisation is suspended: Unpaid");
        assertRefused(agent, TEXT, new byte[0]);
        assertThat(agents.active(agent)).isFalse();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void nonceShouldBeGoodOnceAlsoForOtherObjectsOnTheSameDatabase(Database opened) {
        start(opened);
        agents.authenticateOnce(agent, TEXT, signature, "n");
        for (Agents each : List.of(agents, new Agents(database, clock))) {
            assertThatThrownBy(() -> each.authenticateOnce(agent, TEXT, signature, "n"))
                    .isInstanceOfSatisfying(
                            Unauthenticated.class, e -> assertThat(e.code()).isEqualTo("replayed_signature"));
        }
        agents.authenticateOnce(agent, TEXT, signature, "m");
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void nonceShouldNotBeSpentByAWrongSignature(Database opened) {
        start(opened);
        assertThatThrownBy(() -> agents.authenticateOnce(agent, TEXT, new byte[64], "n"))
                .isInstanceOf(Unauthenticated.class);
        agents.authenticateOnce(agent, TEXT, signature, "n");
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void nonceShouldBeGoodOnceWhenManyUseItAtTheSameTime(Database opened) throws Exception {
        start(opened);
        SpentNonces nonces = new SpentNonces(database, clock);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        Callable<Boolean> one = () -> nonces.spend(org, agent, "n");
        int good = 0;
        for (Future<Boolean> spent : threads.invokeAll(Collections.nCopies(64, one))) {
            good += spent.get() ? 1 : 0;
        }
        threads.shutdown();
        assertThat(good).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void noncesShouldBeForgottenWhenNobodyWouldBelieveThem(Database opened) {
        start(opened);
        agents.authenticateOnce(agent, TEXT, signature, "n");
        clock.advance(Agents.TOLERANCE.multipliedBy(2));
        agents.cleanUp();
        assertThat(nonces()).isEqualTo(1);
        clock.advance(Agents.TOLERANCE);
        agents.cleanUp();
        assertThat(nonces()).isZero();
    }

    private long nonces() {
        return database.read(handle -> handle.createQuery("SELECT COUNT(*) FROM agent_nonce")
                .mapTo(Long.class)
                .one());
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void timeShouldBeWithinAMinute(Database opened) {
        start(opened);
        for (Duration off : List.of(Duration.ofSeconds(60), Duration.ofSeconds(-60), Duration.ZERO)) {
            agents.requireNow(clock.millis() + off.toMillis());
        }
        for (Duration off : List.of(Duration.ofMillis(60_001), Duration.ofMillis(-60_001), Duration.ofDays(-400))) {
            assertThatThrownBy(() -> agents.requireNow(clock.millis() + off.toMillis()))
                    .isInstanceOfSatisfying(Unauthenticated.class, e -> assertThat(e.serverTime())
                            .isEqualTo(clock.instant()));
        }
    }
}
