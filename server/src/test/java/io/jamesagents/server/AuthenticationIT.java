package io.jamesagents.server;

import static io.jamesagents.server.V1.address;
import static io.jamesagents.server.V1.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.apache.james.core.Username;
import org.apache.james.jdkim.DKIMSigner;
import org.apache.james.user.api.UsersRepository;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known about who sent a mail, from a real DNS to the API, the webhook and the mailbox. */
class AuthenticationIT {
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final String HOST = "mx.agents.test";
    private static final String GOOD = "ann@good.test";
    private static final String BAD = "ann@bad.test";

    @TempDir
    static Path data;

    private static DnsStandIn dns;
    private static WebhookReceiver receiver;
    private static AgentsServer server;
    private static V1 api;

    @BeforeAll
    static void start() throws Exception {
        dns = new DnsStandIn();
        dns.txt("good.test", "v=spf1 ip4:127.0.0.1 -all");
        dns.txt("_dmarc.good.test", "v=DMARC1; p=reject");
        dns.txt("bad.test", "v=spf1 ip4:192.0.2.1 -all");
        dns.txt("_dmarc.bad.test", "v=DMARC1; p=reject");
        dns.txt("_dmarc.signed.test", "v=DMARC1; p=quarantine");
        dns.silence("slow.test");
        dns.silence("_dmarc.slow.test");
        receiver = new WebhookReceiver();
        server = AgentsServer.start(WebhookReceiver.allowed(ServeOptions.anyPorts(data))
                .set("agents.hostname", HOST)
                .set("agents.dns.servers", dns.address())
                .set("agents.authentication.time-limit", "3")
                .set("agents.authentication.hold", "8"));
        api = V1.admin(server);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        receiver.close();
        dns.close();
    }

    private static String mail(String from, JsonNode to, String subject, String more) {
        return "From: " + from + "\r\nTo: " + address(to) + "\r\nSubject: " + subject
                + "\r\nDate: Tue, 24 Nov 2026 10:00:00 +0000\r\nMessage-ID: <" + subject.replace(' ', '.')
                + "@sender.test>\r\n" + more + "\r\nIs it paid?\r\n";
    }

    private static JsonNode delivered(JsonNode inbox, String envelope, String subject, String mail) throws Exception {
        assertThat(SmtpDialogue.deliver(server, envelope, address(inbox), mail)).startsWith("250");
        return awaited(inbox, subject);
    }

    private static JsonNode awaited(JsonNode inbox, String subject) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(api.messages(inbox, subject)).hasSize(1));
        return api.messages(inbox, subject).get(0);
    }

    private static JsonNode webhook(JsonNode message) {
        await().atMost(SOON).untilAsserted(() -> assertThat(calls(message)).isNotEmpty());
        return calls(message).get(0);
    }

    private static List<JsonNode> calls(JsonNode message) {
        return receiver.calls().stream()
                .map(WebhookReceiver.Call::json)
                .filter(body -> body.path("message_id").asText().equals(id(message)))
                .toList();
    }

    private static String stored(JsonNode inbox, String subject) throws Exception {
        return ImapClient.ofInbox(server, address(inbox)).mails("INBOX").stream()
                .filter(mail -> mail.contains("Subject: " + subject + "\r\n"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void spfShouldAuthenticateTheSender() throws Exception {
        JsonNode inbox = api.inbox("spf", receiver.field());
        JsonNode message = delivered(inbox, GOOD, "spf pass", mail(GOOD, inbox, "spf pass", ""));

        JsonNode block = message.get("authentication");
        assertThat(block.get("verdict").asText()).isEqualTo("pass");
        assertThat(block.get("header_from").asText()).isEqualTo(GOOD);
        assertThat(block.get("envelope_from").asText()).isEqualTo(GOOD);
        assertThat(block.get("verified_domain").asText()).isEqualTo("good.test");
        assertThat(block.at("/spf/result").asText()).isEqualTo("pass");
        assertThat(block.at("/dmarc/result").asText()).isEqualTo("pass");
        assertThat(block.at("/dmarc/policy").asText()).isEqualTo("reject");
        JsonNode called = webhook(message);
        assertThat(called.at("/security/authentication")).isEqualTo(block);
        assertThat(called.at("/message/authentication")).isEqualTo(block);
        assertThat(called.get("unverified").asBoolean(true)).isFalse();
        assertThat(stored(inbox, "spf pass"))
                .contains("Authentication-Results: " + HOST + ";\r\n\tspf=pass smtp.mailfrom=good.test;");
    }

    @Test
    void mailFromElsewhereShouldFailAndStillCome() throws Exception {
        JsonNode inbox = api.inbox("failing");
        JsonNode message = delivered(inbox, BAD, "spf fail", mail(BAD, inbox, "spf fail", ""));

        JsonNode block = message.get("authentication");
        assertThat(block.get("verdict").asText()).isEqualTo("fail");
        assertThat(block.get("verified_domain").isNull()).isTrue();
        assertThat(block.at("/spf/result").asText()).isEqualTo("fail");
        assertThat(block.at("/dmarc/disposition").asText()).isEqualTo("reject");
        assertThat(stored(inbox, "spf fail")).contains("\r\n\tdmarc=fail header.from=bad.test;");
    }

    @Test
    void signatureShouldAuthenticateTheAuthorWhoeverSendsTheMail() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair keys = generator.generateKeyPair();
        dns.txt(
                "s1._domainkey.signed.test",
                "v=DKIM1; k=rsa; p="
                        + Base64.getEncoder().encodeToString(keys.getPublic().getEncoded()));
        JsonNode inbox = api.inbox("signed");
        String mail = mail("ann@signed.test", inbox, "signed", "");
        String template =
                "v=1; a=rsa-sha256; c=relaxed/relaxed; d=signed.test; s=s1; h=from:to:subject:date:message-id;"
                        + " bh=; b=;";
        String signature = new DKIMSigner(template, keys.getPrivate())
                .sign(new ByteArrayInputStream(mail.getBytes(StandardCharsets.US_ASCII)));

        JsonNode block = delivered(inbox, "list@elsewhere.test", "signed", signature + "\r\n" + mail)
                .get("authentication");
        assertThat(block.get("verdict").asText()).as(block.toString()).isEqualTo("pass");
        assertThat(block.get("verified_domain").asText()).isEqualTo("signed.test");
        assertThat(block.at("/dkim/0/result").asText()).isEqualTo("pass");
        assertThat(block.at("/dkim/0/selector").asText()).isEqualTo("s1");

        String changed = mail.replace("Is it paid?", "Pay him.").replace("signed\r\n", "changed\r\n");
        JsonNode broken = delivered(inbox, "list@elsewhere.test", "changed", signature + "\r\n" + changed)
                .get("authentication");
        assertThat(broken.get("verdict").asText()).isEqualTo("fail");
        assertThat(broken.at("/dkim/0/result").asText()).isEqualTo("fail");
    }

    @Test
    void resultsInOurNameShouldBeRemoved() throws Exception {
        JsonNode inbox = api.inbox("forged", receiver.field());
        String forged = "Authentication-Results: " + HOST + "; dmarc=pass header.from=bad.test\r\n";
        String others = "Authentication-Results: mx.other.test; dmarc=pass\r\n";
        String mail = mail(BAD, inbox, "forged results", "");
        JsonNode message = delivered(
                inbox, BAD, "forged results", forged + mail.replace("\r\nTo:", "\r\n" + forged + others + "To:"));

        assertThat(message.at("/authentication/verdict").asText()).isEqualTo("fail");
        String stored = stored(inbox, "forged results");
        assertThat(stored)
                .doesNotContain("dmarc=pass header.from=bad.test")
                .contains(others)
                .endsWith(mail.replace("\r\nTo:", "\r\n" + others + "To:"));
        assertThat(stored.split("Authentication-Results: " + HOST, -1)).hasSize(2);
        assertThat(webhook(message).at("/email/headers/authentication-results").asText())
                .startsWith("mx.other.test");
    }

    @Test
    void severalAuthorsShouldNeverPass() throws Exception {
        JsonNode inbox = api.inbox("authors");
        String twice = mail(GOOD, inbox, "two fields", "From: " + BAD + "\r\n");
        String both = mail(GOOD + ", " + BAD, inbox, "two addresses", "");
        for (String subject : List.of("two fields", "two addresses")) {
            JsonNode block = delivered(inbox, GOOD, subject, subject.contains("fields") ? twice : both)
                    .get("authentication");
            assertThat(block.get("verdict").asText()).isNotEqualTo("pass");
            assertThat(block.get("header_from").asText()).isEmpty();
        }
    }

    @Test
    void forgedParticipantShouldBeMarkedOnMessageThreadAndWebhook() throws Exception {
        JsonNode inbox = api.inbox("hijacked", receiver.field());
        JsonNode first = delivered(inbox, GOOD, "matter", mail(GOOD, inbox, "matter", "Cc: " + BAD + "\r\n"));
        JsonNode thread = api.threads(inbox).get(0);
        assertThat(thread.get("unverified").asBoolean(true)).isFalse();
        JsonNode forged =
                delivered(inbox, BAD, "pay me", mail(BAD, inbox, "pay me", "References: <matter@sender.test>\r\n"));

        assertThat(forged.get("thread_id")).isEqualTo(first.get("thread_id"));
        assertThat(forged.at("/metadata/unverified").asBoolean()).isTrue();
        assertThat(api.threads(inbox).get(0).get("unverified").asBoolean()).isTrue();
        assertThat(webhook(forged).get("unverified").asBoolean()).isTrue();
        assertThat(webhook(forged).at("/data/unverified").asBoolean()).isTrue();
    }

    @Test
    void mailFromOneInboxToAnotherShouldPassForWhatTheServerKnows() throws Exception {
        JsonNode from = api.inbox("from");
        JsonNode to = api.inbox("to");
        assertThat(api.send(from, "\"to\": \"" + address(to) + "\", \"subject\": \"inside\", \"text\": \"hello\"")
                        .status())
                .isEqualTo(202);
        JsonNode block = awaited(to, "inside").get("authentication");
        assertThat(block.get("verdict").asText()).isEqualTo("pass");
        assertThat(block.get("mechanism").asText()).isEqualTo("internal");
        assertThat(block.get("verified_domain").asText()).isEqualTo("agents.localhost");
        assertThat(stored(to, "inside")).contains("Authentication-Results: " + HOST + ";\r\n\tauth=pass");
    }

    @Test
    void userWhoLogsInShouldPassForItsOwnAddressAlone() throws Exception {
        server.instance(UsersRepository.class).addUser(Username.of("bob@agents.localhost"), "secret");
        JsonNode inbox = api.inbox("colleague");
        String login = Base64.getEncoder()
                .encodeToString("\0bob@agents.localhost\0secret".getBytes(StandardCharsets.US_ASCII));
        try (SmtpDialogue dialogue = new SmtpDialogue(server.smtpPort())) {
            assertThat(dialogue.say("AUTH PLAIN " + login)).startsWith("235");
            dialogue.say("MAIL FROM:<bob@agents.localhost>");
            dialogue.say("RCPT TO:<" + address(inbox) + ">");
            assertThat(dialogue.data(mail("Bob <bob@agents.localhost>", inbox, "logged in", "")))
                    .startsWith("250");
        }
        JsonNode block = awaited(inbox, "logged in").get("authentication");
        assertThat(block.get("verdict").asText()).isEqualTo("pass");
        assertThat(block.get("mechanism").asText()).isEqualTo("auth");
    }

    @Test
    void silentDnsShouldDelayOnlyTheMailThatNeedsIt() throws Exception {
        JsonNode inbox = api.inbox("slow");
        for (int i = 0; i < 10; i++) {
            String mail = mail("ann@slow.test", inbox, "slow " + i, "");
            assertThat(SmtpDialogue.deliver(server, "ann@slow.test", address(inbox), mail))
                    .startsWith("250");
        }
        delivered(inbox, GOOD, "fast", mail(GOOD, inbox, "fast", ""));
        for (int i = 0; i < 10; i++) {
            JsonNode block = awaited(inbox, "slow " + i).get("authentication");
            assertThat(block.get("verdict").asText()).isEqualTo("temperror");
        }
    }
}
