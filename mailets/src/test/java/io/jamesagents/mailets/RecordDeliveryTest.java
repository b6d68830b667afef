package io.jamesagents.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jamesagents.delivery.Change;
import io.jamesagents.delivery.DeliveryLedger;
import io.jamesagents.delivery.RecipientState;
import io.jamesagents.delivery.RemoteReply;
import io.jamesagents.event.Events;
import io.jamesagents.message.MessageStore;
import io.jamesagents.store.Database;
import io.jamesagents.store.StoreSettings;
import io.jamesagents.suppression.SuppressedSince;
import io.jamesagents.suppression.SuppressionCheck;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import javax.mail.MessagingException;
import org.apache.james.server.core.MailImpl;
import org.apache.james.transport.mailets.remote.delivery.Bouncer;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.apache.mailet.base.test.FakeMailetConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a database that is away, so that what would be written down is seen in the copy that waits for it. */
class RecordDeliveryTest {
    @TempDir
    Path folder;

    private final TestingQueues queues = new TestingQueues();
    private DeliveryNotes notes;

    @BeforeEach
    void start() {
        Database database = Database.open(StoreSettings.sqlite(folder.resolve("agents.db")));
        database.close();
        DeliveryLedger ledger =
                new DeliveryLedger(database, new MessageStore(), new Events(List.of()), List.of(), Clock.systemUTC());
        SuppressedSince suppressed = new SuppressedSince(database, ledger, new SuppressionCheck(Clock.systemUTC()));
        notes = new DeliveryNotes(ledger, suppressed, new Redelivery(queues));
    }

    private static MailImpl mailOfPeople() throws Exception {
        return MailImpl.builder()
                .name("mail")
                .sender("ada@here.test")
                .addRecipient("bob@there.test")
                .state("bounces")
                .build();
    }

    private static MailImpl mailOfAgent() throws Exception {
        MailImpl mail = mailOfPeople();
        mail.setAttribute(new Attribute(SpoolQueue.MESSAGE_ID, AttributeValue.of("msg_1")));
        mail.setAttribute(new Attribute(AgentMail.RECIPIENT, AttributeValue.of("bob@there.test")));
        return mail;
    }

    private RecordDelivery mailet(String... parameters) throws MessagingException {
        FakeMailetConfig.Builder config = FakeMailetConfig.builder().mailetName("RecordDelivery");
        for (int i = 0; i < parameters.length; i += 2) {
            config.setProperty(parameters[i], parameters[i + 1]);
        }
        RecordDelivery mailet = new RecordDelivery(notes);
        mailet.init(config.build());
        return mailet;
    }

    private Change waiting() {
        assertThat(queues.queued).hasSize(1);
        TestingQueues.Queued copy = queues.queued.get(0);
        assertThat(copy.state()).isEqualTo(Redelivery.UNRECORDED);
        assertThat(copy.delay()).isPositive();
        return MailNotes.outcome(copy.mail()).orElseThrow();
    }

    @Test
    void endShouldWaitInTheSpoolWhenTheDatabaseIsAway() throws Exception {
        MailImpl mail = mailOfAgent();
        Change bounced = Change.bounced(new RemoteReply("mx.test", 550, "5.1.1", "550 5.1.1 Who?"));

        notes.noteOrLater(mail, bounced);

        assertThat(waiting()).isEqualTo(bounced);
        assertThat(MailNotes.outcome(mail)).isEmpty();
    }

    @Test
    void mailShouldGoOnWhenTheDatabaseIsAway() throws Exception {
        assertThat(notes.begin(mailOfAgent())).isTrue();
        notes.noteIfPossible(mailOfAgent(), Change.to(RecipientState.QUEUED, RemoteReply.NONE));

        assertThat(queues.queued).isEmpty();
    }

    @Test
    void mailOfAgentsShouldEndWithWhatTheParametersSay() throws Exception {
        MailImpl mail = mailOfAgent();

        mailet("state", "bounced", "reason", "550 5.1.1 Nobody").service(mail);

        assertThat(mail.getState()).isEqualTo(Mail.GHOST);
        assertThat(waiting()).isEqualTo(Change.bounced(new RemoteReply(null, 550, "5.1.1", "550 5.1.1 Nobody")));
    }

    @Test
    void whatWaitedShouldWinOverTheParameters() throws Exception {
        MailImpl mail = mailOfAgent();
        Change sent = Change.to(RecipientState.SENT, RemoteReply.NONE);
        MailNotes.noteOutcome(mail, sent);

        mailet("state", "failed").service(mail);

        assertThat(waiting()).isEqualTo(sent);
    }

    @Test
    void errorOfJamesShouldBeReadFromItsText() throws Exception {
        MailImpl mail = mailOfAgent();
        mail.setAttribute(new Attribute(Bouncer.DELIVERY_ERROR, AttributeValue.of("550 5.1.1 Who?")));
        mail.setAttribute(new Attribute(Bouncer.DELIVERY_ERROR_CODE, AttributeValue.of(250)));

        mailet().service(mail);

        assertThat(waiting().state()).isEqualTo(RecipientState.BOUNCED);
        assertThat(waiting().reply().code()).isEqualTo(550);
    }

    @Test
    void passThroughShouldLetTheMailGoOn() throws Exception {
        MailImpl mail = mailOfAgent();

        mailet("state", "failed", "passThrough", "true").service(mail);

        assertThat(mail.getState()).isEqualTo("bounces");
        assertThat(waiting().state()).isEqualTo(RecipientState.FAILED);
    }

    @Test
    void mailOfPeopleShouldGoOnUntouched() throws Exception {
        MailImpl mail = mailOfPeople();

        mailet("state", "failed").service(mail);

        assertThat(mail.getState()).isEqualTo("bounces");
        assertThat(queues.queued).isEmpty();
    }

    @Test
    void unknownStateShouldStopTheStart() {
        assertThatThrownBy(() -> mailet("state", "lost"))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("state");
    }
}
