package io.jamesagents.server;

import static io.jamesagents.server.V1.address;
import static io.jamesagents.server.V1.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.apikey.ApiKeys;
import io.jamesagents.org.Org;
import io.jamesagents.org.Orgs;
import io.jamesagents.org.Tier;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail from a stranger's SMTP client to what an agent, and a person, sees of it. */
class MailInIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String GRACE = "grace@example.org";

    @TempDir
    static Path data;

    private static AgentsServer server;
    private static V1 api;

    @BeforeAll
    static void start() throws Exception {
        server = AgentsServer.start(WebhookReceiver.allowed(ServeOptions.anyPorts(data)));
        api = V1.admin(server);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    private static String mail(String to, String subject, String moreHeaders) {
        return "From: Grace <grace@example.org>\r\nTo: Ada <" + to + ">\r\nSubject: " + subject
                + "\r\nDate: Mon, 23 Nov 2026 10:00:00 +0000\r\n" + moreHeaders + "\r\nIs it paid?\r\n";
    }

    private static String deliver(JsonNode inbox, String subject, String moreHeaders) throws Exception {
        String mail = mail(address(inbox), subject, moreHeaders);
        assertThat(SmtpDialogue.deliver(server, GRACE, address(inbox), mail)).startsWith("250");
        return mail;
    }

    private static List<JsonNode> awaitMessages(JsonNode inbox, int count) {
        await().atMost(SOON).untilAsserted(() -> assertThat(api.messages(inbox)).hasSize(count));
        return api.messages(inbox);
    }

    @Test
    void mailShouldBecomeAThread() throws Exception {
        JsonNode inbox = api.inbox("thread");
        deliver(inbox, "Invoice 42", "Message-ID: <42@example.org>\r\n");

        awaitMessages(inbox, 1);

        List<JsonNode> threads = api.threads(inbox);
        assertThat(threads).hasSize(1);
        JsonNode thread = threads.get(0);
        assertThat(thread.get("thread_id").asText()).startsWith("conv_");
        assertThat(thread.get("subject").asText()).isEqualTo("Invoice 42");
        assertThat(thread.get("snippet").asText()).isEqualTo("Is it paid?");
        assertThat(thread.get("message_count").asInt()).isEqualTo(1);
        assertThat(thread.get("last_direction").asText()).isEqualTo("inbound");
        assertThat(thread.get("inbox_id").asText()).isEqualTo(id(inbox));
        assertThat(thread.get("has_attachments").asBoolean()).isFalse();
        assertThat(thread.get("status").asText()).isEqualTo("open");
        assertThat(thread.get("last_message_at").asText())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    }

    @Test
    void mailShouldBecomeAMessage() throws Exception {
        JsonNode inbox = api.inbox("message");
        deliver(inbox, "Invoice 43", "Message-ID: <43@example.org>\r\nIn-Reply-To: <1@example.org>\r\n");

        JsonNode message = awaitMessages(inbox, 1).get(0);

        assertThat(id(message)).startsWith("msg_");
        assertThat(message.get("message_id").asText()).isEqualTo(id(message));
        assertThat(message.get("channel").asText()).isEqualTo("email");
        assertThat(message.get("direction").asText()).isEqualTo("inbound");
        assertThat(message.get("content").asText().trim()).isEqualTo("Is it paid?");
        assertThat(message.get("participants"))
                .extracting(person -> person.get("role").asText() + " "
                        + person.get("identity").asText())
                .containsExactly("sender grace@example.org", "to " + address(inbox));
        assertThat(message.get("attachments").isArray()).isTrue();
        JsonNode metadata = message.get("metadata");
        assertThat(metadata.get("message_id").asText()).isEqualTo("<43@example.org>");
        assertThat(metadata.get("in_reply_to").asText()).isEqualTo("<1@example.org>");
        assertThat(metadata.get("inbox_id").asText()).isEqualTo(id(inbox));
        assertThat(metadata.get("inbox_address").asText()).isEqualTo(address(inbox));
        assertThat(metadata.get("created_at").asText())
                .isEqualTo(message.get("created_at").asText());
        JsonNode ofThread = api.rows("/v1/threads/" + message.get("thread_id").asText() + "/messages")
                .get(0);
        assertThat(ofThread).isEqualTo(message);
    }

    @Test
    void imapShouldShowTheBytesThatWereSent() throws Exception {
        JsonNode inbox = api.inbox("bytes");
        String mail = "From: grace@example.org\r\nX-Odd:   two  spaces \r\nTo: someone\r\nSubject: b\u00fctes\r\n\r\n"
                + "..dots\r\n.\u00e9\u00ff 8 bit \r\n\r\nlast\r\n";
        assertThat(SmtpDialogue.deliver(server, GRACE, address(inbox), mail)).startsWith("250");
        awaitMessages(inbox, 1);

        List<String> stored = ImapClient.ofInbox(server, address(inbox)).mails("INBOX");

        assertThat(stored).hasSize(1);
        assertThat(stored.get(0)).endsWith("\r\n" + mail);
        String trace = stored.get(0).substring(0, stored.get(0).length() - mail.length());
        assertThat(trace)
                .startsWith("Return-Path: <" + GRACE + ">\r\n")
                .contains("Delivered-To: " + address(inbox) + "\r\n")
                .contains("Received: from ");
    }

    @Test
    void longLineShouldArriveAndAnEndlessOneShouldEndTheConnection() throws Exception {
        JsonNode inbox = api.inbox("lines");
        String head = mail(address(inbox), "long", "");
        assertThat(SmtpDialogue.deliver(server, GRACE, address(inbox), head + "x".repeat(100_000) + "\r\n"))
                .startsWith("250");
        awaitMessages(inbox, 1);

        String endless = head.replace("long", "endless") + "x".repeat(8_000_000);
        assertThat(replyOrHangUp(inbox, endless)).doesNotStartWith("250");

        deliver(inbox, "After", "Message-ID: <after@example.org>\r\n");
        assertThat(awaitMessages(inbox, 2))
                .extracting(message -> message.get("subject").asText())
                .containsExactly("long", "After");
    }

    /** The connection may be gone before the reply could be read. */
    private static String replyOrHangUp(JsonNode inbox, String mail) {
        try {
            return SmtpDialogue.deliver(server, GRACE, address(inbox), mail);
        } catch (IOException e) {
            return "hung up";
        }
    }

    @Test
    void plusAddressShouldReachItsInbox() throws Exception {
        JsonNode inbox = api.inbox("plus");
        String to = address(inbox).replace("@", "+shop@");

        assertThat(SmtpDialogue.deliver(server, GRACE, to, mail(to, "plus", "")))
                .startsWith("250");

        assertThat(awaitMessages(inbox, 1).get(0).get("subject").asText()).isEqualTo("plus");
    }

    @Test
    void replyToTheRoutingAddressShouldJoinTheThread() throws Exception {
        JsonNode ada = api.inbox("token.ada");
        JsonNode bob = api.inbox("token.bob");
        V1.Answer sent = api.send(ada, "\"to\": \"" + address(bob) + "\", \"subject\": \"Question\", \"text\": \"?\"");
        assertThat(sent.status()).isEqualTo(202);
        awaitMessages(bob, 1);
        String received =
                ImapClient.ofInbox(server, address(bob)).mails("INBOX").get(0);
        String replyTo = received.replaceAll("(?is).*\r\nReply-To:[^\r]*?([^ <:]+\\+t[0-9a-f]{12,}@[^ >\r]+).*", "$1");
        assertThat(replyTo).matches("token\\.ada\\+t[0-9a-f]{12,}@agents\\.localhost");

        SmtpDialogue.deliver(
                server,
                "bob@elsewhere.test",
                replyTo,
                "From: bob@elsewhere.test\r\nSubject: unrelated\r\n\r\nYes.\r\n");

        JsonNode reply = awaitMessages(ada, 2).get(1);
        assertThat(reply.get("subject").asText()).isEqualTo("unrelated");
        assertThat(reply.get("thread_id").asText())
                .isEqualTo(sent.data().get("thread_id").asText());
    }

    @Test
    void unknownRecipientShouldBeRefusedInTheDialogue() throws Exception {
        assertThat(SmtpDialogue.deliver(server, GRACE, "nobody@agents.localhost", ""))
                .startsWith("550 5.1.1");
    }

    @Test
    void inactiveInboxShouldBeRefusedInTheDialogue() throws Exception {
        JsonNode inbox = api.inbox("inactive");
        assertThat(api.patch("/v1/inboxes/" + id(inbox), "{\"status\": \"inactive\"}")
                        .status())
                .isEqualTo(200);

        assertThat(SmtpDialogue.deliver(server, GRACE, address(inbox), "")).startsWith("550 5.2.1");
    }

    @Test
    void deletedInboxShouldBeRefusedInTheDialogue() throws Exception {
        JsonNode inbox = api.inbox("deleted");
        assertThat(api.call("DELETE", "/v1/inboxes/" + id(inbox), null).status())
                .isEqualTo(200);

        assertThat(SmtpDialogue.deliver(server, GRACE, address(inbox), "")).startsWith("550 5.1.1");
    }

    @Test
    void webhookShouldArriveSigned() throws Exception {
        try (WebhookReceiver receiver = new WebhookReceiver()) {
            JsonNode inbox = api.inbox("hooked", receiver.field());
            String secret = inbox.get("webhook").get("secret").asText();
            assertThat(secret).matches("whsec_[0-9a-f]{48}");

            deliver(inbox, "Ring", "");

            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(receiver.calls()).hasSize(1));
            WebhookReceiver.Call call = receiver.calls().get(0);
            assertThat(call.signature()).isEqualTo(call.expectedSignature(secret));
            JsonNode message = awaitMessages(inbox, 1).get(0);
            assertThat(call.json().get("message")).isEqualTo(message);
            assertThat(call.json().get("inboxId").asText()).isEqualTo(id(inbox));
            assertThat(call.json().get("event").get("type").asText()).isEqualTo("email.received");
            await().atMost(SOON).untilAsserted(() -> {
                JsonNode delivery = api.rows("/v1/webhooks/deliveries?inbox_id=" + id(inbox))
                        .get(0);
                assertThat(id(delivery)).isEqualTo(call.deliveryId());
                assertThat(delivery.get("status").asText()).isEqualTo("delivered");
            });
        }
    }

    @Test
    void rulesOfTheInboxShouldTagThreads() throws Exception {
        JsonNode inbox = api.inbox(
                "rules",
                ", \"tag_rules\": [{\"from\": \"@example.org\", \"subject\": \"invoice\", \"tags\": [\"billing\"]},"
                        + " {\"header\": {\"List-Id\": \"announce\"}, \"tags\": [\"news\"]}]");
        deliver(inbox, "Your Invoice", "");
        deliver(inbox, "Weekly", "List-Id: <announce.example.org>\r\n");
        deliver(inbox, "Hello", "");
        awaitMessages(inbox, 3);

        assertThat(tags(inbox, "Your Invoice")).isEqualTo("[\"billing\"]");
        assertThat(tags(inbox, "Weekly")).isEqualTo("[\"news\"]");
        assertThat(tags(inbox, "Hello")).isEqualTo("[]");
    }

    private static String tags(JsonNode inbox, String subject) {
        return api.threads(inbox).stream()
                .filter(thread -> subject.equals(thread.get("subject").asText()))
                .map(thread -> thread.get("tags").toString())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void oneMailShouldReachInboxesOfTwoOrganisations() throws Exception {
        Org other = server.instance(Orgs.class).ensure("other", "Other", Tier.FREE);
        V1 others =
                new V1(server.httpPort(), server.instance(ApiKeys.class).issue(other.id(), "test", List.of("admin")));
        JsonNode ours = api.inbox("both.ours");
        JsonNode too = api.inbox("both.too");
        JsonNode theirs = others.inbox("both.theirs");
        try (SmtpDialogue dialogue = new SmtpDialogue(server.smtpPort())) {
            dialogue.say("MAIL FROM:<" + GRACE + ">");
            for (JsonNode inbox : List.of(ours, too, theirs)) {
                assertThat(dialogue.say("RCPT TO:<" + address(inbox) + ">")).startsWith("250");
            }
            assertThat(dialogue.data(mail("all", "For all", "Message-ID: <all@example.org>\r\n")))
                    .startsWith("250");
        }

        JsonNode first = awaitMessages(ours, 1).get(0);
        JsonNode second = awaitMessages(too, 1).get(0);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(others.messages(theirs)).hasSize(1));
        JsonNode third = others.messages(theirs).get(0);
        assertThat(List.of(id(first), id(second), id(third))).doesNotHaveDuplicates();
        assertThat(third.get("thread_id")).isNotEqualTo(first.get("thread_id"));
    }

    @Test
    void sameMailTwiceShouldBeOneMessage() throws Exception {
        JsonNode inbox = api.inbox("twice");
        deliver(inbox, "Again", "Message-ID: <again@example.org>\r\n");
        awaitMessages(inbox, 1);
        deliver(inbox, "Again", "Message-ID: <again@example.org>\r\n");
        deliver(inbox, "Last", "Message-ID: <last@example.org>\r\n");

        assertThat(awaitMessages(inbox, 2))
                .extracting(message -> message.get("subject").asText())
                .containsExactly("Again", "Last");
        await().during(Duration.ofSeconds(2)).atMost(SOON).untilAsserted(() -> assertThat(api.messages(inbox))
                .hasSize(2));
        assertThat(ImapClient.ofInbox(server, address(inbox)).mails("INBOX")).hasSize(2);
    }

    @Test
    void oversizeMailShouldBeRefused() throws Exception {
        JsonNode inbox = api.inbox("oversize");
        try (SmtpDialogue dialogue = new SmtpDialogue(server.smtpPort())) {
            assertThat(dialogue.say("MAIL FROM:<" + GRACE + "> SIZE=30000000")).startsWith("552");
        }
        String line = "x".repeat(998) + "\r\n";

        String reply = SmtpDialogue.deliver(
                server, GRACE, address(inbox), mail(address(inbox), "big", "") + line.repeat(26_500));

        assertThat(reply).startsWith("552");
        assertThat(api.messages(inbox)).isEmpty();
    }

    @Test
    void strangerShouldNotRelayToAForeignDomain() throws Exception {
        assertThat(SmtpDialogue.deliver(server, GRACE, "someone@elsewhere.test", ""))
                .startsWith("530 5.7.1");
        assertThat(SmtpDialogue.deliver(server, GRACE, "someone%elsewhere.test@agents.localhost", ""))
                .startsWith("550");
    }
}
