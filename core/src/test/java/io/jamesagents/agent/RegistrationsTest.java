package io.jamesagents.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.jamesagents.AgentsException;
import io.jamesagents.AgentsException.Conflict;
import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.AgentsException.Unauthenticated;
import io.jamesagents.ServerSecret;
import io.jamesagents.agent.Registrations.Registered;
import io.jamesagents.audit.Audit;
import io.jamesagents.audit.AuditEntry;
import io.jamesagents.inbox.FirstInbox;
import io.jamesagents.inbox.InboxStore;
import io.jamesagents.ingest.TestingMailServer;
import io.jamesagents.org.Orgs;
import io.jamesagents.org.Tier;
import io.jamesagents.store.Database;
import io.jamesagents.webhook.SettableClock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RegistrationsTest {
    private static final String EACH = "io.jamesagents.store.TestDatabases#each";
    private static final String PURPOSE = "I answer support mail, and escalate what I can't solve.";

    private final SettableClock clock = new SettableClock();
    private final TestingKey key = TestingKey.random();
    private TestingMailServer server;
    private Orgs orgs;
    private Audit audit;
    private Registrations registrations;

    private void start(Database database) throws Exception {
        server = new TestingMailServer(database, clock);
        orgs = new Orgs(database, clock);
        audit = new Audit(database, clock);
        FirstInbox inbox =
                new FirstInbox(server.inboxes, new InboxStore(database), server.domains, server.accounts, clock);
        registrations = new Registrations(
                database,
                orgs,
                inbox,
                audit,
                new ServerSecret(new byte[32]),
                new AgentSettings(true, 0, 0, true, true),
                clock);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static Application application(String slug, TestingKey key, String purpose) {
        return new Application(
                "Ada", "Example", slug, key.publicKey(), purpose, new Profile(null, null, null, List.of("mail")));
    }

    private Registered register(String slug) {
        return registrations.register(application(slug, key, null));
    }

    private Enrolled verify(Registered registered) {
        return registrations.verify(
                registered.token(), null, key.sign(registered.challenge().value()));
    }

    private long count(String table) {
        return server.database.read(handle -> handle.createQuery("SELECT COUNT(*) FROM " + table)
                .mapTo(Long.class)
                .one());
    }

    private static void assertConflict(String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Conflict.class, e -> assertThat(e.code())
                .isEqualTo(code));
    }

    private static void assertUnauthenticated(String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Unauthenticated.class, e -> assertThat(e.code())
                .isEqualTo(code));
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void verifyShouldMakeAnOrganisationAnInboxAndAnAgentOnce(Database database) throws Exception {
        start(database);
        Registered registered = register("Acme-Support");
        assertThat(registered.challenge().value()).matches("chal_[0-9a-f]{64}");

        Enrolled made = verify(registered);

        assertThat(made.agent().value()).matches("agt_[0-9a-f]{32}");
        assertThat(made.inbox().address()).isEqualTo("acme-support@agents.localhost");
        assertThat(server.inboxes.receiving("acme-support@agents.localhost")).contains(made.inbox());
        assertThat(server.accounts.exists("acme-support@agents.localhost")).isTrue();
        assertThat(orgs.get(made.org()).tier()).isEqualTo(Tier.FREE);
        assertThat(orgs.get(made.org()).slug()).isEqualTo("acme-support");
        assertThat(audit.list(made.org(), 10, null).rows())
                .extracting(AuditEntry::action, AuditEntry::actor)
                .containsExactly(tuple("agent.registered", made.agent().value()));
        assertUnauthenticated("invalid_token", () -> verify(registered));
        assertThat(count("agent_registration")).isZero();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void contextualChallengeShouldWantItsAnswer(Database database) throws Exception {
        start(database);
        Registered registered = registrations.register(application("acme", key, PURPOSE));
        String marker = registered.challenge().value();
        assertThat(registered.challenge().text()).contains("Include this exact string: " + marker);
        assertThat(marker).matches("[0-9a-f]{16}");
        // "answer", "support", "escalate" and "solve" (without its full stop).
        for (String wrong : List.of(
                "answer:5:" + marker, "answer:4:" + "0".repeat(16), "Answer:4:" + marker, "answer:04:" + marker, " ")) {
            assertThatThrownBy(() -> registrations.verify(registered.token(), wrong, key.sign(wrong)))
                    .isInstanceOf(Invalid.class);
        }
        String response = "answer:4:" + marker;
        assertThat(registrations.verify(registered.token(), response, key.sign(response)))
                .isNotNull();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void slugShouldBeTakenByInboxesUsersOrganisationsAndRegistrations(Database database) throws Exception {
        start(database);
        server.inbox("inbox");
        server.accounts.ensure("user@agents.localhost");
        register("pending");
        for (String taken : List.of("inbox", "user", "default", "pending", "PENDING")) {
            assertConflict("slug_exists", () -> registrations.register(application(taken, TestingKey.random(), null)));
        }
        assertThatThrownBy(() -> server.inbox("pending")).isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> register("postmaster")).isInstanceOf(Invalid.class);
        assertThat(count("agent_registration")).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void keyShouldBeTakenWhenItIsRegisteredOrPending(Database database) throws Exception {
        start(database);
        Registered registered = register("a");
        assertConflict("public_key_exists", () -> register("bea"));
        verify(registered);
        assertConflict("public_key_exists", () -> register("bea"));
        // What was set aside for the refused ones is free.
        server.inbox("bea");
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void tokenShouldExpireAndFreeWhatWasSetAside(Database database) throws Exception {
        start(database);
        Registered first = register("a");
        clock.advance(Registrations.LIFE);
        assertUnauthenticated("invalid_token", () -> verify(first));
        Registered second = register("a");
        verify(second);
        registrations.register(application("bea", TestingKey.random(), null));
        clock.advance(Registrations.LIFE);
        registrations.cleanUp();
        assertThat(count("agent_registration")).isZero();
        server.inbox("bea");
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void wrongSignaturesShouldKillTheTokenAtTheFifth(Database database) throws Exception {
        start(database);
        Registered patient = register("a");
        for (int i = 0; i < 4; i++) {
            assertUnauthenticated(
                    "invalid_signature", () -> registrations.verify(patient.token(), null, key.sign("something else")));
        }
        verify(patient);
        TestingKey other = TestingKey.random();
        Registered dead = registrations.register(application("bea", other, null));
        for (int i = 0; i < 5; i++) {
            assertUnauthenticated("invalid_signature", () -> registrations.verify(dead.token(), null, new byte[64]));
        }
        assertUnauthenticated(
                "invalid_token",
                () -> registrations.verify(
                        dead.token(), null, other.sign(dead.challenge().value())));
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void repeatShouldCompleteWhatWasInterruptedBehindTheMailbox(Database database) throws Exception {
        start(database);
        Registered registered = register("a");
        rename("audit", "audit_away");
        assertThatThrownBy(() -> verify(registered)).isNotInstanceOf(AgentsException.class);
        assertThat(server.accounts.exists("a@agents.localhost")).isTrue();
        assertThat(count("agent") + count("inbox")).isZero();
        rename("audit_away", "audit");

        Enrolled made = verify(registered);

        assertThat(server.inboxes.receiving("a@agents.localhost")).contains(made.inbox());
        assertThat(count("agent")).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void cleanUpShouldTakeBackWhatWasInterruptedAndNotRepeated(Database database) throws Exception {
        start(database);
        Registered registered = register("a");
        rename("audit", "audit_away");
        assertThatThrownBy(() -> verify(registered)).isNotInstanceOf(AgentsException.class);
        rename("audit_away", "audit");
        clock.advance(Registrations.LIFE.multipliedBy(2).plus(Duration.ofSeconds(1)));

        registrations.cleanUp();

        assertThat(server.accounts.exists("a@agents.localhost")).isFalse();
        verify(register("a"));
    }

    private void rename(String table, String name) {
        server.database.update(handle -> handle.execute("ALTER TABLE " + table + " RENAME TO " + name));
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void parallelVerifiesShouldMakeOneOfEach(Database database) throws Exception {
        start(database);
        long orgsBefore = count("org");
        Registered registered = register("a");
        Callable<Enrolled> one = () -> verify(registered);
        ExecutorService threads = Executors.newFixedThreadPool(16);
        int made = 0;
        for (Future<Enrolled> future : threads.invokeAll(Collections.nCopies(50, one))) {
            try {
                future.get();
                made++;
            } catch (ExecutionException e) {
                assertThat(e).hasCauseInstanceOf(AgentsException.class);
            }
        }
        threads.shutdown();
        assertThat(made).isEqualTo(1);
        assertThat(count("agent")).isEqualTo(1);
        assertThat(count("inbox")).isEqualTo(1);
        assertThat(count("org")).isEqualTo(orgsBefore + 1);
    }
}
