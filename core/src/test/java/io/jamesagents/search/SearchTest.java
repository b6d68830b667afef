package io.jamesagents.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.jamesagents.embedding.TestingEmbedder;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.inbox.Reach;
import io.jamesagents.ingest.TestingMailServer;
import io.jamesagents.message.Direction;
import io.jamesagents.message.StoredMessage;
import io.jamesagents.org.Orgs;
import io.jamesagents.org.Tier;
import io.jamesagents.store.Database;
import io.jamesagents.thread.MailThread;
import io.jamesagents.thread.ThreadStatus;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SearchTest {
    private static final String EACH = "io.jamesagents.store.TestDatabases#each";

    private final TestingSearchEngine engine = new TestingSearchEngine();
    private final TestingEmbedder embedder = new TestingEmbedder();
    private TestingMailServer server;
    private TestingSearch searching;
    private Inbox inbox;

    private void start(Database database) throws Exception {
        server = new TestingMailServer(database, Clock.systemUTC());
        searching = new TestingSearch(database, server.threads, engine, embedder, Clock.systemUTC());
        inbox = server.inbox("a");
    }

    @AfterEach
    void stop() {
        if (server != null) {
            searching.close();
            server.close();
        }
    }

    private void mail(String subject, String text, String... headers) throws Exception {
        mail(inbox, subject, text, headers);
    }

    private void mail(Inbox to, String subject, String text, String... headers) throws Exception {
        String id = UUID.randomUUID().toString();
        String head = "From: ann@example.com\nTo: " + to.address() + "\nMessage-ID: <" + id + "@x>\n";
        server.delivery.deliver(
                TestingMailServer.mail(
                        id,
                        to,
                        head + String.join("\n", headers) + (headers.length == 0 ? "" : "\n") + "Subject: " + subject
                                + "\n\n" + text + "\n"),
                to);
    }

    private Findings find(String text) {
        return find(text, Refinement.NONE);
    }

    private Findings find(String text, Refinement refinement) {
        return find(Reach.all(server.org), text, refinement);
    }

    private Findings find(Reach reach, String text, Refinement refinement) {
        return searching.search.find(reach, new SearchQuery(text, inbox.id(), null, refinement, 10));
    }

    private static List<String> subjects(Findings findings) {
        return findings.hits().stream().map(hit -> hit.thread().subject()).toList();
    }

    private MailThread thread(String text) {
        return find(text).hits().get(0).thread();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void findShouldShowWhatWasFoundInEachRow(Database database) throws Exception {
        start(database);
        mail("Invoice", "Please pay 40 euro.");
        mail("Lunch", "At noon?");
        searching.work();
        Findings findings = find("pay");
        assertThat(findings.byMeaning()).isTrue();
        assertThat(findings.degraded()).isNull();
        Hit best = findings.hits().get(0);
        assertThat(best.thread().subject()).isEqualTo("Invoice");
        assertThat(best.score()).isBetween(0.0, 1.0);
        assertThat(best.participants()).contains("ann@example.com");
        assertThat(best.match().highlights()).containsExactly("Please <em>pay</em> 40 euro.");
        assertThat(best.match().passage()).contains("Please pay 40 euro.").doesNotContain("Invoice");
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void findShouldFindByVectorWhatHasNoWordOfTheQuery(Database database) throws Exception {
        start(database);
        mail("?", "!!!");
        searching.work();
        // The testing embedder gives equal texts equal vectors; there is no word in this one.
        String embedded = embedder.asked().get(0);
        assertThat(subjects(find(embedded))).containsExactly("?");
        assertThat(find(embedded).byMeaning()).isTrue();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void threadShouldBeOneRowHoweverManyOfItsMessagesAreFound(Database database) throws Exception {
        start(database);
        mail("Zebra", "zebra one", "References: <root@x>");
        mail("Re: Zebra", "zebra two", "References: <root@x>");
        searching.work();
        assertThat(find("zebra").hits()).hasSize(1);
        assertThat(find("zebra").hits().get(0).thread().messageCount()).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void mergedThreadsShouldBeOneRowThoughTheIndexWasToldOfTwo(Database database) throws Exception {
        start(database);
        mail("Zebra", "zebra one", "References: <one@x>");
        mail("Zebra", "zebra two", "References: <two@x>");
        searching.work();
        assertThat(find("zebra").hits()).hasSize(2);
        mail("Zebra", "both", "References: <one@x> <two@x>");
        assertThat(find("zebra").hits()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void statusAndTagShouldBeThoseOfNow(Database database) throws Exception {
        start(database);
        mail("Zebra", "zebra one");
        mail("Yak", "zebra two");
        searching.work();
        Reach all = Reach.all(server.org);
        Refinement waiting = new Refinement(null, null, null, null, null, null, null, ThreadStatus.WAITING, null);
        Refinement tagged = new Refinement(null, null, null, null, null, null, null, null, "urgent");
        assertThat(find("zebra", waiting).hits()).isEmpty();
        MailThread thread = thread("one");
        server.threads.setStatus(all, thread.id(), ThreadStatus.WAITING);
        server.threads.addTags(all, thread.id(), List.of("urgent"));
        assertThat(subjects(find("zebra", waiting))).containsExactly(thread.subject());
        assertThat(subjects(find("zebra", tagged))).containsExactly(thread.subject());
        server.threads.removeTags(all, thread.id(), List.of("urgent"));
        assertThat(find("zebra", tagged).hits()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void refinementsShouldHoldInTheDatabaseAsInTheIndex(Database database) throws Exception {
        start(database);
        mail("Zebra", "zebra", "Cc: Bob <bob@other.example>");
        Instant now = Instant.now();
        List<Refinement> fitting = List.of(
                new Refinement("ann@example.com", null, null, null, null, null, null, null, null),
                new Refinement("EXAMPLE.com", null, null, null, null, null, null, null, null),
                new Refinement(null, "bob@other.example", null, null, null, null, null, null, null),
                new Refinement(null, "other.example", null, null, null, null, null, null, null),
                new Refinement(null, null, "@other.example", null, null, null, null, null, null),
                new Refinement(null, null, "ann@example.com", null, null, null, null, null, null),
                new Refinement(null, null, null, now.plusSeconds(60), null, null, null, null, null),
                new Refinement(null, null, null, null, now.minusSeconds(60), null, null, null, null),
                new Refinement(null, null, null, null, null, Direction.INBOUND, null, null, null),
                new Refinement(null, null, null, null, null, null, false, ThreadStatus.OPEN, null));
        List<Refinement> others = List.of(
                new Refinement("bob@other.example", null, null, null, null, null, null, null, null),
                new Refinement("ample.com", null, null, null, null, null, null, null, null),
                new Refinement(null, "ann@example.com", null, null, null, null, null, null, null),
                new Refinement(null, null, "eve@example.com", null, null, null, null, null, null),
                new Refinement(null, null, null, now.minusSeconds(60), null, null, null, null, null),
                new Refinement(null, null, null, null, now.plusSeconds(60), null, null, null, null),
                new Refinement(null, null, null, null, null, Direction.OUTBOUND, null, null, null),
                new Refinement(null, null, null, null, null, null, true, null, null),
                new Refinement(null, null, null, null, null, null, null, ThreadStatus.CLOSED, null));
        assertThat(fitting)
                .allSatisfy(one -> assertThat(find("zebra", one).hits()).hasSize(1));
        assertThat(others)
                .allSatisfy(one -> assertThat(find("zebra", one).hits()).isEmpty());
        searching.work();
        assertThat(fitting).allSatisfy(one -> assertThat(find("zebra", one))
                .satisfies(found -> assertThat(found.hits()).hasSize(1))
                .matches(Findings::byMeaning));
        assertThat(others)
                .allSatisfy(one -> assertThat(find("zebra", one).hits()).isEmpty());
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void findShouldEndAtTheReachOfTheKey(Database database) throws Exception {
        start(database);
        Inbox second = server.inbox("second");
        mail("Zebra", "zebra");
        mail(second, "Yak", "zebra");
        searching.work();
        Reach limited = new Reach(server.org, Set.of(second.id()));
        SearchQuery domain = new SearchQuery("zebra", null, inbox.domain(), 10);
        assertThat(subjects(searching.search.find(limited, domain))).containsExactly("Yak");
        assertThat(searching.search.find(Reach.all(server.org), domain).hits()).hasSize(2);
        assertThat(find(limited, "zebra", Refinement.NONE).hits()).isEmpty();
        assertThat(find(new Reach(server.org, Set.of(new InboxId("i_0"))), "zebra", Refinement.NONE)
                        .hits())
                .isEmpty();
        Reach other = Reach.all(new Orgs(database, Clock.systemUTC())
                .ensure("other", "Other", Tier.FREE)
                .id());
        assertThat(searching.search.find(other, domain).hits()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void mailShouldBeFoundByWordsWhileTheModelIsAway(Database database) throws Exception {
        start(database);
        embedder.fail(true);
        mail("Zebra", "zebra");
        searching.work();
        Findings findings = find("zebra");
        assertThat(subjects(findings)).containsExactly("Zebra");
        assertThat(findings.byMeaning()).isFalse();
        assertThat(findings.degraded()).isEqualTo("The embedding model does not answer");
        assertThat(findings.hits().get(0).match()).isNotNull();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void mailShouldBeFoundInTheDatabaseWhileTheIndexIsAway(Database database) throws Exception {
        start(database);
        mail("Zebra", "zebra");
        searching.work();
        engine.away(true);
        mail("Yak", "zebra");
        searching.work();
        Findings findings = find("zebra");
        assertThat(subjects(findings)).containsExactlyInAnyOrder("Zebra", "Yak");
        assertThat(findings.byMeaning()).isFalse();
        assertThat(findings.degraded()).isEqualTo("The search index does not answer");
        engine.away(false);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void partOfWordShouldBeFoundInTheDatabase(Database database) throws Exception {
        start(database);
        embedder.fail(true);
        mail("Zebra", "stripes");
        searching.work();
        assertThat(subjects(find("strip"))).containsExactly("Zebra");
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void deletedMessageShouldLeaveTheIndex(Database database) throws Exception {
        start(database);
        mail("Zebra", "canary-4711");
        searching.work();
        StoredMessage message = server.messages(inbox).get(0);
        assertThat(engine.everything()).contains("canary-4711");
        database.update(handle ->
                SearchEntries.remove(handle, server.org, List.of(message.id().value())));
        while (searching.forgetting.some(server.org)) {
            // The next ones.
        }
        assertThat(engine.everything()).doesNotContain("canary-4711");
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void messageDeletedWhileItIsIndexedShouldNotStay(Database database) throws Exception {
        start(database);
        mail("Zebra", "canary-4711");
        StoredMessage message = server.messages(inbox).get(0);
        database.update(handle ->
                SearchEntries.remove(handle, server.org, List.of(message.id().value())));
        searching.work();
        assertThat(engine.everything()).doesNotContain("canary-4711");
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void indexThatWasLostShouldGetEverythingAgain(Database database) throws Exception {
        start(database);
        mail("Zebra", "zebra");
        searching.work();
        searching.close();
        TestingSearchEngine empty = new TestingSearchEngine();
        searching = new TestingSearch(database, server.threads, empty, embedder, Clock.systemUTC());
        searching.look();
        searching.work();
        assertThat(find("zebra").byMeaning()).isTrue();
    }
}
