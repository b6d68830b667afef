package io.jamesagents.server;

import static io.jamesagents.server.V1.address;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.server.RelayStandIn.Relayed;
import io.jamesagents.store.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes back for mail that agents sent to elsewhere, over SMTP. */
class ReportsIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String BOB = "bob@there.example";

    @TempDir
    static Path data;

    private static RelayStandIn relay;
    private static AgentsServer server;
    private static V1 api;

    @BeforeAll
    static void start() throws Exception {
        relay = new RelayStandIn();
        server = AgentsServer.start(ServeOptions.anyPorts(data).set("agents.relay", relay.address()));
        api = V1.admin(server);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        relay.close();
    }

    /** Sends a mail to Bob, and gives it as his server got it. */
    private static Relayed sent(JsonNode inbox, String subject) {
        String fields = "\"to\": \"" + BOB + "\", \"subject\": \"" + subject + "\", \"text\": \"Hello\"";
        assertThat(api.send(inbox, fields).status()).isEqualTo(202);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(relay.mails(subject)).hasSize(1));
        return relay.mails(subject).get(0);
    }

    private static String status(JsonNode inbox, String subject) {
        return api.messages(inbox, subject)
                .get(0)
                .get("metadata")
                .get("delivery_status")
                .asText();
    }

    private static void awaitStatus(JsonNode inbox, String subject, String status) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(status(inbox, subject)).isEqualTo(status));
    }

    /** Marks of the mail of this subject, once it is in the inbox. */
    private static List<String> awaitMarks(JsonNode inbox, String subject) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(api.messages(inbox, subject)).hasSize(1));
        List<String> marks = new ArrayList<>();
        api.messages(inbox, subject).get(0).get("metadata").get("marks").forEach(mark -> marks.add(mark.asText()));
        return marks;
    }

    private static long events(String type) {
        return server.instance(Database.class)
                .read(handle -> handle.createQuery("SELECT COUNT(*) FROM event WHERE type = :type")
                        .bind("type", type)
                        .mapTo(Long.class)
                        .one());
    }

    private static String bounce(Relayed mail, String subject) {
        return """
                From: Mail Delivery System <MAILER-DAEMON@mx.there.example>
                To: %s
                Subject: %s
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary=b1

                --b1
                Content-Type: text/plain

                Your message could not be delivered.
                --b1
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.there.example

                Final-Recipient: rfc822; bob@there.example
                Action: failed
                Status: 5.1.1
                Diagnostic-Code: smtp; 550 5.1.1 User unknown

                --b1
                Content-Type: message/rfc822

                Return-Path: <%s>
                %s
                --b1--
                """
                .formatted(mail.sender(), subject, mail.sender(), mail.data())
                .replace("\r\n", "\n")
                .replace("\n", "\r\n");
    }

    private static String complaint(Relayed mail, String subject) {
        return """
                From: Feedback <fbl@there.example>
                To: fbl@agents.localhost
                Subject: %s
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=feedback-report; boundary=b1

                --b1
                Content-Type: text/plain

                An abuse report.
                --b1
                Content-Type: message/feedback-report

                Feedback-Type: abuse
                User-Agent: There/1.0
                Version: 1
                Original-Mail-From: <%s>

                --b1
                Content-Type: message/rfc822

                %s
                --b1--
                """
                .formatted(subject, mail.sender(), mail.data())
                .replace("\r\n", "\n")
                .replace("\n", "\r\n");
    }

    private static void deliver(String sender, String recipient, String mail) throws IOException {
        assertThat(SmtpDialogue.deliver(server, sender, recipient, mail)).startsWith("250");
    }

    @Test
    void bounceShouldChangeTheStatusOfTheMailOnceAndBeNoMail() throws Exception {
        JsonNode ada = api.inbox("bounced");
        Relayed mail = sent(ada, "To be bounced");
        assertThat(mail.sender()).matches("b\\+[0-9a-v]{26}@agents\\.localhost");
        long before = events("bounce");
        deliver("", mail.sender(), bounce(mail, "Bounce one"));
        awaitStatus(ada, "To be bounced", "bounced");
        deliver("", mail.sender(), bounce(mail, "Bounce two"));
        deliver("", address(ada), "Subject: Behind them\r\n\r\nHello\r\n");
        awaitMarks(ada, "Behind them");
        assertThat(events("bounce")).isEqualTo(before + 1);
        assertThat(api.messages(ada, "Bounce one")).isEmpty();
        assertThat(api.messages(ada, "Bounce two")).isEmpty();
        JsonNode delivery =
                api.messages(ada, "To be bounced").get(0).get("metadata").get("delivery_data");
        assertThat(delivery.get("bounce_type").asText()).isEqualTo("hard");
        assertThat(delivery.get("bounce_reason").asText()).contains("User unknown");
    }

    @Test
    void forgedBouncesShouldBeRefusedOrChangeNothing() throws Exception {
        JsonNode ada = api.inbox("forged");
        Relayed mail = sent(ada, "To be forged");
        String forged = mail.sender().replaceAll("\\+.", "+").replace("@", "0@");
        assertThat(SmtpDialogue.deliver(server, "", forged, bounce(mail, "Forged tag")))
                .startsWith("550");
        assertThat(SmtpDialogue.deliver(server, "", "b@agents.localhost", bounce(mail, "No tag")))
                .startsWith("550");
        deliver("", address(ada), bounce(mail, "At the inbox"));
        deliver("eve@there.example", mail.sender(), bounce(mail, "With a path"));
        deliver("", mail.sender(), bounce(mail, "Of another").replace("bob@there.example", "eve@there.example"));
        for (String subject : List.of("At the inbox", "With a path", "Of another")) {
            assertThat(awaitMarks(ada, subject)).contains("delivery_report");
        }
        assertThat(status(ada, "To be forged")).isNotEqualTo("bounced");
    }

    @Test
    void complaintsShouldCountAtTheReturnPathAndAtTheAddressForThem() throws Exception {
        JsonNode ada = api.inbox("complained");
        Relayed first = sent(ada, "Unwanted one");
        Relayed second = sent(ada, "Unwanted two");
        deliver("fbl@there.example", first.sender(), complaint(first, "Complaint one"));
        deliver("fbl@there.example", "fbl@agents.localhost", complaint(second, "Complaint two"));
        awaitStatus(ada, "Unwanted one", "complained");
        awaitStatus(ada, "Unwanted two", "complained");
    }

    @Test
    void answerOfAProgramShouldComeToTheInboxMarked() throws Exception {
        JsonNode ada = api.inbox("answered");
        Relayed mail = sent(ada, "To be answered");
        deliver(
                "",
                mail.sender(),
                "From: bob@there.example\r\nSubject: Automatic reply\r\nAuto-Submitted: auto-replied\r\n\r\nAway.\r\n");
        assertThat(awaitMarks(ada, "Automatic reply")).containsExactly("auto_reply", "automatic");
        deliver("", mail.sender(), "From: bob@there.example\r\nSubject: What is this\r\n\r\nHm.\r\n");
        assertThat(awaitMarks(ada, "What is this")).contains("unknown_report");
        assertThat(status(ada, "To be answered")).isNotIn("bounced", "failed", "complained");
    }

    @Test
    void inboxThatGetsAMailOfAnotherShouldSeeItsAddressAsTheSender() throws Exception {
        JsonNode ada = api.inbox("path.ada");
        JsonNode bob = api.inbox("path.bob");
        String fields = "\"to\": \"" + address(bob) + "\", \"subject\": \"Between us\", \"text\": \"Hello\"";
        assertThat(api.send(ada, fields).status()).isEqualTo(202);
        assertThat(awaitMarks(bob, "Between us")).isEmpty();
        String kept = ImapClient.ofInbox(server, address(bob))
                .mails("INBOX", "Between us")
                .get(0);
        assertThat(kept).startsWith("Return-Path: <" + address(ada) + ">\r\n");
    }
}
