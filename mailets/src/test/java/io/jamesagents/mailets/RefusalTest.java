package io.jamesagents.mailets;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.mail.smtp.SMTPAddressFailedException;
import com.sun.mail.smtp.SMTPSendFailedException;
import io.jamesagents.delivery.Change;
import io.jamesagents.delivery.RecipientState;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import javax.mail.AuthenticationFailedException;
import javax.mail.MessagingException;
import javax.mail.SendFailedException;
import javax.mail.internet.InternetAddress;
import org.junit.jupiter.api.Test;

class RefusalTest {
    private static final String HOST = "mx.x.test";

    /** As JavaMail reports that RCPT was refused. */
    private static MessagingException toRecipient(int code, String reply) throws Exception {
        return new SendFailedException(
                "Invalid Addresses",
                new SMTPAddressFailedException(new InternetAddress("joe@x.test"), "RCPT TO:<joe@x.test>", code, reply));
    }

    private static MessagingException toData(int code, String reply) {
        return new SMTPSendFailedException(".", code, reply, null, null, null, null);
    }

    @Test
    void refusedAddressShouldBounceForGood() throws Exception {
        Change end =
                Refusal.of(toRecipient(550, "550 5.1.1 No such user"), HOST).end(false);

        assertThat(end.state()).isEqualTo(RecipientState.BOUNCED);
        assertThat(end.bounceType()).isEqualTo(Change.HARD);
        assertThat(end.reply().host()).isEqualTo(HOST);
        assertThat(end.reply().code()).isEqualTo(550);
        assertThat(end.reply().text()).isEqualTo("550 5.1.1 No such user");
    }

    @Test
    void addressRefusedWithoutAStatusShouldBounceForGood() throws Exception {
        assertThat(Refusal.of(toRecipient(550, "550 Unknown"), HOST).end(false).bounceType())
                .isEqualTo(Change.HARD);
    }

    @Test
    void refusedContentOrSenderShouldBounceSoftly() throws Exception {
        assertThat(Refusal.of(toData(554, "554 5.7.1 Spam"), HOST).end(false).bounceType())
                .isEqualTo(Change.SOFT);
        assertThat(Refusal.of(toRecipient(550, "550 5.7.1 Blocked"), HOST)
                        .end(false)
                        .bounceType())
                .isEqualTo(Change.SOFT);
        assertThat(Refusal.of(toRecipient(552, "552 5.2.2 Full"), HOST)
                        .end(false)
                        .bounceType())
                .isEqualTo(Change.SOFT);
    }

    @Test
    void domainWithoutAServerShouldBounce() {
        Change end = Refusal.of(new MessagingException("There are no DNS entries"), null)
                .end(false);

        assertThat(end.state()).isEqualTo(RecipientState.BOUNCED);
        assertThat(end.bounceType()).isEqualTo(Change.HARD);
        assertThat(end.reply().status()).isEqualTo("5.1.2");
    }

    @Test
    void whatWasTriedForLongShouldFailWithTheLastReply() throws Exception {
        Change end = Refusal.of(toRecipient(451, "451 4.3.0 Later"), HOST).end(true);

        assertThat(end.state()).isEqualTo(RecipientState.FAILED);
        assertThat(end.reply().text()).isEqualTo("451 4.3.0 Later");
    }

    @Test
    void unreachableServerShouldBeSaidInWords() {
        MessagingException refused =
                new MessagingException("Couldn't connect to host", new ConnectException("Connection refused"));

        assertThat(Refusal.of(refused, HOST).reply().text()).isEqualTo("Couldn't connect to host: Connection refused");
        assertThat(Refusal.of(refused, HOST).unheard()).isFalse();
    }

    @Test
    void refusedLoginShouldNotCountAgainstTheRecipient() {
        Change end = Refusal.of(new AuthenticationFailedException("535 5.7.8 Bad password"), HOST)
                .end(false);

        assertThat(end.state()).isEqualTo(RecipientState.FAILED);
        assertThat(end.reply().text()).isEqualTo("535 5.7.8 Bad password");
    }

    @Test
    void silenceAtTheEndOfTheDataShouldBeUnheard() {
        MessagingException silence =
                new MessagingException("Exception reading response", new SocketTimeoutException("Read timed out"));
        silence.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("com.sun.mail.smtp.SMTPTransport", "finishData", "SMTPTransport.java", 1)
        });

        assertThat(Refusal.of(silence, HOST).unheard()).isTrue();
        assertThat(Refusal.of(new MessagingException("Exception reading response"), HOST)
                        .unheard())
                .isFalse();
    }

    @Test
    void closedConnectionShouldBeSaidInWords() {
        assertThat(Refusal.of(toData(-1, "[EOF]"), HOST).reply().text()).isEqualTo("The server closed the connection");
        assertThat(Refusal.of(toData(-1, "[EOF]"), HOST).reply().code()).isNull();
    }

    @Test
    void nothingKnownShouldFailInsteadOfThrowing() {
        assertThat(Refusal.of(null, null).end(true).state()).isEqualTo(RecipientState.FAILED);
    }
}
