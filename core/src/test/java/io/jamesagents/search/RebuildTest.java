package io.jamesagents.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.jamesagents.embedding.TestingEmbedder;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.inbox.Reach;
import io.jamesagents.ingest.TestingMailServer;
import io.jamesagents.store.Database;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RebuildTest {
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
        mail("Zebra");
        searching.work();
        searching.look();
    }

    @AfterEach
    void stop() {
        if (server != null) {
            searching.close();
            server.close();
        }
    }

    private void mail(String subject) throws Exception {
        server.delivery.deliver(
                TestingMailServer.mail(
                        UUID.randomUUID().toString(),
                        inbox,
                        "From: ann@example.com\nSubject: " + subject + "\n\nzebra\n"),
                inbox);
    }

    private Findings find() {
        return searching.search.find(Reach.all(server.org), new SearchQuery("zebra", inbox.id(), null, 10));
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void oldIndexShouldAnswerUntilTheNewOneIsComplete(Database database) throws Exception {
        start(database);
        String name = searching.rebuild.begin();
        assertThat(name).isEqualTo("mail-2");
        assertThat(searching.rebuild.begin()).isEqualTo(name);
        assertThat(find().hits()).hasSize(1);
        assertThat(find().byMeaning()).isTrue();
        mail("Yak");
        searching.work();
        searching.look();
        assertThat(searching.status.get().indexes())
                .singleElement()
                .satisfies(index -> assertThat(index.name()).isEqualTo(name))
                .satisfies(index -> assertThat(index.state()).isEqualTo("live"))
                .satisfies(index -> assertThat(index.size().messages()).isEqualTo(2));
        assertThat(find().hits()).hasSize(2);
        assertThat(engine.names()).containsExactly(name);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void newModelShouldHaveTheIndexBuiltAnew(Database database) throws Exception {
        start(database);
        embedder.becomes("newer");
        assertThat(find().hits()).hasSize(1);
        assertThat(find().degraded()).isEqualTo("The vectors are being made anew");
        searching.look();
        searching.work();
        assertThat(find().byMeaning()).isTrue();
        assertThat(find().degraded()).isNull();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void buildShouldWaitForTheModelAndGoOn(Database database) throws Exception {
        start(database);
        embedder.fail(true);
        searching.rebuild.begin();
        searching.work();
        assertThat(find().hits()).hasSize(1);
        assertThat(searching.status.get().indexes()).hasSize(2);
    }
}
