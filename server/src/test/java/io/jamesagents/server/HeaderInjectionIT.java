package io.jamesagents.server;

import static io.jamesagents.server.V1.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.apikey.ApiKeys;
import io.jamesagents.org.Org;
import io.jamesagents.org.Orgs;
import io.jamesagents.org.Tier;
import io.jamesagents.server.RelayStandIn.Relayed;
import io.jamesagents.server.V1.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every text of a request, with everything that could make another header of it, sent to a relay that keeps what it gets. */
class HeaderInjectionIT {
    private static final Duration SOON = Duration.ofSeconds(120);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EVIL = "evil@far.test";
    private static final String HEADER = "Bcc: " + EVIL;

    /** What ends a line in some reader: to be refused in every field. */
    private static final List<String> BREAKS = List.of(
            "\r",
            "\n",
            "\r\n",
            "\n\r",
            "\r\r\n",
            "\r\n\r\n",
            "\r\n ",
            "\r\n\t",
            "\n ",
            "\u0085",
            "\u2028",
            "\u2029",
            "\u0000",
            "\u0000\r\n",
            "\u000b",
            "\u000c",
            "\u001c",
            "\u001e",
            "\u0008",
            "\u001b",
            "\u007f",
            "\u009f",
            "=?utf-8?Q?=0D=0A?=",
            "=?utf-8?Q?=0A?=",
            "=?utf-8?B?DQo=?=",
            "=?iso-8859-1?q?a=0D=0Ab?=",
            "=?utf-8?Q?=E2=80=A8?=",
            "=?utf-8?Q?=00?=");

    /** What only looks like that: refused, or sent as the text that it is. */
    private static final List<String> INERT = List.of(
            "%0d%0a",
            "%0D%0A%20",
            "%E5%98%8A%E5%98%8D",
            "\\r\\n",
            "&#13;&#10;",
            "\u010d\u010a",
            "\u560d\u560a",
            "\u00e9",
            "=?utf-8?Q?caf=C3=A9?=",
            "\"; filename*=utf-8''%0d%0a",
            "; name*0*=utf-8''%0D%0A; name*1=\"",
            "x".repeat(999));

    @TempDir
    static Path data;

    private static RelayStandIn relay;
    private static AgentsServer server;
    private static V1 api;
    private static JsonNode inbox;
    private static String thread;

    @BeforeAll
    static void start() throws Exception {
        relay = new RelayStandIn();
        server = AgentsServer.start(ServeOptions.anyPorts(data).set("agents.relay", relay.address()));
        Org org = server.instance(Orgs.class).ensure("unlimited", "Unlimited", Tier.ENTERPRISE);
        api = new V1(server.httpPort(), server.instance(ApiKeys.class).issue(org.id(), "test", List.of("admin")));
        inbox = api.inbox("inject");
        Answer first = api.call("POST", "/v1/messages/send", mail().toString());
        thread = first.data().get("thread_id").asText();
        await().atMost(SOON).until(() -> relay.mails().size() == 1);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        relay.close();
    }

    private static ObjectNode mail() {
        return JSON.createObjectNode()
                .put("inbox_id", id(inbox))
                .put("to", "to@far.test")
                .put("subject", "Subject")
                .put("text", "Text");
    }

    /** How each text is put into a request, by the word that an error must have. */
    private static Map<String, BiFunction<ObjectNode, String, Answer>> fields() {
        Map<String, BiFunction<ObjectNode, String, Answer>> fields = new LinkedHashMap<>();
        fields.put("to", (mail, text) -> send(mail.put("to", "a" + text + " <to@far.test>")));
        fields.put("cc", (mail, text) -> send(mail.put("cc", text + " <cc@far.test>")));
        fields.put("bcc", (mail, text) -> send(mail.put("bcc", "\"" + text + "\" <hidden@far.test>")));
        fields.put("reply_to", (mail, text) -> send(mail.put("reply_to", text + " <reply@far.test>")));
        fields.put("from", (mail, text) -> send(mail.put("from", text + " <" + V1.address(inbox) + ">")));
        fields.put("subject", (mail, text) -> send(mail.put("subject", text)));
        fields.put("thread_id", (mail, text) -> send(mail.put("thread_id", text)));
        fields.put("headers", (mail, text) -> send(header(mail, "X-A" + text, "b")));
        fields.put("headers.X-A", (mail, text) -> send(header(mail, "X-A", text)));
        fields.put("filename", (mail, text) -> send(file(mail, "filename", text)));
        fields.put("content_type", (mail, text) -> send(file(mail, "content_type", "text/plain" + text)));
        fields.put("content_id", (mail, text) -> send(file(mail, "content_id", text)));
        fields.put("tags", (mail, text) -> tag(text));
        return fields;
    }

    private static Answer send(ObjectNode mail) {
        return api.call("POST", "/v1/messages/send", mail.toString());
    }

    private static ObjectNode header(ObjectNode mail, String name, String value) {
        mail.putObject("headers").put(name, value);
        return mail;
    }

    private static ObjectNode file(ObjectNode mail, String field, String text) {
        mail.putArray("attachments")
                .addObject()
                .put("filename", "a.txt")
                .put("content", "QQ==")
                .put(field, text);
        return mail;
    }

    private static Answer tag(String text) {
        ObjectNode body = JSON.createObjectNode();
        body.putArray("tags").add(text);
        return api.post("/v1/threads/" + thread + "/tags", body.toString());
    }

    @Test
    void noTextShouldBecomeAHeader() {
        List<String> wrong = new ArrayList<>();
        int[] accepted = {1};
        fields().forEach((field, put) -> {
            for (String payload : BREAKS) {
                Answer answer = put.apply(mail(), "a" + payload + HEADER);
                if (answer.status() != 400 || !answer.text().contains(field)) {
                    wrong.add(field + " " + shown(payload) + ": " + answer.status() + " " + answer.text());
                }
            }
            for (String payload : INERT) {
                Answer answer = put.apply(mail(), "a" + payload + HEADER.replace(" ", ""));
                accepted[0] += answer.status() == 202 ? 1 : 0;
                if (!List.of(200, 202, 400, 404).contains(answer.status())) {
                    wrong.add(field + " " + shown(payload) + ": " + answer.status() + " " + answer.text());
                }
            }
        });
        assertThat(wrong).isEmpty();
        assertThat(accepted[0]).isGreaterThan(20);
        await().atMost(SOON).until(() -> messages() >= accepted[0]);
        assertThat(relay.mails()).allSatisfy(HeaderInjectionIT::assertClean);
    }

    /** How many mails came, each to at least one recipient. */
    private static long messages() {
        return relay.mails().stream()
                .map(mail -> header(mail.data(), "message-id"))
                .distinct()
                .count();
    }

    private static void assertClean(Relayed mail) {
        assertThat(mail.sender()).matches("b\\+[0-9a-z]{26}@agents\\.localhost");
        assertThat(mail.recipients()).hasSize(1).first().isIn("to@far.test", "cc@far.test", "hidden@far.test");
        assertThat(mail.data()).doesNotContain("hidden@far.test");
        for (String line : mail.data().split("\r\n", -1)) {
            assertThat(line.toLowerCase(Locale.ROOT)).doesNotStartWith("bcc").doesNotContain("\n", "\r", "\0");
            assertThat(line.length()).isLessThanOrEqualTo(998);
        }
        String head = mail.data().substring(0, mail.data().indexOf("\r\n\r\n"));
        assertThat(head.replaceAll("\r\n[ \t]+", " ").lines()).allSatisfy(line -> assertThat(
                        line.toLowerCase(Locale.ROOT))
                .matches("(dkim-signature|received|mime-version|from|reply-to|to|cc|subject|date|message-id|in-reply-to"
                        + "|references|content-type|content-transfer-encoding|x-a[^:]*): ?.*"));
    }

    private static String header(String mail, String name) {
        return mail.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .findFirst()
                .orElse("");
    }

    private static String shown(String payload) {
        return payload.length() > 50
                ? payload.length() + " characters"
                : payload.codePoints()
                        .mapToObj(c -> c < 33 || c > 126 ? "U+" + Integer.toHexString(c) : Character.toString(c))
                        .reduce("", String::concat);
    }
}
