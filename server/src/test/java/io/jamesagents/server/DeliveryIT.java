package io.jamesagents.server;

import static io.jamesagents.server.V1.address;
import static io.jamesagents.server.V1.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.apikey.ApiKeys;
import io.jamesagents.org.OrgId;
import io.jamesagents.org.Orgs;
import io.jamesagents.org.Tier;
import io.jamesagents.server.RemoteServer.Act;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.apache.james.core.MailAddress;
import org.apache.james.rrt.api.RecipientRewriteTable;
import org.apache.james.rrt.lib.MappingSource;
import org.apache.james.utils.DataProbeImpl;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the API tells of sent mail, and what the other side did. */
class DeliveryIT {
    /** James looks for mails that are due every ten seconds. */
    private static final Duration SOON = Duration.ofSeconds(90);

    private static final String JOE = "joe@people.test";

    @TempDir
    static Path data;

    private static RemoteServer remote;
    private static AgentsServer server;
    private static V1 api;
    private static JsonNode ada;

    @BeforeAll
    static void start() throws Exception {
        remote = new RemoteServer();
        server = AgentsServer.start(ServeOptions.anyPorts(data)
                .set("agents.relay", remote.address())
                .set("james.delivery.delays", "1 second, 1 second")
                .set("james.delivery.retries", "2")
                .set("james.delivery.timeout", "2000"));
        OrgId org = server.instance(Orgs.class)
                .ensure("ledger", "Ledger", Tier.ENTERPRISE)
                .id();
        api = new V1(server.httpPort(), server.instance(ApiKeys.class).issue(org, "test", List.of("admin")));
        ada = api.inbox("ada");
        server.getProbe(DataProbeImpl.class).addDomain("people.test");
        server.getProbe(DataProbeImpl.class).addUser(JOE, "secret");
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        remote.close();
    }

    private static String send(String... to) {
        String all = "[\"" + String.join("\",\"", to) + "\"]";
        V1.Answer answer = api.send(ada, "\"to\": " + all + ", \"subject\": \"Hello\", \"text\": \"Hello\"");
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        return id(answer.data());
    }

    private static JsonNode delivery(String message) {
        return api.get("/v1/messages/" + message + "/delivery").data();
    }

    private static JsonNode recipient(String message, String address) {
        for (JsonNode recipient : delivery(message).get("recipients")) {
            if (recipient.get("recipient").asText().equals(address)) {
                return recipient;
            }
        }
        throw new AssertionError(address + " is not a recipient of " + message);
    }

    private static JsonNode awaitState(String message, String address, String state) {
        await().atMost(SOON).pollInterval(Duration.ofMillis(50)).untilAsserted(() -> assertThat(
                        recipient(message, address).get("state").asText())
                .isEqualTo(state));
        return recipient(message, address);
    }

    private static JsonNode metadata(String message) {
        return api.messages(ada).stream()
                .filter(row -> id(row).equals(message))
                .findFirst()
                .orElseThrow()
                .get("metadata");
    }

    private static List<String> events(JsonNode recipient) {
        return recipient.get("events").findValuesAsText("event_type");
    }

    @Test
    void takenMailShouldBeSentWithWhoTookIt() {
        String message = send("taken@far.test");

        JsonNode recipient = awaitState(message, "taken@far.test", "sent");

        assertThat(recipient.get("attempts").asInt()).isEqualTo(1);
        assertThat(recipient.get("remote_host").asText()).isEqualTo("127.0.0.1");
        assertThat(recipient.get("code").asInt()).isEqualTo(250);
        assertThat(recipient.get("possible_duplicate").asBoolean()).isFalse();
        assertThat(events(recipient)).containsExactly("sent");
        assertThat(metadata(message).get("delivery_status").asText()).isEqualTo("sent");
        assertThat(metadata(message).at("/delivery_data/sent_at").asText()).isNotEmpty();
        assertThat(api.rows("/v1/delivery/events?message_id=" + message)).hasSize(1);
    }

    @Test
    void deferredMailShouldBeSeenWaitingAndThenSent() {
        remote.tell("grey@far.test", Act.DEFER);
        Instant before = Instant.now();
        String message = send("grey@far.test");

        JsonNode waiting = awaitState(message, "grey@far.test", "deferred");

        assertThat(waiting.get("code").asInt()).isEqualTo(451);
        assertThat(waiting.get("status").asText()).isEqualTo("4.3.0");
        assertThat(waiting.get("reason").asText()).isEqualTo("451 4.3.0 Greylisted, try later");
        assertThat(Instant.parse(waiting.get("next_attempt_at").asText())).isAfter(before);
        assertThat(delivery(message).get("delivery_status").asText()).isEqualTo("queued");
        assertThat(metadata(message).at("/delivery_data/deferral_reason").asText())
                .contains("Greylisted");
        JsonNode sent = awaitState(message, "grey@far.test", "sent");
        assertThat(sent.get("attempts").asInt()).isEqualTo(2);
        assertThat(sent.get("next_attempt_at").isNull()).isTrue();
        assertThat(events(sent)).containsExactly("delivery_delayed", "sent");
        assertThat(sent.get("possible_duplicate").asBoolean()).isFalse();
    }

    @Test
    void mailThatWaitsShouldNotGoOutOnceItsRecipientIsSuppressed() {
        remote.tell("left@far.test", Act.DEFER);
        String message = send("left@far.test");
        awaitState(message, "left@far.test", "deferred");

        V1.Answer suppression = api.post("/v1/delivery/suppressions", "{\"email\": \"Left@FAR.test\"}");

        assertThat(suppression.status()).as(suppression.text()).isEqualTo(201);
        JsonNode held = awaitState(message, "left@far.test", "suppressed");
        assertThat(held.get("attempts").asInt()).isEqualTo(1);
        assertThat(held.get("reason").asText()).isEqualTo("Suppressed: manual");
        assertThat(events(held)).containsExactly("delivery_delayed", "suppressed");
        assertThat(remote.mails()).noneMatch(mail -> mail.recipients().contains("left@far.test"));
    }

    @Test
    void refusedRecipientShouldBounceAloneAndWithoutAMail() throws Exception {
        remote.tell("nobody@far.test", Act.REFUSE);
        String message = send("nobody@far.test", "somebody@far.test");

        JsonNode refused = awaitState(message, "nobody@far.test", "bounced");

        assertThat(refused.get("code").asInt()).isEqualTo(550);
        assertThat(refused.get("status").asText()).isEqualTo("5.1.1");
        assertThat(refused.get("reason").asText()).isEqualTo("550 5.1.1 No such user here");
        assertThat(refused.get("bounce_type").asText()).isEqualTo("hard");
        awaitState(message, "somebody@far.test", "sent");
        assertThat(metadata(message).get("delivery_status").asText()).isEqualTo("bounced");
        assertThat(metadata(message).at("/delivery_data/bounce_reason").asText())
                .contains("No such user");
        assertThat(ImapClient.ofInbox(server, address(ada)).mails("INBOX")).isEmpty();
    }

    @Test
    void refusedContentShouldBounceSoftly() {
        remote.tell("picky@far.test", Act.REFUSE_CONTENT);
        String message = send("picky@far.test");

        JsonNode refused = awaitState(message, "picky@far.test", "bounced");

        assertThat(refused.get("reason").asText()).isEqualTo("554 5.7.1 This looks like spam to us");
        assertThat(refused.get("bounce_type").asText()).isEqualTo("soft");
    }

    @Test
    void droppedLineShouldBeTriedAgainAndMarked() {
        remote.tell("drop@far.test", Act.DROP);
        String message = send("drop@far.test");

        JsonNode sent = awaitState(message, "drop@far.test", "sent");

        assertThat(sent.get("possible_duplicate").asBoolean()).isTrue();
        assertThat(remote.mails("drop@far.test"))
                .hasSize(2)
                .extracting(RemoteServer.Received::messageId)
                .containsOnly("Message-ID: "
                        + delivery(message).get("smtp_message_id").asText());
        assertThat(metadata(message).at("/delivery_data/possible_duplicate").asBoolean())
                .isTrue();
    }

    @Test
    void answerThatComesTooLateShouldNotStopOthers() {
        remote.tell("late@slow.test", Act.SILENCE);
        String late = send("late@slow.test");
        await().atMost(SOON).until(() -> !remote.mails("late@slow.test").isEmpty());

        String other = send("other@far.test");

        awaitState(other, "other@far.test", "sent");
        assertThat(awaitState(late, "late@slow.test", "sent")
                        .get("possible_duplicate")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void mailThatIsNeverTakenShouldFail() {
        remote.tell("never@far.test", Act.DEFER, Act.DEFER, Act.DEFER, Act.DEFER);
        String message = send("never@far.test");

        JsonNode failed = awaitState(message, "never@far.test", "failed");

        assertThat(failed.get("attempts").asInt()).isEqualTo(3);
        assertThat(failed.get("reason").asText()).contains("Greylisted");
        assertThat(events(failed)).containsExactly("delivery_delayed", "delivery_delayed", "failed");
        assertThat(metadata(message).at("/delivery_data/failure_reason").asText())
                .contains("Greylisted");
    }

    @Test
    void mailToAnInboxHereShouldBeDelivered() {
        JsonNode bob = api.inbox("bob");
        String message = send(address(bob));

        JsonNode delivered = awaitState(message, address(bob), "delivered");

        assertThat(events(delivered)).containsExactly("sent", "delivered");
        assertThat(metadata(message).get("delivery_status").asText()).isEqualTo("delivered");
    }

    @Test
    void mailToNobodyHereShouldBounce() {
        String message = send("no.such.inbox@" + address(ada).replaceFirst(".*@", ""));

        await().atMost(SOON).untilAsserted(() -> assertThat(
                        delivery(message).get("delivery_status").asText())
                .isEqualTo("bounced"));
        assertThat(delivery(message).at("/recipients/0/status").asText()).isEqualTo("5.1.1");
    }

    @Test
    void mailToAUserOfJamesShouldBeDelivered() throws Exception {
        String message = send(JOE);

        JsonNode delivered = awaitState(message, JOE, "delivered");

        assertThat(events(delivered)).containsExactly("sent", "delivered");
        assertThat(new ImapClient(server, JOE, "secret").mails("INBOX", "Hello"))
                .hasSize(1);
    }

    @Test
    void mailToAnAliasShouldBeFollowedUnderItsOwnName() throws Exception {
        server.instance(RecipientRewriteTable.class)
                .addAddressMapping(MappingSource.fromMailAddress(new MailAddress("alias@people.test")), "led@far.test");
        String message = send("alias@people.test");

        awaitState(message, "alias@people.test", "sent");

        assertThat(remote.mails("led@far.test")).hasSize(1);
    }

    @Test
    void peopleShouldStillGetAMailAboutWhatIsRefused() throws Exception {
        remote.tell("gone@far.test", Act.REFUSE);
        try (SmtpDialogue dialogue = new SmtpDialogue(server.smtpPort())) {
            String login = "\0" + JOE + "\0secret";
            dialogue.say("AUTH PLAIN " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
            dialogue.say("MAIL FROM:<" + JOE + ">");
            dialogue.say("RCPT TO:<gone@far.test>");
            assertThat(dialogue.data("From: " + JOE + "\r\nSubject: Of Joe\r\n\r\nHello\r\n"))
                    .startsWith("250");
        }

        await().atMost(SOON).untilAsserted(() -> assertThat(new ImapClient(server, JOE, "secret").mails("INBOX"))
                .anySatisfy(mail -> assertThat(mail).contains("Action: failed", "gone@far.test", "5.1.1")));
    }

    @Test
    void foreignMessageShouldNotBeFound() throws Exception {
        String message = send("taken@far.test");

        V1.Answer foreign = V1.admin(server).get("/v1/messages/" + message + "/delivery");

        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.text())
                .isEqualTo(V1.admin(server)
                        .get("/v1/messages/msg_00000000000000000000000000000000/delivery")
                        .text());
    }
}
