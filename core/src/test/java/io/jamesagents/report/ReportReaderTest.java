package io.jamesagents.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jamesagents.report.Report.Kind;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportReaderTest {
    @ParameterizedTest
    @CsvSource({
        "dsn-failed, PERMANENT, 5.1.1, 550, USER_UNKNOWN",
        "dsn-delayed, TEMPORARY, 4.4.1, , NETWORK",
        "dsn-delivered, DELIVERED, 2.0.0, , UNKNOWN",
        "dsn-given-up, TEMPORARY, 4.4.7, , EXPIRED",
        "dsn-international, PERMANENT, 5.2.2, 552, MAILBOX_FULL",
        "dsn-in-words, PERMANENT, 5.7.1, 550, SPAM",
        "qmail, PERMANENT, 5.1.1, , USER_UNKNOWN",
        "exim, PERMANENT, 5.2.1, 550, DISABLED",
        "exim-late, TEMPORARY, , , UNKNOWN",
        "postfix, TEMPORARY, 4.2.2, 452, MAILBOX_FULL",
        "exchange, PERMANENT, , , USER_UNKNOWN",
        "office365, PERMANENT, 5.1.10, 550, USER_UNKNOWN",
        "gmail, PERMANENT, 5.1.1, 550, USER_UNKNOWN",
        "yahoo, PERMANENT, , 554, USER_UNKNOWN",
        "domino, PERMANENT, , , USER_UNKNOWN",
        "sendmail, PERMANENT, 5.3.0, 553, USER_UNKNOWN",
        "opensmtpd, PERMANENT, 5.3.4, 552, TOO_LARGE",
        "one-sentence, TEMPORARY, , 421, UNKNOWN",
        "passed-on, PERMANENT, 5.1.1, 550, USER_UNKNOWN"
    })
    void reportOfADeliveryShouldNameRecipientAndFate(
            String sample, ReportedClass kind, String status, Integer code, Reason reason) throws IOException {
        Report report = Samples.read(sample);
        assertThat(report.kind()).isEqualTo(Kind.DELIVERY);
        assertThat(report.recipients()).singleElement().satisfies(recipient -> {
            assertThat(recipient.address()).isEqualTo("bob@there.example");
            assertThat(recipient.kind()).isEqualTo(kind);
            assertThat(recipient.status()).isEqualTo(status);
            assertThat(recipient.code()).isEqualTo(code);
            assertThat(recipient.reason()).isEqualTo(reason);
        });
    }

    @Test
    void deliveryStatusShouldTellHostAndTextAndTheMailThatCameBack() throws IOException {
        Report report = Samples.read("dsn-failed");
        ReportedRecipient bob = report.recipients().get(0);
        assertThat(bob.host()).isEqualTo("store.there.example");
        assertThat(bob.text()).isEqualTo("550 5.1.1 <bob@there.example>: Recipient address rejected: User unknown");
        assertThat(report.originalMessageId()).isEqualTo("<m1@agents.example>");
        assertThat(report.returnPaths()).containsExactly("b+00000000000000000000000000@agents.example");
    }

    @ParameterizedTest
    @CsvSource({"dsn-delayed, false", "exim-late, false", "dsn-given-up, true", "postfix, true", "dsn-failed, true"})
    void recipientShouldBeSettledUnlessItIsOnlyLate(String sample, boolean settled) throws IOException {
        assertThat(Samples.read(sample).recipients()).allMatch(recipient -> recipient.settled() == settled);
    }

    @Test
    void recipientShouldAlsoBeKnownByTheAddressItWasExpandedFrom() throws IOException {
        assertThat(Samples.read("postfix").recipients())
                .allMatch(recipient -> recipient.concerns("board@there.example"));
    }

    @ParameterizedTest
    @CsvSource({"gmail", "qmail", "office365", "one-sentence", "opensmtpd"})
    void mailBehindTheNoticeShouldNotNameRecipientsButItself(String sample) throws IOException {
        assertThat(Samples.read(sample).originalMessageId()).isEqualTo("<m1@agents.example>");
    }

    @Test
    void complaintShouldNameTypeRecipientAndReturnPath() throws IOException {
        Report report = Samples.read("complaint");
        assertThat(report.kind()).isEqualTo(Kind.COMPLAINT);
        assertThat(report.feedbackType()).isEqualTo("abuse");
        assertThat(report.recipients()).extracting(ReportedRecipient::address).containsExactly("bob@there.example");
        assertThat(report.returnPaths()).containsExactly("b+00000000000000000000000000@agents.example");
    }

    @Test
    void returnPathShouldBeFoundWhereverProvidersKeepIt() throws IOException {
        String path = "b+00000000000000000000000000@agents.example";
        String mail = Samples.text("complaint")
                .replace("Original-Mail-From: <" + path + ">\r\n", "")
                .replace(
                        "Return-Path: <" + path + ">",
                        "Authentication-Results: x.example; spf=pass smtp.mailfrom=" + path);
        assertThat(ReportReader.read(Samples.raw(mail)).returnPaths()).containsExactly(path);
    }

    @Test
    void answerOfAProgramShouldBeKnownAsOne() throws IOException {
        assertThat(Samples.read("vacation").kind()).isEqualTo(Kind.AUTO_REPLY);
    }

    @Test
    void mailOfAPersonShouldBeNoReport() throws IOException {
        assertThat(Samples.read("plain")).isEqualTo(Report.NOTHING);
    }
}
