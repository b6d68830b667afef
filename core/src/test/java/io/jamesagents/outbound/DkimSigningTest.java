package io.jamesagents.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.jamesagents.apikey.Caller;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.inbox.InboxChange;
import io.jamesagents.maildomain.MailDomain;
import io.jamesagents.maildomain.TestingDomains;
import io.jamesagents.maildomain.dkim.SigningKey;
import io.jamesagents.store.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DkimSigningTest {
    private static final String EACH = "io.jamesagents.store.TestDatabases#each";

    private TestingDomains domains;
    private DkimSigning signing;
    private MailDomain domain;
    private Inbox own;
    private Inbox shared;
    private Inbox others;

    private void start(Database database) throws Exception {
        domains = new TestingDomains(database);
        domains.server.domains.ensureSharedKey(domains.keys);
        signing = new DkimSigning(domains.server.inboxes, domains.keys);
        Caller ada = domains.caller("ada");
        domain = domains.verified(ada, "example.org");
        own = inbox(ada, domain, "own");
        shared = inbox(ada, domains.server.domains.shared(), "shared");
        others = inbox(domains.caller("bob"), domains.server.domains.shared(), "others");
    }

    private Inbox inbox(Caller caller, MailDomain at, String local) {
        return domains.server.inboxes.create(
                caller.reach(), at.id(), new InboxChange(local, null, null, null, null, null));
    }

    @AfterEach
    void stop() {
        domains.close();
    }

    private String signs(String sender, String from) {
        return signing.key(sender, from).map(SigningKey::domain).orElse("nothing");
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void organisationShouldSignForItsDomainAndItsInboxes(Database database) throws Exception {
        start(database);
        assertThat(signs(own.address(), own.address())).isEqualTo("example.org");
        assertThat(signs(own.address(), "Sales@Example.org")).isEqualTo("example.org");
        assertThat(signs(shared.address(), "sales@example.org")).isEqualTo("example.org");
        assertThat(signs(own.address(), shared.address())).isEqualTo("agents.localhost");
        assertThat(signing.key(own.address(), own.address()).orElseThrow().selector())
                .isEqualTo(domain.proof().selector());
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void nobodyShouldSignForOthers(Database database) throws Exception {
        start(database);
        assertThat(signs(others.address(), own.address())).isEqualTo("nothing");
        assertThat(signs(others.address(), shared.address())).isEqualTo("nothing");
        assertThat(signs(others.address(), "postmaster@agents.localhost")).isEqualTo("nothing");
        assertThat(signs("joe@agents.localhost", shared.address())).isEqualTo("nothing");
        assertThat(signs("joe@other.example", "boss@example.org")).isEqualTo("nothing");
        assertThat(signs("joe@other.example", "joe@other.example")).isEqualTo("nothing");
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void usersOfJamesShouldSignForThemselvesAndTheirOwnDomain(Database database) throws Exception {
        start(database);
        assertThat(signs("joe@agents.localhost", "joe@agents.localhost")).isEqualTo("agents.localhost");
        assertThat(signs("joe@example.org", "sales@example.org")).isEqualTo("example.org");
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void waitingDomainShouldNotSign(Database database) throws Exception {
        start(database);
        domains.own.create(domains.caller("ada"), "waiting.example", null);
        assertThat(signs(own.address(), "a@waiting.example")).isEqualTo("nothing");
    }
}
