package io.jamesagents.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jamesagents.AgentsException.Gone;
import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.Json;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.inbox.Reach;
import io.jamesagents.ingest.TestingMailServer;
import io.jamesagents.store.Database;
import io.jamesagents.store.TestDatabases;
import io.jamesagents.webhook.SettableClock;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventLogTest {
    private static final String EACH = "io.jamesagents.store.TestDatabases#each";
    private static final FeedCursor BEGIN = new FeedCursor(0);

    private final SettableClock clock = new SettableClock();
    private TestingMailServer server;
    private Database database;
    private EventLog log;
    private Reach reach;
    private Inbox ada;
    private Inbox bob;

    private void start(Database database) throws Exception {
        this.database = database;
        server = new TestingMailServer(database, clock);
        log = new EventLog(database);
        reach = Reach.all(server.org);
        ada = server.inbox("ada");
        bob = server.inbox("bob");
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private boolean happen(Inbox inbox, EventType type, String what) {
        return database.write(handle -> {
            database.lock(handle, inbox.id());
            var data = Json.MAPPER.createObjectNode().put("what", what);
            return server.events.happened(handle, inbox, type, what, null, null, data, clock.instant());
        });
    }

    private static List<String> what(List<FeedEvent> rows) {
        return rows.stream().map(event -> event.data().get("what").asText()).toList();
    }

    private List<FeedEvent> follow(Reach reach, FeedFilter filter, int limit) {
        List<FeedEvent> all = new ArrayList<>();
        FeedPage page = log.page(reach, filter, BEGIN, limit);
        all.addAll(page.rows());
        while (page.hasMore()) {
            page = log.page(reach, filter, page.next(), limit);
            all.addAll(page.rows());
        }
        assertThat(page.next()).isEqualTo(log.end(server.org));
        return all;
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void pagesShouldHaveEveryEventOnceInItsOrder(Database database) throws Exception {
        start(database);
        List<String> all = IntStream.range(0, 7).mapToObj(Integer::toString).toList();
        all.forEach(what -> happen(what.equals("3") ? bob : ada, EventType.DELIVERY, what));
        assertThat(what(follow(reach, FeedFilter.EVERYTHING, 3))).isEqualTo(all);
        assertThat(what(follow(reach, FeedFilter.EVERYTHING, 7))).isEqualTo(all);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void cursorShouldGetPastEventsThatAreNotWanted(Database database) throws Exception {
        start(database);
        happen(ada, EventType.DELIVERY, "a");
        happen(bob, EventType.BOUNCE, "b");
        happen(ada, EventType.BOUNCE, "c");
        happen(bob, EventType.DELIVERY, "d");
        assertThat(what(follow(reach, new FeedFilter(bob.id(), Set.of()), 10))).containsExactly("b", "d");
        assertThat(what(follow(reach, new FeedFilter(null, Set.of(EventType.BOUNCE)), 10)))
                .containsExactly("b", "c");
        assertThat(what(follow(new Reach(server.org, Set.of(ada.id())), FeedFilter.EVERYTHING, 10)))
                .containsExactly("a", "c");
        assertThat(follow(new Reach(server.org, Set.of()), FeedFilter.EVERYTHING, 10))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void mailShouldBeSummedUpUntilItIsDeleted(Database database) throws Exception {
        start(database);
        server.delivery.deliver(TestingMailServer.mail("a", ada, "From: joe@x.example\nSubject: Hi\n\nText\n"), ada);
        FeedEvent event = follow(reach, FeedFilter.EVERYTHING, 10).get(0);
        assertThat(event.mail()).isEqualTo(new FeedEvent.Mail("joe@x.example", "Hi", "Text"));
        assertThat(event.type()).isEqualTo("inbound");
        assertThat(log.behind(reach, ada.id(), event.message())).isEqualTo(event.cursor());
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void eventsShouldBeRemovedWhenTheyAreOldAndCursorsBeforeThemExpire(Database database) throws Exception {
        start(database);
        IntStream.range(0, 700).forEach(i -> happen(ada, EventType.DELIVERY, "old" + i));
        FeedCursor within = log.page(reach, FeedFilter.EVERYTHING, BEGIN, 100).next();
        clock.advance(Duration.ofDays(20));
        happen(ada, EventType.DELIVERY, "young");
        clock.advance(Duration.ofDays(11));
        new EventRetention(database, clock).cleanUp();
        assertThatThrownBy(() -> log.page(reach, FeedFilter.EVERYTHING, within, 100))
                .isInstanceOf(Gone.class)
                .hasFieldOrPropertyWithValue("code", "cursor_expired");
        FeedPage kept = log.page(reach, FeedFilter.EVERYTHING, log.begin(server.org), 100);
        assertThat(what(kept.rows())).containsExactly("young");
        assertThat(log.begin(server.org)).isEqualTo(new FeedCursor(700));
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void cursorOfTheFutureShouldBeExpired(Database database) throws Exception {
        start(database);
        happen(ada, EventType.DELIVERY, "a");
        assertThatThrownBy(() -> log.page(reach, FeedFilter.EVERYTHING, new FeedCursor(2), 10))
                .isInstanceOf(Gone.class);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void readerShouldMissNothingWhileEightWritersCommit(Database database) throws Exception {
        start(database);
        int writers = 8;
        int each = 60;
        List<Inbox> inboxes =
                IntStream.range(0, writers).mapToObj(i -> server.inbox("w" + i)).toList();
        ExecutorService pool = Executors.newFixedThreadPool(writers);
        CountDownLatch left = new CountDownLatch(writers);
        List<Future<?>> work = new ArrayList<>();
        for (Inbox inbox : inboxes) {
            work.add(pool.submit(() -> {
                IntStream.range(0, each).forEach(i -> happen(inbox, EventType.DELIVERY, inbox.localPart() + "-" + i));
                left.countDown();
            }));
        }
        List<FeedEvent> seen = new ArrayList<>();
        FeedCursor after = BEGIN;
        boolean last = false;
        while (!last) {
            last = left.await(0, TimeUnit.SECONDS);
            FeedPage page = log.page(reach, FeedFilter.EVERYTHING, after, 50);
            seen.addAll(page.rows());
            after = page.next();
            last = last && !page.hasMore();
        }
        for (Future<?> one : work) {
            one.get();
        }
        pool.shutdown();
        assertThat(seen).hasSize(writers * each);
        assertThat(what(seen)).doesNotHaveDuplicates();
        assertThat(seen.stream().map(event -> event.cursor().position()).toList())
                .isEqualTo(IntStream.rangeClosed(1, writers * each)
                        .mapToObj(Long::valueOf)
                        .toList());
        for (Inbox inbox : inboxes) {
            List<FeedEvent> own = seen.stream()
                    .filter(event -> event.inbox().equals(inbox.id()))
                    .toList();
            assertThat(own.stream().map(FeedEvent::seq).toList())
                    .isEqualTo(IntStream.rangeClosed(1, each)
                            .mapToObj(Long::valueOf)
                            .toList());
        }
    }

    @Test
    void watcherShouldBeToldOfWhatAnotherNodeCommits() throws Exception {
        var settings = TestDatabases.postgresSettings();
        try (Database one = Database.open(settings);
                Database other = Database.open(settings);
                EventWatch watch = new EventWatch(other)) {
            TestingMailServer node = new TestingMailServer(one, Clock.systemUTC());
            CountDownLatch told = new CountDownLatch(1);
            Inbox inbox = node.inbox("ada");
            try (var watching = watch.watch(node.org, told::countDown)) {
                node.delivery.deliver(TestingMailServer.mail("a", inbox, "Subject: Hi\n\nText\n"), inbox);
                assertThat(told.await(20, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    @Test
    void watcherShouldBeToldOfWhatIsCommittedHere() throws Exception {
        try (Database sqlite = TestDatabases.sqlite();
                EventWatch watch = new EventWatch(sqlite)) {
            TestingMailServer node = new TestingMailServer(sqlite, Clock.systemUTC(), watch);
            CountDownLatch told = new CountDownLatch(1);
            Inbox inbox = node.inbox("ada");
            try (var watching = watch.watch(node.org, told::countDown)) {
                node.delivery.deliver(TestingMailServer.mail("a", inbox, "Subject: Hi\n\nText\n"), inbox);
                assertThat(told.await(20, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "ZQ", "ZTEyMzQ1Njc4OTAxMjM0NTY3ODk", "MTIz", "%%", "ZS0x"})
    void cursorThatWasNotGivenShouldBeRefused(String text) {
        assertThatThrownBy(() -> FeedCursor.decode("after", text)).isInstanceOf(Invalid.class);
    }

    @Test
    void cursorShouldBeReadAsItWasWritten() {
        assertThat(FeedCursor.decode("after", new FeedCursor(42).encode())).isEqualTo(new FeedCursor(42));
        assertThat(FeedCursor.decode("after", "")).isNull();
    }
}
