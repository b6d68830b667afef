package io.jamesagents.server;

import static io.jamesagents.server.V1.address;
import static io.jamesagents.server.V1.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.delivery.Change;
import io.jamesagents.delivery.DeliveryLedger;
import io.jamesagents.delivery.RemoteReply;
import io.jamesagents.message.MessageId;
import io.jamesagents.server.RelayStandIn.Relayed;
import io.jamesagents.server.V1.Answer;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.jdkim.api.SignatureRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recipients who get no mail any more, because it came back or because they said so. */
class SuppressionIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Pattern LINK = Pattern.compile(
            "^List-Unsubscribe:\\s+<https://mail\\.example(/unsubscribe\\?token=[^>\\s]+)>", Pattern.MULTILINE);

    @TempDir
    static Path data;

    private static RelayStandIn relay;
    private static AgentsServer server;
    private static V1 api;

    @BeforeAll
    static void start() throws Exception {
        relay = new RelayStandIn();
        server = AgentsServer.start(ServeOptions.anyPorts(data)
                .set("agents.relay", relay.address())
                .set("agents.public-url", "https://mail.example"));
        api = V1.admin(server);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        relay.close();
    }

    private static Answer send(JsonNode inbox, String subject, String to, String more) {
        String fields = "\"to\": " + to + ", \"subject\": \"" + subject + "\", \"text\": \"Hello\"" + more;
        Answer answer = api.send(inbox, fields);
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        return answer;
    }

    private static List<Relayed> relayed(String subject, int mails) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(relay.mails(subject)).hasSize(mails));
        return relay.mails(subject);
    }

    @Test
    void onlyTheOthersShouldGetMailWhenSomeAreSuppressed() {
        JsonNode ada = api.inbox("ada");
        JsonNode local = api.inbox("local");
        Answer bounced = send(ada, "Bounces", "\"bob@far.test\"", "");
        relayed("Bounces", 1);
        server.instance(DeliveryLedger.class)
                .record(
                        new MessageId(id(bounced.data())),
                        "bob@far.test",
                        Change.bounced(new RemoteReply("mx.far.test", 550, "5.1.1", "no such user")));
        api.post("/v1/delivery/suppressions", "{\"email\": \"Eve@FAR.test.\"}");
        api.post("/v1/delivery/suppressions", "{\"email\": \"" + address(local) + "\"}");

        Answer answer = send(
                ada,
                "Some",
                "[\"Bob <BOB@far.test>\", \"one@far.test\", \"" + address(local) + "\"]",
                ", \"cc\": [\"eve+cc@far.test\", \"two@far.test\"], \"bcc\": [\"bob+bcc@far.test\", \"three@far.test\"]");

        assertThat(answer.json().at("/validation/suppressed"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder("bob@far.test", address(local), "eve+cc@far.test", "bob+bcc@far.test");
        assertThat(relayed("Some", 3))
                .flatExtracting(Relayed::recipients)
                .containsExactlyInAnyOrder("one@far.test", "two@far.test", "three@far.test");
        Answer none = send(ada, "None", "\"bob@far.test\"", "");
        assertThat(none.data().get("status").asText()).isEqualTo("suppressed");
        send(ada, "Last", "\"one@far.test\"", "");
        relayed("Last", 1);
        assertThat(relay.mails("None")).isEmpty();
        assertThat(relay.mails("Some")).hasSize(3);
        assertThat(api.messages(local)).isEmpty();
        assertThat(api.messages(ada, "None")
                        .get(0)
                        .at("/metadata/delivery_status")
                        .asText())
                .isEqualTo("suppressed");
    }

    @Test
    void signedLinkInTheMailShouldUnsubscribe() throws Exception {
        JsonNode news = api.inbox("news", ", \"unsubscribe\": true");
        send(news, "News", "[\"bob@near.test\", \"eve@near.test\"]", "");
        Relayed bobs = relayed("News", 2).stream()
                .filter(mail -> mail.recipients().contains("bob@near.test"))
                .findFirst()
                .orElseThrow();
        assertThat(bobs.data()).contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n");
        SignatureRecord signature = verified(bobs.data());
        assertThat(signature.getHeaders().toString()).contains("list-unsubscribe", "list-unsubscribe-post");

        Matcher link = LINK.matcher(bobs.data());
        assertThat(link.find()).as(bobs.data()).isTrue();
        assertThat(V1.signed(server.httpPort(), "GET", link.group(1), null, "User-Agent", "curious")
                        .status())
                .isEqualTo(200);
        assertThat(send(news, "Still", "\"bob@near.test\"", "")
                        .data()
                        .get("status")
                        .asText())
                .isEqualTo("queued");
        Answer done = V1.signed(
                server.httpPort(), "POST", link.group(1), "List-Unsubscribe=One-Click", "User-Agent", "one-click");
        assertThat(done.status()).as(done.text()).isEqualTo(200);

        Answer next = send(news, "Next", "[\"Bob <Bob@near.test>\", \"eve@near.test\"]", "");
        assertThat(next.json().at("/validation/suppressed/0").asText()).isEqualTo("bob@near.test");
        assertThat(relayed("Next", 1).get(0).recipients()).containsExactly("eve@near.test");
        JsonNode entry = api.rows("/v1/delivery/suppressions?inbox_id=" + id(news)).stream()
                .filter(row -> row.get("email").asText().equals("bob@near.test"))
                .findFirst()
                .orElseThrow();
        assertThat(entry.get("reason").asText()).isEqualTo("unsubscribe");
    }

    private static SignatureRecord verified(String mail) throws Exception {
        List<JsonNode> domains = api.rows("/v1/domains");
        JsonNode key = null;
        for (JsonNode record : domains.get(domains.size() - 1).get("records")) {
            key = record.get("record").asText().equals("DKIM") ? record : key;
        }
        String text = key.get("value").asText();
        List<SignatureRecord> valid = new DKIMVerifier((methods, selector, domain) -> List.of(text))
                .verify(new ByteArrayInputStream(mail.getBytes(StandardCharsets.ISO_8859_1)));
        assertThat(valid).hasSize(1);
        return valid.get(0);
    }
}
