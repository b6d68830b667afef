package io.jamesagents.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jamesagents.AgentsException.Conflict;
import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.AgentsException.NotFound;
import io.jamesagents.inbox.InboxChange.WebhookChange;
import io.jamesagents.ingest.TestingMailServer;
import io.jamesagents.org.OrgId;
import io.jamesagents.org.Orgs;
import io.jamesagents.org.Tier;
import io.jamesagents.store.Cursor;
import io.jamesagents.store.Database;
import io.jamesagents.store.Page;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InboxesTest {
    private static final String EACH = "io.jamesagents.store.TestDatabases#each";

    private TestingMailServer server;
    private OrgId other;

    private void start(Database database) throws Exception {
        server = new TestingMailServer(database, Clock.systemUTC());
        other = new Orgs(database, Clock.systemUTC())
                .ensure("other", "Other", Tier.FREE)
                .id();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static InboxChange named(String localPart) {
        return new InboxChange(localPart, null, null, null, null, null);
    }

    private static InboxChange webhook(String endpoint) {
        return new InboxChange(
                null, null, null, null, Optional.of(new WebhookChange(endpoint, null, null, null)), null);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void createShouldRefuseAnAddressThatAnyInboxHas(Database database) throws Exception {
        start(database);
        server.inboxes.create(Reach.all(server.org), null, named("Ada"));
        for (OrgId org : List.of(server.org, other)) {
            assertThatThrownBy(() -> server.inboxes.create(Reach.all(org), null, named("ada")))
                    .isInstanceOf(Conflict.class);
        }
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void addressShouldStayWithItsOrganisationWhenTheInboxIsDeletedOrRenamed(Database database) throws Exception {
        start(database);
        Inbox inbox = server.inboxes.create(Reach.all(server.org), null, named("a"));
        server.inboxes.update(Reach.all(server.org), inbox.id(), named("d"));
        server.inboxes.update(Reach.all(server.org), inbox.id(), named("c"));
        server.inboxes.delete(Reach.all(server.org), inbox.id());
        for (String address : List.of("a", "d", "c")) {
            assertThat(server.inboxes.receiving(address + "@agents.localhost")).isEmpty();
            assertThat(server.inboxes.everExisted(address + "@agents.localhost"))
                    .isTrue();
            assertThatThrownBy(() -> server.inboxes.create(Reach.all(other), null, named(address)))
                    .isInstanceOf(Conflict.class);
        }
        assertThat(server.inboxes
                        .create(Reach.all(server.org), null, named("d"))
                        .address())
                .isEqualTo("d@agents.localhost");
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void renamedInboxShouldReceiveAtItsNewAddressAndKeepItsMailbox(Database database) throws Exception {
        start(database);
        Inbox inbox = server.inboxes.create(Reach.all(server.org), null, named("a"));
        server.inboxes.update(Reach.all(server.org), inbox.id(), named("d"));
        Inbox found = server.inboxes.receiving("D+x@agents.localhost").orElseThrow();
        assertThat(found.id()).isEqualTo(inbox.id());
        assertThat(found.mailboxUser()).isEqualTo("a@agents.localhost");
        assertThatThrownBy(() -> server.inboxes.create(Reach.all(server.org), null, named("a")))
                .isInstanceOf(Conflict.class);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void webhookShouldKeepItsSecretWhenTheEndpointChanges(Database database) throws Exception {
        start(database);
        Inbox inbox = server.inboxes.create(Reach.all(server.org), null, named("a"));
        WebhookTarget first = server.inboxes
                .update(Reach.all(server.org), inbox.id(), webhook("https://x.example/1"))
                .webhook();
        WebhookTarget second = server.inboxes
                .update(Reach.all(server.org), inbox.id(), webhook("https://x.example/2"))
                .webhook();
        assertThat(first.secret()).matches("whsec_[0-9a-f]{48}");
        assertThat(second).isEqualTo(new WebhookTarget("https://x.example/2", List.of("inbound"), first.secret()));
        InboxChange none = new InboxChange(null, null, null, null, Optional.empty(), null);
        assertThat(server.inboxes
                        .update(Reach.all(server.org), inbox.id(), none)
                        .webhook())
                .isNull();
        assertThatThrownBy(() -> server.inboxes.update(Reach.all(server.org), inbox.id(), webhook("ftp://x.example")))
                .isInstanceOf(Invalid.class);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void getShouldNotFindWhatIsAnothers(Database database) throws Exception {
        start(database);
        Inbox inbox = server.inboxes.create(Reach.all(server.org), null, named("a"));
        assertThatThrownBy(() -> server.inboxes.get(Reach.all(other), inbox.id()))
                .isInstanceOf(NotFound.class);
        assertThat(server.inboxes.list(Reach.all(other), null, 10, null).rows()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void listShouldGiveEachInboxOnceOverAllPages(Database database) throws Exception {
        start(database);
        List<InboxId> made = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            made.add(server.inboxes
                    .create(Reach.all(server.org), null, named("a" + i))
                    .id());
        }
        List<InboxId> listed = new ArrayList<>();
        String cursor = null;
        do {
            Page<Inbox> page = server.inboxes.list(Reach.all(server.org), null, 3, Cursor.decode(cursor));
            page.rows().forEach(inbox -> listed.add(inbox.id()));
            cursor = page.nextCursor();
        } while (cursor != null);
        assertThat(listed).containsExactlyInAnyOrderElementsOf(made);
    }
}
