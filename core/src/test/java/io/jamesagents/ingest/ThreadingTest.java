package io.jamesagents.ingest;

import static io.jamesagents.ingest.TestingMailServer.mail;
import static org.assertj.core.api.Assertions.assertThat;

import io.jamesagents.Ids;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.inbox.Reach;
import io.jamesagents.message.StoredMessage;
import io.jamesagents.store.Database;
import io.jamesagents.store.TestDatabases;
import io.jamesagents.thread.MailThread;
import io.jamesagents.thread.ThreadId;
import io.jamesagents.thread.ThreadStatus;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ThreadingTest {
    private TestingMailServer server;
    private Inbox inbox;

    private void start(Database database) throws Exception {
        server = new TestingMailServer(database, Clock.systemUTC());
        inbox = server.inbox("joe");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String text(String id, String headers) {
        return "From: ann@x.example\nTo: joe@agents.localhost\nMessage-ID: <" + id + "@x>\n" + headers + "\nText of "
                + id + "\n";
    }

    private void deliver(String... mails) throws Exception {
        for (String one : mails) {
            server.delivery.deliver(mail(Ids.hash(one), inbox, one), inbox);
        }
    }

    /** The sets of Message-IDs that are one thread. */
    private Set<Set<String>> partition() {
        Map<ThreadId, Set<String>> threads = server.messages(inbox).stream()
                .collect(Collectors.groupingBy(
                        StoredMessage::thread, Collectors.mapping(StoredMessage::rfcMessageId, Collectors.toSet())));
        threads.forEach((id, mails) -> assertThat(
                        server.threads.get(Reach.all(server.org), id).messageCount())
                .isEqualTo(mails.size()));
        return new HashSet<>(threads.values());
    }

    @ParameterizedTest
    @MethodSource("io.jamesagents.store.TestDatabases#each")
    void mailsShouldMakeTheSameThreadsInWhicheverOrderTheyArrive(Database database) throws Exception {
        start(database);
        List<String> mails = new ArrayList<>(List.of(
                text("a", "Subject: One\nDate: Mon, 1 Jan 2024 10:00:00 +0000\n"),
                text("b", "Subject: Re: One\nReferences: <a@x>\n"),
                text("c", "Subject: Re: One\nReferences: <a@x> <missing@x>\n"),
                text("d", "Subject: Other\nIn-Reply-To: <missing@x>\n"),
                text("e", "Subject: Two\nDate: Mon, 1 Jan 2024 10:00:00 +0000\n"),
                text("f", "Subject: Re: Two\nDate: Tue, 2 Jan 2024 10:00:00 +0000\n"),
                text("g", "Subject: Two\nDate: Tue, 2 Jan 2024 10:00:00 +0000\nReferences: <yes>\n"),
                text("h", "Subject: Re: Two\nDate: Tue, 2 Apr 2024 10:00:00 +0000\n")));
        deliver(mails.toArray(String[]::new));
        Set<Set<String>> inOrder = partition();
        assertThat(inOrder)
                .containsExactlyInAnyOrder(
                        Set.of("<a@x>", "<b@x>", "<c@x>", "<d@x>"), Set.of("<e@x>", "<f@x>", "<g@x>"), Set.of("<h@x>"));
        for (int seed = 0; seed < 24; seed++) {
            Collections.shuffle(mails, new Random(seed));
            inbox = server.inbox("joe" + seed);
            deliver(mails.stream().map(one -> one.replace("To: joe@", "To: x@")).toArray(String[]::new));
            assertThat(partition()).as("order %s", seed).isEqualTo(inOrder);
        }
    }

    @Test
    void mergedThreadShouldKeepWhatAgentsNotedAndBothIds() throws Exception {
        start(TestDatabases.sqlite());
        deliver(text("a", "Subject: A\n"), text("c", "Subject: C\nReferences: <b@x>\n"));
        List<StoredMessage> before = server.messages(inbox);
        ThreadId first = before.get(0).thread();
        ThreadId second = before.get(1).thread();
        server.threads.addTags(Reach.all(server.org), first, List.of("one", "both"));
        server.threads.addTags(Reach.all(server.org), second, List.of("both", "two"));
        server.threads.setStatus(Reach.all(server.org), second, ThreadStatus.WAITING);
        server.threads.assign(Reach.all(server.org), second, "ann");
        deliver(text("b", "Subject: B\nReferences: <a@x>\n"));
        MailThread merged = server.threads.get(Reach.all(server.org), first);
        assertThat(merged).isEqualTo(server.threads.get(Reach.all(server.org), second));
        assertThat(merged.tags()).containsExactly("one", "both", "two");
        assertThat(merged.status()).isEqualTo(ThreadStatus.WAITING);
        assertThat(merged.assignedTo()).isEqualTo("ann");
        assertThat(merged.messageCount()).isEqualTo(3);
        assertThat(merged.subject()).isEqualTo("A");
        assertThat(merged.snippet()).isEqualTo("Text of b");
    }

    @Test
    void routingTokenShouldWinOverHeadersAlsoAfterAMerge() throws Exception {
        start(TestDatabases.sqlite());
        deliver(text("a", "Subject: A\n"), text("b", "Subject: B\n"));
        ThreadId thread = server.messages(inbox).get(0).thread();
        String address =
                io.jamesagents.thread.RoutingTokens.address(inbox.address(), server.tokens.token(inbox.id(), thread));
        String reply = text("r", "Subject: Re: B\nReferences: <b@x>\n");
        server.delivery.deliver(mail("r", address, reply), inbox);
        assertThat(partition()).containsExactlyInAnyOrder(Set.of("<a@x>", "<r@x>"), Set.of("<b@x>"));
    }

    @Test
    void forgedRoutingTokenShouldBeIgnored() throws Exception {
        start(TestDatabases.sqlite());
        deliver(text("a", "Subject: A\n"));
        String forged = "joe+t" + "0".repeat(20) + "@agents.localhost";
        server.delivery.deliver(mail("r", forged, text("r", "Subject: Re: B\n")), inbox);
        assertThat(partition()).containsExactlyInAnyOrder(Set.of("<a@x>"), Set.of("<r@x>"));
    }

    @Test
    void threadsShouldNotReachOverInboxes() throws Exception {
        start(TestDatabases.sqlite());
        Inbox other = server.inbox("other");
        deliver(text("a", "Subject: A\n"));
        String reply = text("b", "Subject: Re: A\nReferences: <a@x>\n");
        server.delivery.deliver(mail("b", other, reply), other);
        assertThat(server.messages(other).get(0).thread())
                .isNotEqualTo(server.messages(inbox).get(0).thread());
    }
}
