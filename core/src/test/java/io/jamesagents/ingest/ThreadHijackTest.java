package io.jamesagents.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.Ids;
import io.jamesagents.Json;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.inbox.InboxChange;
import io.jamesagents.inbox.Reach;
import io.jamesagents.message.MessageQuery;
import io.jamesagents.message.RawMail;
import io.jamesagents.message.StoredMessage;
import io.jamesagents.org.OrgId;
import io.jamesagents.org.Orgs;
import io.jamesagents.org.Tier;
import io.jamesagents.store.Database;
import io.jamesagents.store.Order;
import io.jamesagents.store.TestDatabases;
import io.jamesagents.thread.MailThread;
import io.jamesagents.thread.RoutingTokens;
import io.jamesagents.thread.ThreadId;
import io.jamesagents.thread.ThreadRecount;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who gets into whose conversations. */
class ThreadHijackTest {
    private static final int OF_EACH = 84;
    private static final String MALLORY = "mallory@evil.example";

    private TestingMailServer server;
    private Inbox inbox;
    private int number;

    private void start(Database database) throws Exception {
        server = new TestingMailServer(database, Clock.systemUTC());
        inbox = server.inbox("joe");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static ObjectNode verdict(String verdict, String from) {
        String domain = from.substring(from.indexOf('@') + 1);
        ObjectNode block = Json.MAPPER.createObjectNode();
        block.put("verdict", verdict).put("header_from", from).put("envelope_from", from);
        block.put("verified_domain", verdict.equals("pass") ? domain : null);
        block.putObject("spf").put("result", "none").put("domain", domain);
        return block;
    }

    private StoredMessage deliver(Inbox to, String from, ObjectNode authentication, String headers) throws Exception {
        return deliver(to, to.address(), from, authentication, headers);
    }

    /** A mail, whose headers may say its own Message-ID. */
    private StoredMessage deliver(Inbox to, String recipient, String from, ObjectNode authentication, String headers)
            throws Exception {
        String ingest = "in" + number++;
        String own = headers.contains("Message-ID:") ? "" : "Message-ID: <" + Ids.hash(ingest) + "@own.example>\n";
        String text = "From: Somebody <" + from + ">\nTo: " + to.address() + "\n" + own + headers + "\nText " + ingest;
        RawMail raw = RawMail.of(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
        IncomingMail mail = new IncomingMail(
                ingest, from, recipient, raw, Clock.systemUTC().instant(), Wants.EVERYTHING, authentication);
        assertThat(server.delivery.deliver(mail, to)).isEqualTo(Outcome.DELIVERED);
        return last(to);
    }

    private StoredMessage last(Inbox of) {
        return server.messages
                .list(Reach.all(of.org()), new MessageQuery(null, of.id(), null, null, null, null, Order.DESC, 1, null))
                .rows()
                .get(0);
    }

    private StoredMessage conversation(int i) throws Exception {
        return deliver(
                inbox,
                ann(i),
                verdict("none", ann(i)),
                "Message-ID: <real-" + i + "@x.example>\nCc: carol@y.example\nSubject: Matter " + i
                        + "\nDate: Mon, 23 Nov 2026 10:00:00 +0000\n");
    }

    private static String ann(int i) {
        return "ann" + i + "@x.example";
    }

    private static String answer(int i) {
        return "Subject: Re: Matter " + i + "\nDate: Mon, 23 Nov 2026 11:00:00 +0000\n";
    }

    private static String naming(int i) {
        return answer(i) + "In-Reply-To: <real-" + i + "@x.example>\nReferences: <real-" + i + "@x.example>\n";
    }

    private MailThread thread(StoredMessage message) {
        return server.threads.get(Reach.all(message.org()), message.thread());
    }

    @ParameterizedTest
    @MethodSource("io.jamesagents.store.TestDatabases#each")
    void forgedMailsShouldNeverJoinWithoutTheMark(Database database) throws Exception {
        start(database);
        Inbox sibling = server.inbox("sibling");
        OrgId foreign = new Orgs(database, Clock.systemUTC())
                .ensure("foreign", "Foreign", Tier.FREE)
                .id();
        Inbox stranger = server.inboxes.create(
                Reach.all(foreign), null, new InboxChange("stranger", null, null, null, null, null));
        List<StoredMessage> real = new ArrayList<>();
        for (int i = 0; i < OF_EACH; i++) {
            real.add(conversation(i));
        }
        Map<ThreadId, Integer> victims = IntStream.range(0, OF_EACH)
                .boxed()
                .collect(Collectors.toMap(i -> real.get(i).thread(), i -> i));
        ObjectNode nobody = verdict("none", MALLORY);
        int forged = 0;
        int joined = 0;
        for (int i = 0; i < OF_EACH; i++) {
            ObjectNode spfFailed = verdict("none", ann(i));
            ((ObjectNode) spfFailed.get("spf")).put("result", "fail");
            ObjectNode twoFrom = verdict("fail", "");
            String prefix = i + "-";
            String junk = IntStream.range(0, 999)
                    .mapToObj(n -> "<junk-" + prefix + n + "@evil.example>\n ")
                    .collect(Collectors.joining());
            String quoted = "<real-" + i + "@x.example>";
            List<StoredMessage> attacks = List.of(
                    deliver(inbox, MALLORY, nobody, answer(i) + "References: <real" + i + "@x.example>\n"),
                    deliver(inbox, MALLORY, nobody, answer(i) + "References: <real-" + i + "@evil.example>\n"),
                    deliver(inbox, MALLORY, nobody, naming(i)),
                    deliver(inbox, ann(i), verdict("fail", ann(i)), naming(i)),
                    deliver(inbox, ann(i), spfFailed, naming(i)),
                    deliver(inbox, ann(i), twoFrom, naming(i)),
                    deliver(inbox, ann(i), verdict("temperror", ann(i)), naming(i)),
                    deliver(inbox, MALLORY, nobody, answer(i) + "References: " + junk + quoted + "\n"),
                    deliver(inbox, MALLORY, nobody, "Message-ID: " + quoted + "\nSubject: Other\n"),
                    deliver(inbox, MALLORY, nobody, answer(i)),
                    deliver(inbox, ann(i), verdict("fail", ann(i)), answer(i)),
                    deliver(inbox, inbox.address(), verdict("fail", inbox.address()), naming(i)));
            for (StoredMessage attack : attacks) {
                forged++;
                boolean in = victims.containsKey(attack.thread());
                joined += in ? 1 : 0;
                assertThat(!in || attack.unverified()).isTrue();
            }
            assertThat(thread(real.get(i)).unverified()).isTrue();
            for (Inbox elsewhere : List.of(sibling, stranger)) {
                StoredMessage attack = deliver(elsewhere, MALLORY, nobody, naming(i));
                forged++;
                assertThat(attack.thread()).isNotIn(victims.keySet());
                assertThat(thread(attack).messageCount()).isEqualTo(1);
                assertThat(attack.org()).isEqualTo(elsewhere.org());
            }
            assertThat(server.messages
                            .get(Reach.all(inbox.org()), real.get(i).id())
                            .unverified())
                    .isFalse();
        }
        assertThat(forged).isGreaterThan(1_000);
        assertThat(joined).isEqualTo(9 * OF_EACH);
    }

    @Test
    void repliesOfMailClientsShouldJoinWithoutTheMark() throws Exception {
        start(TestDatabases.sqlite());
        String id = "<real-%d@x.example>";
        List<String> clients = List.of(
                "Subject: Re: Matter %d\nReferences: " + id + "\nIn-Reply-To: " + id + "\n",
                "Subject: RE: Matter %d\nThread-Topic: Matter %1$d\nThread-Index: AQHX\nReferences: " + id
                        + "\nIn-Reply-To: " + id + "\n",
                "Subject: Re: Matter %d\nMime-Version: 1.0 (Mac OS X Mail 16.0)\nReferences: " + id + "\nIn-Reply-To: "
                        + id + "\n",
                "Subject: AW: Matter %d\nReferences: <first-%d@x.example>\n " + id + "\n",
                "Subject: Re: Matter %d\nIn-reply-to: " + id + "\nUser-Agent: Mutt/2.2\n",
                "Subject: Re: Matter %d\nIn-Reply-To: Your message of Monday.\n " + id + "\n",
                "Subject: Antw: Matter %d\nIn-Reply-To:\n\t" + id + "\n",
                "Subject: Re: [list] Matter %d\nREFERENCES: " + id + "\n",
                "Subject: Re: Matter %d\nReferences: " + id + id + "\n",
                "Subject: RE: Matter %d\nDate: Mon, 23 Nov 2026 12:00:00 +0000\nX-MimeOLE: Produced By Microsoft\n",
                "Subject: Sv: Matter %d\nDate: Mon, 23 Nov 2026 14:00:00 +0200 (EET)\nX-Mailer: Novell GroupWise\n",
                "Subject: Re: Matter %d\nIn-Reply-To: " + id + " (Ann's message of \"Mon, 23 Nov\")\n");
        assertThat(clients).hasSize(12);
        int sent = 0;
        int joined = 0;
        for (int i = 0; i < 10; i++) {
            StoredMessage real = conversation(i);
            for (String client : clients) {
                String headers = client.replace("%1$d", "%d").replace("%d", String.valueOf(i));
                StoredMessage reply = deliver(inbox, ann(i), verdict("none", ann(i)), headers);
                sent++;
                joined += reply.thread().equals(real.thread()) && !reply.unverified() ? 1 : 0;
            }
        }
        assertThat(joined).isGreaterThanOrEqualTo(sent * 99 / 100);
    }

    @Test
    void newPeopleShouldJoinUnmarkedWhenTheyAreAuthenticatedOrBearTheToken() throws Exception {
        start(TestDatabases.sqlite());
        StoredMessage real = conversation(1);
        StoredMessage named = deliver(inbox, "carol@y.example", verdict("none", "carol@y.example"), naming(1));
        StoredMessage authenticated = deliver(inbox, "dan@z.example", verdict("pass", "dan@z.example"), naming(1));
        String address = RoutingTokens.address(inbox.address(), server.tokens.token(inbox.id(), real.thread()));
        StoredMessage bearer = deliver(inbox, address, MALLORY, verdict("none", MALLORY), "Subject: x\n");
        for (StoredMessage message : List.of(named, authenticated, bearer)) {
            assertThat(message.thread()).isEqualTo(real.thread());
            assertThat(message.unverified()).isFalse();
        }
        assertThat(thread(real).unverified()).isFalse();
    }

    @Test
    void anUnverifiedMailShouldMakeNobodyAParticipant() throws Exception {
        start(TestDatabases.sqlite());
        conversation(1);
        StoredMessage first = deliver(inbox, MALLORY, null, naming(1) + "Cc: accomplice@evil.example\n");
        StoredMessage second = deliver(inbox, MALLORY, null, naming(1));
        StoredMessage accomplice = deliver(inbox, "accomplice@evil.example", null, naming(1));
        assertThat(List.of(first, second, accomplice)).allMatch(StoredMessage::unverified);
    }

    @ParameterizedTest
    @MethodSource("io.jamesagents.store.TestDatabases#each")
    void anUnverifiedMailThatGluesThreadsShouldMarkWhatIsNotProven(Database database) throws Exception {
        start(database);
        StoredMessage own = deliver(inbox, MALLORY, verdict("none", MALLORY), "Message-ID: <own@evil.example>\n");
        StoredMessage real =
                deliver(inbox, ann(1), verdict("pass", ann(1)), "Message-ID: <real-1@x.example>\nSubject: Matter 1\n");
        StoredMessage glue = deliver(
                inbox, MALLORY, verdict("none", MALLORY), "References: <own@evil.example> <real-1@x.example>\n");
        StoredMessage later =
                deliver(inbox, MALLORY, verdict("none", MALLORY), "In-Reply-To: <own@evil.example>\nSubject: y\n");
        StoredMessage ann = deliver(inbox, ann(1), verdict("pass", ann(1)), naming(1));
        Map<String, Boolean> marks = server.messages(inbox).stream()
                .collect(Collectors.toMap(message -> message.id().value(), StoredMessage::unverified));
        assertThat(server.messages(inbox)).allMatch(message -> message.thread().equals(glue.thread()));
        assertThat(marks)
                .containsEntry(own.id().value(), true)
                .containsEntry(glue.id().value(), true)
                .containsEntry(later.id().value(), true)
                .containsEntry(real.id().value(), false)
                .containsEntry(ann.id().value(), false);
        assertThat(thread(glue).unverified()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("io.jamesagents.store.TestDatabases#each")
    void threadShouldLoseItsMarkWithItsUnverifiedMessages(Database database) throws Exception {
        start(database);
        StoredMessage real = conversation(1);
        StoredMessage forged = deliver(inbox, MALLORY, null, naming(1));
        assertThat(thread(real).unverified()).isTrue();
        database.update(handle -> {
            handle.execute("DELETE FROM message WHERE id = ?", forged.id().value());
            ThreadRecount.after(handle, inbox.org(), List.of(real.thread().value()), 1);
        });
        assertThat(thread(real).unverified()).isFalse();
    }

    @Test
    void mailInOurNameShouldBeMarkedUnlessItIsOurs() throws Exception {
        start(TestDatabases.sqlite());
        String self = inbox.address();
        assertThat(deliver(inbox, self, verdict("none", self), "Subject: a\n").unverified())
                .isTrue();
        StoredMessage passed = deliver(inbox, self, verdict("pass", self), "Subject: b\n");
        assertThat(passed.unverified()).isFalse();
        conversation(1);
        assertThat(deliver(inbox, self, null, naming(1)).unverified()).isTrue();
    }

    @Test
    void whatWasFoundOutShouldOutliveAnInterruptedDelivery() throws Exception {
        start(TestDatabases.sqlite());
        server.ledger.begin("in", inbox, verdict("pass", MALLORY));
        assertThat(server.ledger
                        .begin("in", inbox)
                        .authentication()
                        .get("verdict")
                        .asText())
                .isEqualTo("pass");
    }
}
