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
import io.jamesagents.server.RelayStandIn.Relayed;
import io.jamesagents.server.V1.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail of an agent to other inboxes here, and through a smart host to elsewhere. */
class SendIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String CRLF = "\r\n";

    @TempDir
    static Path data;

    private static RelayStandIn relay;
    private static AgentsServer server;
    private static V1 api;

    @BeforeAll
    static void start() throws Exception {
        relay = new RelayStandIn();
        server = AgentsServer.start(
                ServeOptions.anyPorts(data).set("agents.relay", relay.address()).set("agents.limits.free.hour", "3"));
        // What the tests send would soon use up the limit that one of them looks at.
        Org org = server.instance(Orgs.class).ensure("unlimited", "Unlimited", Tier.ENTERPRISE);
        api = keyOf(org);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        relay.close();
    }

    private static V1 keyOf(Org org) {
        return new V1(server.httpPort(), server.instance(ApiKeys.class).issue(org.id(), "test", List.of("admin")));
    }

    private static String fields(String to, String subject, String more) {
        return "\"to\": \"" + to + "\", \"subject\": \"" + subject + "\", \"text\": \"Hello\"" + more;
    }

    private static Answer sent(JsonNode inbox, String fields, String... headers) {
        Answer answer = api.send(inbox, fields, headers);
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        return answer;
    }

    private static JsonNode awaitOne(JsonNode inbox, String subject) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(api.messages(inbox, subject)).hasSize(1));
        return api.messages(inbox, subject).get(0);
    }

    private static String header(String mail, String name) {
        String unfolded = mail.substring(0, mail.indexOf(CRLF + CRLF)).replaceAll("\r\n[ \t]+", " ");
        return unfolded.lines()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2).trim())
                .findFirst()
                .orElse(null);
    }

    @Test
    void mailShouldReachAnotherInbox() {
        JsonNode ada = api.inbox("local.ada", ", \"display_name\": \"Ada\"");
        JsonNode bob = api.inbox("local.bob");

        JsonNode answer = sent(ada, fields(address(bob), "To Bob", "")).data();

        JsonNode received = awaitOne(bob, "To Bob");
        JsonNode kept = api.messages(ada, "To Bob").get(0);
        assertThat(id(kept)).isEqualTo(id(answer));
        assertThat(kept.get("direction").asText()).isEqualTo("outbound");
        assertThat(kept.get("thread_id")).isEqualTo(answer.get("thread_id"));
        assertThat(received.get("direction").asText()).isEqualTo("inbound");
        assertThat(received.get("content").asText().trim()).isEqualTo("Hello");
        assertThat(received.get("metadata").get("message_id").asText())
                .isEqualTo(answer.get("smtp_message_id").asText());
        assertThat(received.get("from").asText()).isEqualTo(address(ada));
    }

    @Test
    void replyShouldContinueTheThread() throws Exception {
        JsonNode inbox = api.inbox("reply");
        String first = "From: grace@example.org\r\nTo: x\r\nSubject: Talk\r\nMessage-ID: <2@example.org>\r\n"
                + "In-Reply-To: <1@example.org>\r\nReferences: <1@example.org>\r\n\r\nWell?\r\n";
        SmtpDialogue.deliver(server, "grace@example.org", address(inbox), first);
        String thread = awaitOne(inbox, "Talk").get("thread_id").asText();

        JsonNode answer = sent(inbox, fields("grace@example.org", "Talk", ", \"thread_id\": \"" + thread + "\""))
                .data();

        assertThat(answer.get("thread_id").asText()).isEqualTo(thread);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(relay.mails("Re: Talk")).hasSize(1));
        String mail = relay.mails("Re: Talk").get(0).data();
        assertThat(header(mail, "In-Reply-To")).isEqualTo("<2@example.org>");
        assertThat(header(mail, "References")).isEqualTo("<1@example.org> <2@example.org>");
        assertThat(header(mail, "Message-ID"))
                .isEqualTo(answer.get("smtp_message_id").asText());
        assertThat(api.rows("/v1/threads/" + thread + "/messages")).hasSize(2);
    }

    @Test
    void replyToASendShouldComeBackIntoItsThread() {
        JsonNode ada = api.inbox("back.ada");
        JsonNode bob = api.inbox("back.bob");
        JsonNode asked = sent(ada, fields(address(bob), "Back", "")).data();
        String bobsThread = awaitOne(bob, "Back").get("thread_id").asText();

        sent(bob, fields(address(ada), "Back", ", \"thread_id\": \"" + bobsThread + "\""));

        assertThat(awaitOne(ada, "Re: Back").get("thread_id")).isEqualTo(asked.get("thread_id"));
    }

    @Test
    void relayShouldGetOneMailPerRecipientWithoutBcc() throws Exception {
        JsonNode ada = api.inbox("relay.ada");
        String more = ", \"cc\": [\"Carl <carl@far.test>\"], \"bcc\": [\"hidden@far.test\"]";

        sent(ada, fields("to@far.test", "Relayed", more));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(relay.mails("Relayed")).hasSize(3));
        List<Relayed> mails = relay.mails("Relayed");
        assertThat(mails)
                .extracting(Relayed::recipients)
                .containsExactlyInAnyOrder(
                        List.of("to@far.test"), List.of("carl@far.test"), List.of("hidden@far.test"));
        assertThat(mails).allSatisfy(mail -> {
            assertThat(mail.data()).doesNotContainIgnoringCase("hidden@").doesNotContainIgnoringCase("bcc:");
            assertThat(mail.data()).doesNotContain("X-Agent-");
            assertThat(header(mail.data(), "To")).isEqualTo("to@far.test");
            assertThat(header(mail.data(), "Cc")).isEqualTo("Carl <carl@far.test>");
            assertThat(mail.sender()).matches("b\\+[0-9a-v]{26}@agents\\.localhost");
        });
        List<String> copies = ImapClient.ofInbox(server, address(ada)).mails("Sent", "Relayed");
        assertThat(copies).hasSize(1);
        assertThat(copies.get(0)).doesNotContainIgnoringCase("hidden@");
    }

    @Test
    void bccToAnInboxHereShouldArriveUnseen() throws Exception {
        JsonNode ada = api.inbox("bcc.ada");
        JsonNode bob = api.inbox("bcc.bob");
        JsonNode eve = api.inbox("bcc.eve");

        sent(ada, fields(address(bob), "Secret", ", \"bcc\": \"" + address(eve) + "\""));

        awaitOne(eve, "Secret");
        awaitOne(bob, "Secret");
        assertThat(ImapClient.ofInbox(server, address(bob)).mails("INBOX").get(0))
                .doesNotContain(address(eve));
    }

    @Test
    void headerInjectionShouldBeRefusedWithTheField() {
        JsonNode ada = api.inbox("inject");
        String bad = "x\\r\\nBcc: eve@far.test";

        assertRefused(api.send(ada, fields("to@far.test", bad, "")), 400, "subject");
        assertRefused(api.send(ada, fields("to@far.test" + bad, "s", "")), 400, "to");
        assertRefused(api.send(ada, fields("to@far.test", "s", ", \"cc\": \"" + bad + "\"")), 400, "cc");
        assertRefused(api.send(ada, fields("to@far.test", "s", ", \"bcc\": \"" + bad + "\"")), 400, "bcc");
        assertRefused(api.send(ada, fields("to@far.test", "s", ", \"reply_to\": \"" + bad + "\"")), 400, "reply_to");
        assertRefused(api.send(ada, fields("to@far.test", "s", ", \"from\": \"" + bad + "\"")), 400, "from");
        assertRefused(
                api.send(ada, fields("to@far.test", "s", ", \"headers\": {\"X-A\": \"" + bad + "\"}")),
                400,
                "headers.X-A");
        assertRefused(
                api.send(ada, fields("to@far.test", "s", ", \"headers\": {\"X-A: b\\r\\nBcc\": \"b\"}")),
                400,
                "headers");
        assertThat(api.messages(ada)).isEmpty();
    }

    private static void assertRefused(Answer answer, int status, String named) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.error()).contains(named);
    }

    @Test
    void idempotencyKeyShouldReplay() {
        JsonNode ada = api.inbox("again.ada");
        JsonNode bob = api.inbox("again.bob");
        String fields = fields(address(bob), "Once", "");

        Answer first = sent(ada, fields, "Idempotency-Key", "one");
        Answer second = sent(ada, fields, "Idempotency-Key", "one");

        assertThat(second.data()).isEqualTo(first.data());
        assertThat(first.header("Idempotency-Replayed")).isNull();
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        Answer reused = api.send(ada, fields(address(bob), "Other", ""), "Idempotency-Key", "one");
        assertThat(reused.status()).isEqualTo(409);
        awaitOne(bob, "Once");
        await().during(Duration.ofSeconds(2)).atMost(SOON).untilAsserted(() -> assertThat(api.messages(bob))
                .hasSize(1));
        assertThat(api.messages(ada)).hasSize(1);
    }

    @Test
    void foreignFromShouldBeForbidden() throws Exception {
        JsonNode ada = api.inbox("from.ada");
        JsonNode foreign = V1.admin(server).inbox("from.foreign");

        assertRefused(
                api.send(ada, fields("to@far.test", "s", ", \"from\": \"" + address(foreign) + "\"")), 403, "from");
        assertRefused(api.send(ada, fields("to@far.test", "s", ", \"from\": \"boss@far.test\"")), 403, "from");
    }

    @Test
    void limitShouldAnswer429() {
        V1 limited = keyOf(server.instance(Orgs.class).ensure("limited", "Limited", Tier.FREE));
        JsonNode inbox = limited.inbox("limited");
        for (int i = 0; i < 3; i++) {
            Answer accepted = limited.send(inbox, fields("to@far.test", "Within " + i, ""));
            assertThat(accepted.status()).isEqualTo(202);
            assertThat(accepted.header("X-RateLimit-Limit")).isEqualTo("3");
            assertThat(accepted.header("X-RateLimit-Remaining")).isEqualTo("" + (2 - i));
        }

        Answer refused = limited.send(inbox, fields("to@far.test", "Beyond", ""));

        assertThat(refused.status()).isEqualTo(429);
        assertThat(Long.parseLong(refused.header("Retry-After"))).isBetween(1L, 3_600L);
        assertThat(refused.header("X-RateLimit-Remaining")).isEqualTo("0");
        assertThat(Long.parseLong(refused.header("X-RateLimit-Reset")))
                .isGreaterThan(Instant.now().getEpochSecond());
        assertThat(limited.messages(inbox, "Beyond")).isEmpty();
    }
}
