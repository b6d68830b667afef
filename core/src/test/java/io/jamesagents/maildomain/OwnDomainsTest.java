package io.jamesagents.maildomain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jamesagents.AgentsException.Conflict;
import io.jamesagents.AgentsException.Forbidden;
import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.AgentsException.NotFound;
import io.jamesagents.apikey.Caller;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.inbox.Reach;
import io.jamesagents.maildomain.dns.DnsRecord;
import io.jamesagents.maildomain.dns.DnsRecord.Kind;
import io.jamesagents.maildomain.dns.RecordState;
import io.jamesagents.store.Database;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OwnDomainsTest {
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

    @ParameterizedTest
    @MethodSource(EACH)
    void newDomainShouldWaitForItsRecords(Database database) throws Exception {
        start(database);
        MailDomain domain = domains.own.create(ada, "Example.ORG", "eu");
        assertThat(domain.state()).isEqualTo(DomainState.PENDING);
        assertThat(domain.name()).isEqualTo("example.org");
        assertThat(domain.region()).isEqualTo("eu");
        List<DnsRecord> records = domains.records.of(domain);
        assertThat(records).extracting(DnsRecord::kind).containsExactly(Kind.values());
        assertThat(records).extracting(DnsRecord::state).containsOnly(RecordState.NOT_STARTED);
        assertThat(records.get(0).value()).matches("agents-challenge=[0-9a-f]{32}");
        assertThat(records.get(1).name()).matches("a[0-9a-f]{12}\\._domainkey\\.example\\.org");
        assertThat(records.get(1).value()).matches("v=DKIM1; k=rsa; p=[A-Za-z0-9+/]{390,}=*");
        assertThat(records.get(2).value()).isEqualTo(TestingDomains.HOST);
        assertThat(records.get(3).value()).isEqualTo("v=spf1 a:" + TestingDomains.HOST + " ~all");
        assertThat(records.get(4).value()).isEqualTo("v=DMARC1; p=none; rua=mailto:dmarc@agents.localhost");
        assertThat(domains.audit.list(ada.orgId(), 10, null).rows())
                .singleElement()
                .satisfies(entry -> assertThat(entry.action()).isEqualTo("domain.created"));
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void privateKeyShouldBeStoredSealedAndShownToNobody(Database database) throws Exception {
        start(database);
        MailDomain domain = domains.own.create(ada, "example.org", null);
        String stored = database.read(handle -> handle.createQuery("SELECT dkim_key FROM mail_domain WHERE id = :id")
                .bind("id", domain.id().value())
                .mapTo(String.class)
                .one());
        assertThat(stored).startsWith("v1:").doesNotContain("PRIVATE KEY");
        assertThat(domain.toString()).doesNotContain("PRIVATE");
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void nameShouldBeTakenOncePerOrganisation(Database database) throws Exception {
        start(database);
        domains.own.create(ada, "example.org", null);
        assertThatThrownBy(() -> domains.own.create(ada, "EXAMPLE.org", null))
                .isInstanceOfSatisfying(
                        Conflict.class, conflict -> assertThat(conflict.code()).isEqualTo("domain_exists"));
        MailDomain other = domains.own.create(bob, "example.org", null);
        assertThat(domains.server.domains.list(ada.orgId())).hasSize(2).doesNotContain(other);
        assertThatThrownBy(() -> domains.server.domains.get(ada.orgId(), other.id()))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> domains.verify(ada, other)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> domains.own.delete(ada, other.id())).isInstanceOf(NotFound.class);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void sharedDomainAndItsFamilyShouldBeRefused(Database database) throws Exception {
        start(database);
        for (String name : List.of("agents.localhost", "x.agents.localhost", "a.b.AGENTS.localhost")) {
            assertThatThrownBy(() -> domains.own.create(ada, name, null)).isInstanceOf(Invalid.class);
        }
        assertThat(domains.own.create(ada, "myagents.localhost", null).shared()).isFalse();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void waitingDomainsShouldBeLimited(Database database) throws Exception {
        start(database);
        MailDomain first = domains.own.create(ada, "first.example", null);
        database.update(handle -> {
            for (int i = 0; i < 99; i++) {
                handle.execute(
                        "INSERT INTO mail_domain (id, org_id, name, status, created_at) VALUES (?, ?, ?, 'pending', 0)",
                        "d_" + i,
                        ada.orgId().value(),
                        i + ".example");
            }
        });
        assertThatThrownBy(() -> domains.own.create(ada, "more.example", null)).isInstanceOf(Forbidden.class);
        domains.own.create(bob, "more.example", null);
        domains.own.delete(ada, first.id());
        domains.own.create(ada, "more.example", null);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void verifiedAndSharedDomainsShouldNotBeDeleted(Database database) throws Exception {
        start(database);
        MailDomain domain = domains.verified(ada, "example.org");
        assertThatThrownBy(() -> domains.own.delete(ada, domain.id())).isInstanceOf(Conflict.class);
        assertThatThrownBy(() ->
                        domains.own.delete(ada, domains.server.domains.shared().id()))
                .isInstanceOf(Forbidden.class);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void callerOfCertainInboxesShouldMakeNoDomain(Database database) throws Exception {
        start(database);
        Caller limited =
                new Caller(ada.org(), ada.actor(), ada.scopes(), new Reach(ada.orgId(), Set.of(new InboxId("i_1"))));
        MailDomain domain = domains.own.create(ada, "example.org", null);
        assertThatThrownBy(() -> domains.own.create(limited, "other.example", null))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> domains.verify(limited, domain)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> domains.own.delete(limited, domain.id())).isInstanceOf(Forbidden.class);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void verifiedDomainShouldLendItsAddressesToTheWholeOrganisationOnly(Database database) throws Exception {
        start(database);
        Reach limited = new Reach(ada.orgId(), Set.of(new InboxId("i_1")));
        domains.own.create(ada, "waiting.example", null);
        domains.verified(ada, "example.org");
        assertThat(domains.server.inboxes.ownsDomainOf(ada.reach(), "sales@example.org"))
                .isTrue();
        assertThat(domains.server.inboxes.ownsDomainOf(limited, "sales@example.org"))
                .isFalse();
        assertThat(domains.server.inboxes.ownsDomainOf(bob.reach(), "sales@example.org"))
                .isFalse();
        assertThat(domains.server.inboxes.ownsDomainOf(ada.reach(), "a@waiting.example"))
                .isFalse();
        assertThat(domains.server.inboxes.ownsDomainOf(ada.reach(), "postmaster@agents.localhost"))
                .isFalse();
    }
}
