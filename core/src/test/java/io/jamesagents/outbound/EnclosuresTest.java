package io.jamesagents.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jamesagents.AgentsException.Conflict;
import io.jamesagents.AgentsException.Forbidden;
import io.jamesagents.AgentsException.NotFound;
import io.jamesagents.apikey.Caller;
import io.jamesagents.apikey.Scope;
import io.jamesagents.attachment.AttachmentId;
import io.jamesagents.attachment.AttachmentSettings;
import io.jamesagents.attachment.Attachments;
import io.jamesagents.attachment.Uploads;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.inbox.Reach;
import io.jamesagents.ingest.TestingMailServer;
import io.jamesagents.message.Attachment;
import io.jamesagents.message.Limits;
import io.jamesagents.message.MailParser;
import io.jamesagents.message.MessageStore;
import io.jamesagents.message.StoredMessage;
import io.jamesagents.org.Org;
import io.jamesagents.org.Orgs;
import io.jamesagents.store.Database;
import io.jamesagents.webhook.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EnclosuresTest {
    private static final String EACH = "io.jamesagents.store.TestDatabases#each";

    private final SettableClock clock = new SettableClock();
    private final MailParser parser = new MailParser(Limits.DEFAULT);
    private TestingMailServer server;
    private Org org;
    private Inbox inbox;
    private Caller caller;
    private Uploads uploads;
    private Attachments attachments;
    private Sender sender;

    private void start(Database database) throws Exception {
        server = new TestingMailServer(database, clock);
        inbox = server.inbox("ada");
        org = new Orgs(database, clock).get(server.org);
        caller = new Caller(org, "key_1", Set.of(Scope.ATTACHMENTS_READ), Reach.all(server.org));
        AttachmentSettings settings = new AttachmentSettings(1 << 20, 2 << 20, 4 << 20, 4 << 20, Duration.ofDays(7));
        uploads = new Uploads(database, settings, clock);
        attachments = new Attachments(database, server.mailboxes, settings, clock);
        Idempotency idempotency = new Idempotency(database, clock);
        SendLimits limits = new SendLimits(database, new LimitSettings(100, 100, 100, 100), clock);
        MessageStore messages = new MessageStore();
        sender = new Sender(
                database,
                server.inboxes,
                server.threads,
                server.mailboxes,
                new Enclosures(attachments, settings),
                new Composer(messages, server.writer, server.tokens),
                new Acceptance(
                        database,
                        messages,
                        server.writer,
                        parser,
                        limits,
                        idempotency,
                        server.loops,
                        server.events,
                        clock),
                idempotency,
                new SendIntents(database, server.mailboxes, clock),
                new Unsent(database, server.mailboxes, mail -> {}, clock),
                clock);
    }

    @AfterEach
    void stop() {
        server.close();
        parser.close();
    }

    private String upload(String text) {
        return uploads.add(org, "a.txt", "text/plain", text.getBytes(StandardCharsets.UTF_8))
                .id()
                .value();
    }

    private Accepted send(Caller by, String key, String... ids) {
        List<AttachmentRequest> files =
                Stream.of(ids).map(AttachmentRequest::of).toList();
        return sender.send(
                by,
                new SendRequest(
                        List.of("b@x.example"),
                        null,
                        null,
                        null,
                        "s",
                        null,
                        "t",
                        null,
                        null,
                        inbox.id().value(),
                        null,
                        null,
                        files,
                        key),
                null);
    }

    private List<Attachment> files() {
        return server.messages(inbox).stream()
                .map(StoredMessage::attachments)
                .flatMap(List::stream)
                .toList();
    }

    private String content(String id) {
        return new String(attachments.open(caller.reach(), new AttachmentId(id)).bytes(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void mailShouldTakeTheUploadOverWithItsId(Database database) throws Exception {
        start(database);
        String id = upload("text");
        send(caller, null, id, id);
        assertThat(files()).extracting(Attachment::id).containsExactly(id);
        assertThat(attachments.get(caller.reach(), new AttachmentId(id)).unsent())
                .isFalse();
        assertThat(content(id)).isEqualTo("text");
        send(caller, null, id);
        assertThat(files()).hasSize(2).extracting(Attachment::id).doesNotHaveDuplicates();
        assertThat(files()).allSatisfy(file -> assertThat(content(file.id())).isEqualTo("text"));
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void onlyOneMailShouldTakeAnUploadWhenManyWantIt(Database database) throws Exception {
        start(database);
        String id = upload("text");
        ExecutorService pool = Executors.newFixedThreadPool(4);
        List<Callable<Accepted>> all = Stream.generate(() -> (Callable<Accepted>) () -> send(caller, null, id))
                .limit(8)
                .toList();
        for (Future<Accepted> sent : pool.invokeAll(all)) {
            sent.get();
        }
        pool.shutdown();
        assertThat(files())
                .hasSize(8)
                .extracting(Attachment::id)
                .doesNotHaveDuplicates()
                .contains(id);
        assertThat(files()).allSatisfy(file -> assertThat(content(file.id())).isEqualTo("text"));
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void fileOutOfReachShouldNotBeThere(Database database) throws Exception {
        start(database);
        String id = upload("text");
        send(caller, null, id);
        Inbox other = server.inbox("bob");
        Reach reach = new Reach(org.id(), Set.<InboxId>of(other.id()));
        assertThatThrownBy(() -> attachments.get(reach, new AttachmentId(id))).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> attachments.open(reach, new AttachmentId(id))).isInstanceOf(NotFound.class);
        String fresh = upload("fresh");
        assertThat(attachments.get(reach, new AttachmentId(fresh)).unsent()).isTrue();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void forwardingShouldNeedTheRightToRead(Database database) throws Exception {
        start(database);
        Caller writer = new Caller(org, "key_2", Set.of(Scope.MESSAGES_WRITE), Reach.all(org.id()));
        String id = upload("text");
        send(writer, null, id);
        assertThatThrownBy(() -> send(writer, null, id)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> send(caller, null, "att_0")).isInstanceOf(NotFound.class);
        assertThat(files()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void sameKeyWithOtherFilesShouldBeAConflict(Database database) throws Exception {
        start(database);
        String id = upload("text");
        Accepted first = send(caller, "key", id);
        assertThat(send(caller, "key", id).messageId()).isEqualTo(first.messageId());
        String other = upload("other");
        assertThatThrownBy(() -> send(caller, "key", other)).isInstanceOf(Conflict.class);
        assertThat(attachments.get(caller.reach(), new AttachmentId(other)).unsent())
                .isTrue();
    }
}
