package io.jamesagents.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.inbox.Reach;
import io.jamesagents.ingest.TestingMailServer;
import io.jamesagents.org.Orgs;
import io.jamesagents.org.Tier;
import io.jamesagents.store.Database;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WordSearchTest {
    private static final String EACH = "io.jamesagents.store.TestDatabases#each";

    private TestingMailServer server;
    private WordSearch search;
    private Inbox inbox;

    private void start(Database database) throws Exception {
        server = new TestingMailServer(database, Clock.systemUTC());
        search = new WordSearch(database, server.threads);
        inbox = server.inbox("a");
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private void mail(String from, String subject, String text) throws Exception {
        server.delivery.deliver(
                TestingMailServer.mail(
                        UUID.randomUUID().toString(),
                        inbox,
                        "From: " + from + "\nTo: " + inbox.address() + "\nSubject: " + subject + "\n\n" + text + "\n"),
                inbox);
    }

    private List<String> found(Reach reach, String text) {
        return search.find(reach, new SearchQuery(text, inbox.id(), null, 10)).stream()
                .map(hit -> hit.thread().subject())
                .toList();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void findShouldAskForEveryWordWhereverItIs(Database database) throws Exception {
        start(database);
        mail("ann@example.com", "An invoice", "See below.");
        mail("bob@example.com", "Hello", "Your INVOICE is overdue.");
        mail("eve@example.com", "Lunch", "At noon?");
        Reach all = Reach.all(server.org);
        assertThat(found(all, "invoice")).containsExactly("An invoice", "Hello");
        assertThat(found(all, "Invoice bob@")).containsExactly("Hello");
        assertThat(found(all, "invoice noon")).isEmpty();
        assertThat(search.find(all, new SearchQuery("noon", inbox.id(), null, 10))
                        .get(0))
                .satisfies(hit -> assertThat(hit.score()).isBetween(0.5, 0.7))
                .satisfies(hit -> assertThat(hit.participants()).contains("eve@example.com", inbox.address()));
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void findShouldTakeWildcardsLiterally(Database database) throws Exception {
        start(database);
        mail("ann@example.com", "100% sure!", "x");
        mail("ann@example.com", "100 sure", "x");
        assertThat(found(Reach.all(server.org), "100%")).containsExactly("100% sure!");
        assertThat(found(Reach.all(server.org), "sure!")).containsExactly("100% sure!");
        assertThat(found(Reach.all(server.org), "10_")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void findShouldStayWithinReach(Database database) throws Exception {
        start(database);
        mail("ann@example.com", "Hello", "x");
        Reach other = Reach.all(new Orgs(database, Clock.systemUTC())
                .ensure("o", "O", Tier.FREE)
                .id());
        assertThat(found(other, "hello")).isEmpty();
        assertThat(found(new Reach(server.org, Set.of()), "hello")).isEmpty();
        assertThat(found(new Reach(server.org, Set.of(inbox.id())), "hello")).hasSize(1);
    }

    @Test
    void queryShouldBeLimited() {
        assertThatThrownBy(() -> new SearchQuery(" ", null, null, 1)).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> new SearchQuery("a".repeat(1001), null, null, 1))
                .isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> new SearchQuery("a", null, null, 1)).isInstanceOf(Invalid.class);
    }
}
