package io.jamesagents.ingest;

import static io.jamesagents.ingest.TestingMailServer.mail;
import static org.assertj.core.api.Assertions.assertThat;

import io.jamesagents.finds.Code;
import io.jamesagents.finds.Finds;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.message.MessageBody;
import io.jamesagents.message.StoredMessage;
import io.jamesagents.store.Database;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessageContentTest {
    private static final String EACH = "io.jamesagents.store.TestDatabases#each";
    private static final String REPLY = "From: joe@x.example\nSubject: Re: Hello\nMessage-ID: <1@x>\n\n"
            + "Your code is 482913.\n\nOn Mon, 2 Apr 2012, Ann wrote:\n> Code?\n";
    private static final String VISIBLE = "Your code is 482913.";
    private static final String QUOTED = "On Mon, 2 Apr 2012, Ann wrote:\n> Code?";

    private TestingMailServer server;
    private Inbox inbox;

    private StoredMessage delivered(Database database) throws Exception {
        server = new TestingMailServer(database, Clock.systemUTC());
        inbox = server.inbox("joe");
        assertThat(server.delivery.deliver(mail("a", inbox, REPLY), inbox)).isEqualTo(Outcome.DELIVERED);
        return server.messages(inbox).get(0);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void deliverShouldStoreWhatIsNewWhenTheMailQuotes(Database database) throws Exception {
        StoredMessage message = delivered(database);
        assertThat(message.body().visible()).isEqualTo(VISIBLE);
        assertThat(message.body().quoted()).isEqualTo(QUOTED);
        assertThat(message.snippet()).isEqualTo(VISIBLE);
        assertThat(Finds.read(message.insights().finds()).codes())
                .extracting(Code::value)
                .containsExactly("482913");
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void messageShouldHaveWhatIsNewWhenItIsFromBeforeThatWasStored(Database database) throws Exception {
        delivered(database);
        database.update(handle ->
                handle.execute("UPDATE message_body SET visible_text = NULL, quoted_text = NULL, markdown = NULL"));
        MessageBody body = server.messages(inbox).get(0).body();
        assertThat(body.visible()).isEqualTo(VISIBLE);
        assertThat(body.quoted()).isEqualTo(QUOTED);
    }
}
