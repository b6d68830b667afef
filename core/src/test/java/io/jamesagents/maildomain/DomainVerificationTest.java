package io.jamesagents.maildomain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jamesagents.AgentsException.Conflict;
import io.jamesagents.AgentsException.Limited;
import io.jamesagents.apikey.Caller;
import io.jamesagents.audit.AuditEntry;
import io.jamesagents.inbox.InboxChange;
import io.jamesagents.maildomain.dns.DnsRecord.Kind;
import io.jamesagents.maildomain.dns.RecordState;
import io.jamesagents.store.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DomainVerificationTest {
    private static final String EACH = "io.jamesagents.store.TestDatabases#each";

    private TestingDomains domains;
    private Caller ada;
    private Caller bob;

    private void start(Database database) throws Exception {
        domains = new TestingDomains(database);
        ada = domains.caller("ada");
        bob = domains.caller("bob");
    }

    @AfterEach
    void stop() {
        domains.close();
    }

    private List<String> actions(Caller caller) {
        return domains.audit.list(caller.orgId(), 100, null).rows().stream()
                .map(AuditEntry::action)
                .sorted()
                .toList();
    }

    private static InboxChange named(String localPart) {
        return new InboxChange(localPart, null, null, null, null, null);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void domainShouldBeVerifiedWhenItsRecordsAreThere(Database database) throws Exception {
        start(database);
        MailDomain domain = domains.verified(ada, "example.org");
        assertThat(domain.state()).isEqualTo(DomainState.VERIFIED);
        assertThat(domain.proof().reason()).isNull();
        assertThat(domain.proof().checks().values()).hasSize(5).containsOnly(RecordState.VERIFIED);
        assertThat(domains.server.domains.preferred(ada.orgId())).isEqualTo(domain);
        assertThat(domains.server.domains.preferred(bob.orgId()).shared()).isTrue();
        assertThat(domains.server.inboxes.create(ada.reach(), null, named("a")).address())
                .isEqualTo("a@example.org");
        assertThat(actions(ada)).containsExactly("domain.created", "domain.verified");
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void inboxShouldWaitForItsDomain(Database database) throws Exception {
        start(database);
        MailDomain domain = domains.own.create(ada, "example.org", null);
        assertThatThrownBy(() -> domains.server.inboxes.create(ada.reach(), domain.id(), named("a")))
                .isInstanceOfSatisfying(
                        Conflict.class, conflict -> assertThat(conflict.code()).isEqualTo("domain_not_verified"));
        assertThat(domains.server.inboxes.create(ada.reach(), null, named("a")).domainName())
                .isEqualTo("agents.localhost");
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void domainShouldWaitWhenARequiredRecordIsMissing(Database database) throws Exception {
        start(database);
        MailDomain domain = domains.own.create(ada, "example.org", null);
        for (Kind missing : List.of(Kind.OWNERSHIP, Kind.DKIM, Kind.MX)) {
            domains.publish(domain, kind -> kind != missing);
            MailDomain checked = domains.verify(ada, domain);
            assertThat(checked.state()).isEqualTo(DomainState.PENDING);
            assertThat(checked.proof().reason()).isEqualTo("Not found in the DNS yet: " + missing);
            assertThat(checked.proof().checks()).containsEntry(missing, RecordState.PENDING);
        }
        domains.publish(domain, Kind::required);
        assertThat(domains.verify(ada, domain).state()).isEqualTo(DomainState.VERIFIED);
        assertThat(actions(ada)).contains("domain.verification_failed", "domain.verified");
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void domainShouldFailWhenItsMailGoesElsewhere(Database database) throws Exception {
        start(database);
        MailDomain domain = domains.own.create(ada, "example.org", null);
        domains.publish(domain, kind -> true);
        domains.dns.registerRecord("example.org.", List.of(), List.of("mx.other.example."), List.of());
        MailDomain checked = domains.verify(ada, domain);
        assertThat(checked.state()).isEqualTo(DomainState.FAILED);
        assertThat(checked.proof().reason()).isEqualTo("The DNS has something else for: MX");
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void silentDnsShouldBeNoError(Database database) throws Exception {
        start(database);
        MailDomain domain = domains.own.create(ada, "example.org", null);
        assertThat(domains.verify(ada, domain).state()).isEqualTo(DomainState.TEMPORARY_FAILURE);
        domains.publish(domain, kind -> true);
        assertThat(domains.verify(ada, domain).state()).isEqualTo(DomainState.VERIFIED);
        domains.dns.dropRecord("example.org.");
        MailDomain checked = domains.verify(ada, domain);
        assertThat(checked.state()).isEqualTo(DomainState.VERIFIED);
        assertThat(checked.proof().checks()).containsEntry(Kind.MX, RecordState.VERIFIED);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void verifiedDomainShouldStaySoAndShowWhatIsMissing(Database database) throws Exception {
        start(database);
        MailDomain domain = domains.verified(ada, "example.org");
        domains.publish(domain, kind -> kind == Kind.DKIM);
        MailDomain checked = domains.verify(ada, domain);
        assertThat(checked.state()).isEqualTo(DomainState.VERIFIED);
        assertThat(checked.proof().checks())
                .containsEntry(Kind.DKIM, RecordState.VERIFIED)
                .containsEntry(Kind.MX, RecordState.PENDING);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void checkShouldNotBeRepeatedAtOnce(Database database) throws Exception {
        start(database);
        MailDomain domain = domains.own.create(ada, "example.org", null);
        assertThat(domains.verify(ada, domain).state()).isEqualTo(DomainState.TEMPORARY_FAILURE);
        domains.publish(domain, kind -> true);
        assertThat(domains.verification.verify(ada, domain.id()).state()).isEqualTo(DomainState.TEMPORARY_FAILURE);
        assertThat(domains.verify(ada, domain).state()).isEqualTo(DomainState.VERIFIED);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void onlyOneOfSeveralOrganisationsShouldGetTheName(Database database) throws Exception {
        start(database);
        List<Caller> callers = new ArrayList<>();
        List<MailDomain> wanted = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            callers.add(domains.caller("racer" + i));
            wanted.add(domains.own.create(callers.get(i), "example.org", null));
        }
        List<String> challenges = new ArrayList<>();
        for (MailDomain domain : wanted) {
            domains.publish(domain, kind -> true);
            challenges.add(domain.proof().challenge());
        }
        domains.dns.registerRecord("_agents-challenge.example.org.", List.of(), List.of(), challenges);
        List<CompletableFuture<MailDomain>> racing = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Caller caller = callers.get(i);
            MailDomain domain = wanted.get(i);
            racing.add(CompletableFuture.supplyAsync(() -> domains.verification.verify(caller, domain.id())));
        }
        List<MailDomain> checked = racing.stream().map(CompletableFuture::join).toList();
        assertThat(checked).filteredOn(MailDomain::verified).hasSize(1);
        assertThat(checked).filteredOn(domain -> !domain.verified()).hasSize(3).allSatisfy(domain -> {
            assertThat(domain.state()).isEqualTo(DomainState.FAILED);
            assertThat(domain.proof().reason())
                    .isEqualTo("The domain is already verified by somebody else on this server");
        });
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void sharedDomainShouldGetOneKeyAndAlwaysBeVerified(Database database) throws Exception {
        start(database);
        domains.server.domains.ensureSharedKey(domains.keys);
        MailDomain shared = domains.server.domains.shared();
        domains.server.domains.ensureSharedKey(domains.keys);
        assertThat(domains.server.domains.shared()).isEqualTo(shared);
        assertThat(shared.proof().publicKey()).isNotNull();
        assertThat(domains.records.of(shared)).noneMatch(record -> record.kind() == Kind.OWNERSHIP);
        assertThat(domains.verify(ada, shared).state()).isEqualTo(DomainState.VERIFIED);
        assertThat(domains.keys.of("agents.localhost").orElseThrow().selector())
                .isEqualTo(shared.proof().selector());
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void organisationShouldHaveOneCheckUnderWay(Database database) throws Exception {
        start(database);
        MailDomain slow = domains.own.create(ada, "slow.example", null);
        MailDomain other = domains.own.create(ada, "other.example", null);
        CountDownLatch answering = new CountDownLatch(1);
        domains.holdUntil(answering);
        CompletableFuture<MailDomain> checking =
                CompletableFuture.supplyAsync(() -> domains.verification.verify(ada, slow.id()));
        domains.awaitQuestion();
        assertThatThrownBy(() -> domains.verification.verify(ada, other.id())).isInstanceOf(Limited.class);
        answering.countDown();
        assertThat(checking.join().state()).isEqualTo(DomainState.TEMPORARY_FAILURE);
        assertThat(domains.verification.verify(ada, other.id()).state()).isEqualTo(DomainState.TEMPORARY_FAILURE);
    }
}
