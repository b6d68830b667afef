package io.jamesagents.thread;

import static org.assertj.core.api.Assertions.assertThat;

import io.jamesagents.event.EventLog;
import io.jamesagents.event.EventType;
import io.jamesagents.event.FeedCursor;
import io.jamesagents.event.FeedEvent;
import io.jamesagents.event.FeedFilter;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.inbox.Reach;
import io.jamesagents.ingest.TestingMailServer;
import io.jamesagents.store.Database;
import io.jamesagents.webhook.SettableClock;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ThreadUpdatesTest {
    private static final String EACH = "io.jamesagents.store.TestDatabases#each";

    private TestingMailServer server;
    private Inbox inbox;
    private Reach reach;

    private void start(Database database) throws Exception {
        server = new TestingMailServer(database, new SettableClock());
        inbox = server.inbox("ada");
        reach = Reach.all(server.org);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private ThreadId receive(String id, String headers) throws Exception {
        String mail = "From: joe@x.example\nMessage-ID: <" + id + "@x>\n" + headers + "Subject: " + id + "\n\nText\n";
        server.delivery.deliver(TestingMailServer.mail(id, inbox, mail), inbox);
        return server.messages(inbox).stream()
                .filter(message -> id.equals(message.subject()))
                .findFirst()
                .orElseThrow()
                .thread();
    }

    private List<FeedEvent> updates() {
        FeedFilter filter = new FeedFilter(inbox.id(), Set.of(EventType.THREAD_UPDATED));
        return new EventLog(server.database)
                .page(reach, filter, new FeedCursor(0), 100)
                .rows();
    }

    private List<String> changed() {
        return updates().stream()
                .map(event -> event.data().at("/changed/0").asText())
                .toList();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void eventShouldBeRecordedOnlyWhenSomethingIsDifferent(Database database) throws Exception {
        start(database);
        ThreadId thread = receive("a", "");
        server.threads.setStatus(reach, thread, ThreadStatus.OPEN);
        server.threads.removeTags(reach, thread, List.of("nothing"));
        server.threads.assign(reach, thread, null);
        assertThat(changed()).isEmpty();
        server.threads.setStatus(reach, thread, ThreadStatus.CLOSED);
        server.threads.setStatus(reach, thread, ThreadStatus.CLOSED);
        server.threads.setStatus(reach, thread, ThreadStatus.OPEN);
        server.threads.setStatus(reach, thread, ThreadStatus.CLOSED);
        server.threads.addTags(reach, thread, List.of("vip"));
        server.threads.addTags(reach, thread, List.of("vip"));
        server.threads.removeTags(reach, thread, List.of("vip"));
        server.threads.assign(reach, thread, "bob");
        assertThat(changed()).containsExactly("status", "status", "status", "tags", "tags", "assigned_to");
        FeedEvent last = updates().get(5);
        assertThat(last.thread()).isEqualTo(thread);
        assertThat(last.data().toString())
                .isEqualTo("{\"changed\":[\"assigned_to\"],\"status\":\"closed\",\"tags\":[],\"assigned_to\":\"bob\"}");
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void mergeShouldBeAnEventThatNamesTheThreadsThatEnded(Database database) throws Exception {
        start(database);
        ThreadId first = receive("a", "");
        ThreadId second = receive("b", "");
        receive("c", "References: <a@x> <b@x>\n");
        List<FeedEvent> updates = updates();
        assertThat(updates).hasSize(1);
        FeedEvent merged = updates.get(0);
        assertThat(Set.of(merged.thread().value(), merged.data().at("/merged/0").asText()))
                .isEqualTo(Set.of(first.value(), second.value()));
        assertThat(merged.data().at("/changed/0").asText()).isEqualTo("merged");
        assertThat(merged.seq()).isEqualTo(3);
    }
}
