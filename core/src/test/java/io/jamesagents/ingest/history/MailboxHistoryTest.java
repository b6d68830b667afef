package io.jamesagents.ingest.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import io.jamesagents.AgentsException.Conflict;
import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.Progress;
import io.jamesagents.audit.Audit;
import io.jamesagents.audit.AuditEntry;
import io.jamesagents.inbox.AdoptedInbox;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.inbox.InboxStore;
import io.jamesagents.ingest.Outcome;
import io.jamesagents.ingest.TestingMailServer;
import io.jamesagents.job.Jobs;
import io.jamesagents.mailbox.MailFolder;
import io.jamesagents.message.Direction;
import io.jamesagents.message.Limits;
import io.jamesagents.message.MailParser;
import io.jamesagents.message.MessageStore;
import io.jamesagents.message.RawMail;
import io.jamesagents.message.StoredMessage;
import io.jamesagents.org.OrgId;
import io.jamesagents.org.Orgs;
import io.jamesagents.org.Tier;
import io.jamesagents.store.Database;
import io.jamesagents.understanding.MessageJobs;
import io.jamesagents.webhook.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MailboxHistoryTest {
    private static final String EACH = "io.jamesagents.store.TestDatabases#each";
    private static final String USER = "support@agents.localhost";
    private static final Instant BEGIN = Instant.parse("2024-05-01T08:00:00Z");
    private static final int CONVERSATIONS = 20;

    private final SettableClock clock = new SettableClock();
    private final MailParser parser = new MailParser(Limits.DEFAULT);
    private TestingMailServer server;
    private MailboxAdoption adoption;
    private MailboxHistory history;
    private int mails;

    private void start(Database database) throws Exception {
        server = new TestingMailServer(database, clock);
        AdoptedInbox adopted =
                new AdoptedInbox(server.inboxes, new InboxStore(database), server.domains, server.accounts, clock);
        adoption = new MailboxAdoption(database, adopted, server.mailboxes, new Audit(database, clock), clock);
        HistoryCommit commit = new HistoryCommit(
                database, new MessageStore(), server.writer, new MessageJobs(new Jobs(database, clock)), clock);
        history = new MailboxHistory(database, server.mailboxes, parser, commit, server.events);
        server.accounts.ensure(USER);
    }

    @AfterEach
    void stop() {
        parser.close();
        server.close();
    }

    /** Puts a mail where a mail program has it, one minute after the one before. */
    private void there(String folder, String id, String from, String headers) {
        String mail =
                "From: " + from + "\r\nMessage-ID: <" + id + "@x.example>\r\n" + headers + "\r\nText of " + id + "\r\n";
        server.mailboxes.append(
                new MailFolder(USER, folder),
                RawMail.of(mail.getBytes(StandardCharsets.UTF_8)).withTrace(""),
                BEGIN.plus(Duration.ofMinutes(mails++)),
                true);
    }

    /** A question, the user's answer, and thanks for it. */
    private void conversation(String name) {
        there("INBOX", name + ".1", "joe@x.example", "To: " + USER + "\r\nSubject: About " + name + "\r\n");
        there(
                "Sent",
                name + ".2",
                USER,
                "To: joe@x.example\r\nSubject: Re: About " + name + "\r\nIn-Reply-To: <" + name + ".1@x.example>\r\n");
        there(
                "INBOX",
                name + ".3",
                "joe@x.example",
                "To: " + USER + "\r\nSubject: Re: About " + name + "\r\nReferences: <" + name + ".1@x.example> <" + name
                        + ".2@x.example>\r\n");
    }

    private void conversations() {
        for (int i = 0; i < CONVERSATIONS; i++) {
            conversation("c" + i);
        }
    }

    private Inbox adopt() {
        return adoption.adopt(server.org, USER, "Support", "operator");
    }

    private Progress take(Inbox inbox) throws Exception {
        Progress progress = new Progress();
        history.take(inbox, progress);
        return progress;
    }

    private long count(String table) {
        return server.database.read(handle -> handle.createQuery("SELECT COUNT(*) FROM " + table)
                .mapTo(Long.class)
                .one());
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void takeShouldMakeThreadsOfAllMailAndTellNobody(Database database) throws Exception {
        start(database);
        conversations();
        Inbox inbox = adopt();

        assertThat(take(inbox).counts())
                .containsOnly(entry("total", 3L * CONVERSATIONS), entry("done", 3L * CONVERSATIONS));

        List<StoredMessage> messages = server.messages(inbox);
        assertThat(messages.stream().collect(Collectors.groupingBy(StoredMessage::thread)))
                .hasSize(CONVERSATIONS)
                .allSatisfy((thread, of) -> assertThat(of)
                        .extracting(StoredMessage::direction)
                        .containsExactly(Direction.INBOUND, Direction.OUTBOUND, Direction.INBOUND));
        assertThat(messages.get(0).createdAt()).isEqualTo(BEGIN);
        assertThat(messages.get(1).deliveryStatus()).isEqualTo("sent");
        assertThat(messages).noneMatch(StoredMessage::unverified);
        assertThat(count("event")).isZero();
        assertThat(count("search_entry")).isEqualTo(3 * CONVERSATIONS);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void takeShouldGoOnWhereItWasCutOff(Database database) throws Exception {
        start(database);
        conversations();
        Inbox inbox = adopt();
        Progress first = new Progress();
        Thread cutOff = new Thread(() -> {
            try {
                history.take(inbox, first);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        cutOff.start();
        await().pollInterval(Duration.ofMillis(1)).until(() -> first.get(Progress.DONE) >= CONVERSATIONS);
        cutOff.interrupt();
        cutOff.join();

        Progress second = take(inbox);

        assertThat(second.get(MailboxHistory.LEFT)).isEqualTo(first.get(Progress.DONE));
        assertThat(first.get(Progress.DONE) + second.get(Progress.DONE)).isEqualTo(3 * CONVERSATIONS);
        assertThat(server.messages(inbox)).hasSize(3 * CONVERSATIONS);
        assertThat(count("mail_thread")).isEqualTo(CONVERSATIONS);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void mailThatComesMeanwhileShouldBeNewAndThereOnce(Database database) throws Exception {
        start(database);
        conversation("old");
        Inbox inbox = adopt();
        // By James's own delivery, to which it was on its way when the inbox opened, and by ours.
        there("INBOX", "late", "eve@x.example", "Subject: Late\r\n");
        assertThat(server.delivery.deliver(
                        TestingMailServer.mail(
                                "a",
                                inbox,
                                "From: joe@x.example\nMessage-ID: <n@x>\n" + "In-Reply-To: <old.2@x.example>\n\nnew\n"),
                        inbox))
                .isEqualTo(Outcome.DELIVERED);
        take(inbox);
        assertThat(count("event WHERE type = 'inbound'")).isEqualTo(1);

        server.reconcile();
        take(inbox);

        assertThat(server.messages(inbox)).hasSize(5);
        assertThat(count("event WHERE type = 'inbound'")).isEqualTo(2);
        assertThat(server.messages(inbox).stream().map(StoredMessage::thread).distinct())
                .hasSize(2);
        assertThat(server.mails(inbox)).isEqualTo(4);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void copiesInOtherMailboxesShouldBeOneMessageAndRubbishNone(Database database) throws Exception {
        start(database);
        there("INBOX", "kept", "joe@x.example", "Subject: Kept\r\n");
        mails--;
        there("Archive", "kept", "joe@x.example", "Subject: Kept\r\n");
        there("Archive.2023", "own", USER, "Subject: Filed\r\nTo: joe@x.example\r\n");
        there("Trash", "gone", "joe@x.example", "Subject: Gone\r\n");
        there("Spam.old", "spam", "eve@x.example", "Subject: Spam\r\n");
        Inbox inbox = adopt();

        Progress progress = take(inbox);

        assertThat(progress.get(Progress.TOTAL)).isEqualTo(3);
        assertThat(progress.get(MailboxHistory.LEFT)).isEqualTo(1);
        assertThat(server.messages(inbox))
                .extracting(StoredMessage::direction)
                .containsExactly(Direction.INBOUND, Direction.OUTBOUND);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void takeShouldGoOnWhenOneMailCannotBeStored(Database database) throws Exception {
        start(database);
        conversation("a");
        there("INBOX", "twin", "joe@x.example", "Subject: About a\r\n");
        conversation("b");
        Inbox inbox = adopt();
        database.update(handle ->
                handle.execute("CREATE UNIQUE INDEX refusing ON message (subject) WHERE subject = 'About a'"));

        Progress progress = take(inbox);

        assertThat(progress.get(Progress.FAILED)).isEqualTo(1);
        assertThat(server.messages(inbox)).hasSize(6);
        database.update(handle -> handle.execute("DROP INDEX refusing"));
        assertThat(take(inbox).get(Progress.DONE)).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void adoptShouldGiveTheSameInboxAgainAndBeInTheAuditLog(Database database) throws Exception {
        start(database);
        Inbox inbox = adopt();

        assertThat(adopt().id()).isEqualTo(inbox.id());
        assertThat(server.inboxes.receiving(USER)).isPresent();
        assertThat(new Audit(database, clock).list(server.org, 10, null).rows())
                .extracting(AuditEntry::action)
                .containsExactly("inbox.adopted");
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void adoptShouldRefuseWhatIsNotTheOrganisations(Database database) throws Exception {
        start(database);
        adopt();
        OrgId other =
                new Orgs(database, clock).ensure("other", "Other", Tier.FREE).id();
        server.accounts.ensureDomain("their.example");
        server.accounts.ensure("boss@their.example");

        assertThatThrownBy(() -> adoption.adopt(other, USER, null, "operator")).isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> adoption.adopt(other, "boss@their.example", null, "operator"))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("no verified domain");
        assertThatThrownBy(() -> adoption.adopt(other, "nobody@agents.localhost", null, "operator"))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("no user");
        assertThatThrownBy(() -> adoption.adopt(other, null, null, "operator")).isInstanceOf(Invalid.class);
    }
}
