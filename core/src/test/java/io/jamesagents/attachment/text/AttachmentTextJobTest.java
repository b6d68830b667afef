package io.jamesagents.attachment.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jamesagents.AgentsException.NotFound;
import io.jamesagents.attachment.AttachmentId;
import io.jamesagents.attachment.AttachmentSettings;
import io.jamesagents.attachment.Attachments;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.inbox.Reach;
import io.jamesagents.ingest.TestingMailServer;
import io.jamesagents.message.MessageId;
import io.jamesagents.message.StoredMessage;
import io.jamesagents.org.OrgId;
import io.jamesagents.store.Database;
import io.jamesagents.understanding.MessageJobs;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AttachmentTextJobTest {
    private static final String EACH = "io.jamesagents.store.TestDatabases#each";
    private static final OrgId OTHER = new OrgId("org_other");
    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    Path folder;

    private TestingMailServer server;
    private Attachments attachments;
    private AttachmentTexts texts;

    private StoredMessage receive(Database database, String... files) throws Exception {
        server = new TestingMailServer(database, CLOCK);
        attachments = new Attachments(
                database, server.mailboxes, new AttachmentSettings(1000, 1000, 1000, 1000, Duration.ofDays(7)), CLOCK);
        texts = new AttachmentTexts(database, attachments);
        Inbox inbox = server.inbox("ada");
        StringBuilder mail = new StringBuilder("From: joe@x.example\nSubject: Files\nMIME-Version: 1.0\n"
                + "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nHello\n");
        for (String file : files) {
            mail.append("--b\nContent-Type: application/pdf; name=\"" + file + "\"\n\nText of " + file + "\n");
        }
        server.delivery.deliver(TestingMailServer.mail("ingest", inbox, mail + "--b--\n"), inbox);
        return server.messages(inbox).get(0);
    }

    private void run(boolean enabled) {
        TextSettings settings =
                new TextSettings(enabled, 1000, 1000, Duration.ofSeconds(30), 64, Duration.ofMinutes(1));
        try (TextReader reader = new TextReader(settings, StandInReader::command, folder)) {
            AttachmentTextJob job =
                    new AttachmentTextJob(server.database, attachments, reader, settings, server.jobs, CLOCK);
            job.run(server.jobs.claim(job.kind(), 10, job.lease()));
        }
    }

    private FileText text(StoredMessage message, int number) {
        return texts.get(
                Reach.all(server.org),
                new AttachmentId(message.attachments().get(number).id()));
    }

    private List<NamedText> ofMessage(OrgId org, MessageId message) {
        return server.database.read(handle -> texts.ofMessage(handle, org, message));
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void textShouldBeKeptAndTheMessageIndexedAgainWhenAFileWasRead(Database database) throws Exception {
        StoredMessage message = receive(database, "a.pdf", "crash");
        assertThat(text(message, 0).state()).isEqualTo(TextState.PENDING);
        server.jobs.claim(MessageJobs.INDEX, 10, Duration.ofMinutes(1));

        run(true);

        assertThat(text(message, 0)).isEqualTo(new FileText(TextState.READY, "Text of a.pdf", false, null));
        assertThat(text(message, 1)).isEqualTo(FileText.failed("crashed"));
        assertThat(ofMessage(server.org, message.id()))
                .extracting(NamedText::text)
                .containsExactly("Text of a.pdf");
        assertThat(server.jobs.claim(MessageJobs.INDEX, 10, Duration.ofMinutes(1)))
                .extracting(job -> job.subjectId())
                .containsExactly(message.id().value());
        assertThat(server.jobs.claim(MessageJobs.ATTACHMENT_TEXT, 10, Duration.ofMinutes(1)))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void textShouldBeOfItsOrganisationOnly(Database database) throws Exception {
        StoredMessage message = receive(database, "a.pdf");
        run(true);
        AttachmentId id = new AttachmentId(message.attachments().get(0).id());
        assertThatThrownBy(() -> texts.get(Reach.all(OTHER), id)).isInstanceOf(NotFound.class);
        assertThat(ofMessage(OTHER, message.id())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void fileShouldStayUnreadWhenReadingIsOff(Database database) throws Exception {
        StoredMessage message = receive(database, "a.pdf");
        run(false);
        assertThat(text(message, 0).state()).isEqualTo(TextState.UNREAD);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void nothingShouldBeKeptWhenTheMessageIsGone(Database database) throws Exception {
        StoredMessage message = receive(database, "a.pdf");
        database.update(handle -> handle.execute("DELETE FROM attachment"));
        run(true);
        assertThat(server.database.<Long>read(handle -> handle.createQuery("SELECT COUNT(*) FROM attachment_text")
                        .mapTo(Long.class)
                        .one()))
                .isZero();
        assertThat(ofMessage(server.org, message.id())).isEmpty();
    }
}
