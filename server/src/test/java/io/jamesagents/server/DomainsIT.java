package io.jamesagents.server;

import static io.jamesagents.server.V1.address;
import static io.jamesagents.server.V1.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.apikey.ApiKeys;
import io.jamesagents.org.Org;
import io.jamesagents.org.Orgs;
import io.jamesagents.org.Tier;
import io.jamesagents.server.RelayStandIn.Relayed;
import io.jamesagents.server.V1.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.apache.james.core.Username;
import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.jdkim.api.SignatureRecord;
import org.apache.james.jdkim.exceptions.FailException;
import org.apache.james.user.api.UsersRepository;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Domains of organisations, from their records in a real DNS to mail in, and signed mail out. */
class DomainsIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String GRACE = "grace@far.test";
    private static final String HOST = "mx.agents.test";

    @TempDir
    static Path data;

    private static DnsStandIn dns;
    private static RelayStandIn relay;
    private static AgentsServer server;
    private static V1 api;

    @BeforeAll
    static void start() throws Exception {
        dns = new DnsStandIn();
        relay = new RelayStandIn();
        server = AgentsServer.start(ServeOptions.anyPorts(data)
                .set("agents.relay", relay.address())
                .set("agents.hostname", HOST)
                .set("agents.dns.servers", dns.address()));
        api = keyOf("first");
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        relay.close();
        dns.close();
    }

    private static V1 keyOf(String slug) {
        Org org = server.instance(Orgs.class).ensure(slug, slug, Tier.ENTERPRISE);
        return new V1(server.httpPort(), server.instance(ApiKeys.class).issue(org.id(), "test", List.of("admin")));
    }

    private static JsonNode create(V1 caller, String name) {
        Answer answer = caller.post("/v1/domains", "{\"name\": \"" + name + "\"}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.data();
    }

    private static JsonNode record(JsonNode domain, String kind) {
        for (JsonNode record : domain.get("records")) {
            if (record.get("record").asText().equals(kind)) {
                return record;
            }
        }
        throw new AssertionError(kind + " is not in " + domain);
    }

    /** Puts these records of the domain into the DNS. */
    private static void publish(JsonNode domain, String... kinds) {
        for (String kind : kinds) {
            JsonNode record = record(domain, kind);
            String name = record.get("name").asText();
            if (kind.equals("MX")) {
                dns.mx(name, 5, record.get("value").asText());
            } else {
                dns.txt(name, record.get("value").asText());
            }
        }
    }

    private static Answer verify(V1 caller, JsonNode domain) {
        Answer answer = caller.post("/v1/domains/" + id(domain) + "/verify", null);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer;
    }

    private static JsonNode verified(V1 caller, String name) {
        JsonNode domain = create(caller, name);
        publish(domain, "OWNERSHIP", "DKIM", "MX", "SPF", "DMARC");
        Answer answer = verify(caller, domain);
        assertThat(answer.json().get("status").asText()).as(answer.text()).isEqualTo("verified");
        return domain;
    }

    private static JsonNode inbox(V1 caller, JsonNode domain, String local) {
        return caller.inbox(local, ", \"domain_id\": \"" + id(domain) + "\"");
    }

    private static String relayed(String subject) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(relay.mails(subject)).hasSize(1));
        Relayed mail = relay.mails(subject).get(0);
        return mail.data();
    }

    /** The signatures that are valid, by the key in the record that the domain was answered with. */
    private static List<SignatureRecord> signatures(String mail, JsonNode dkim) throws IOException, FailException {
        DKIMVerifier verifier = new DKIMVerifier((methods, selector, domain) -> {
            assertThat(selector + "._domainkey." + domain)
                    .isEqualTo(dkim.get("name").asText());
            return List.of(dkim.get("value").asText());
        });
        List<SignatureRecord> valid =
                verifier.verify(new ByteArrayInputStream(mail.getBytes(StandardCharsets.ISO_8859_1)));
        return valid == null ? List.of() : valid;
    }

    private static void send(JsonNode inbox, String subject, String more) {
        String fields = "\"to\": \"grace@far.test\", \"subject\": \"" + subject
                + "\", \"text\": \"Gr\u00fc\u00dfe\\n.\\nfrom here\"" + more;
        Answer answer = api.send(inbox, fields);
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    }

    @Test
    void domainShouldCarryMailOnceItIsVerified() throws Exception {
        JsonNode domain = create(api, "own.test");
        assertThat(domain.get("status").asText()).isEqualTo("pending");
        assertThat(record(domain, "MX").get("value").asText()).isEqualTo(HOST);
        assertThat(SmtpDialogue.deliver(server, GRACE, "ada@own.test", "")).startsWith("5");
        Answer early = verify(api, domain);
        assertThat(early.json().get("status").asText()).isEqualTo("pending");
        assertThat(early.json().get("reason").asText()).contains("OWNERSHIP, DKIM, MX");

        publish(domain, "OWNERSHIP", "DKIM", "MX", "SPF", "DMARC");
        await().atMost(SOON).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> assertThat(
                        verify(api, domain).json().get("status").asText())
                .isEqualTo("verified"));
        assertThat(api.rows("/v1/domains/" + id(domain) + "/records"))
                .allSatisfy(record -> assertThat(record.get("status").asText()).isEqualTo("verified"));

        JsonNode inbox = inbox(api, domain, "ada");
        assertThat(address(inbox)).isEqualTo("ada@own.test");
        String mail = "From: grace@far.test\r\nTo: ada@own.test\r\nSubject: Hello\r\n\r\nHi\r\n";
        assertThat(SmtpDialogue.deliver(server, GRACE, "ada@own.test", mail)).startsWith("250");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(api.messages(inbox, "Hello")).hasSize(1));

        send(inbox, "Signed", "");
        String sent = relayed("Signed");
        assertThat(signatures(sent, record(domain, "DKIM"))).hasSize(1);
        assertThat(sent).contains("d=own.test;");
        assertThatThrownBy(() -> signatures(sent.replace("from here", "from there"), record(domain, "DKIM")))
                .isInstanceOf(FailException.class);
    }

    @Test
    void htmlAndOtherSendersOfTheDomainShouldBeSigned() throws Exception {
        JsonNode domain = verified(api, "html.test");
        JsonNode inbox = inbox(api, domain, "ada");

        send(inbox, "Both kinds", ", \"html\": \"<p>Gr\u00fc\u00dfe</p>\", \"from\": \"Sales <sales@html.test>\"");

        String sent = relayed("Both kinds");
        assertThat(sent).contains("From: Sales <sales@html.test>");
        assertThat(signatures(sent, record(domain, "DKIM"))).hasSize(1);
    }

    @Test
    void sharedDomainShouldSignWithItsOwnKey() throws Exception {
        List<JsonNode> domains = api.rows("/v1/domains");
        JsonNode shared = domains.get(domains.size() - 1);
        assertThat(shared.get("shared").asBoolean()).isTrue();
        JsonNode inbox = inbox(api, shared, "shared.ada");

        send(inbox, "Shared", ", \"cc\": [\"Carl <carl@far.test>\"]");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(relay.mails("Shared")).hasSize(2));
        for (Relayed mail : relay.mails("Shared")) {
            assertThat(signatures(mail.data(), record(shared, "DKIM"))).hasSize(1);
        }
    }

    @Test
    void onlyOneOrganisationShouldGetAName() {
        JsonNode first = create(api, "raced.test");
        V1 other = keyOf("second");
        JsonNode second = create(other, "raced.test");
        publish(first, "OWNERSHIP", "DKIM", "MX");
        publish(second, "OWNERSHIP", "DKIM");
        assertThat(verify(api, first).json().get("status").asText()).isEqualTo("verified");

        JsonNode lost = verify(other, second).json();

        assertThat(lost.get("status").asText()).isEqualTo("failed");
        assertThat(lost.get("reason").asText()).contains("somebody else");
        assertThat(other.post("/v1/domains/" + id(second) + "/inboxes", "{\"local_part\": \"a\"}")
                        .status())
                .isEqualTo(409);
        assertThat(other.get("/v1/domains/" + id(first)).status()).isEqualTo(404);
    }

    @Test
    void missingAndWrongRecordsShouldBeNamed() {
        JsonNode domain = create(api, "partly.test");
        publish(domain, "OWNERSHIP", "MX");
        dns.txt("partly.test", "v=spf1 include:elsewhere.test -all");
        dns.txt("_dmarc.partly.test", "v=DMARC1; p=reject");

        JsonNode checked = verify(api, domain).data();

        assertThat(checked.get("status").asText()).isEqualTo("pending");
        assertThat(record(checked, "OWNERSHIP").get("status").asText()).isEqualTo("verified");
        assertThat(record(checked, "DKIM").get("status").asText()).isEqualTo("pending");
        assertThat(record(checked, "MX").get("status").asText()).isEqualTo("verified");
        assertThat(record(checked, "SPF").get("status").asText()).isEqualTo("failed");
        assertThat(record(checked, "DMARC").get("status").asText()).isEqualTo("verified");
    }

    @Test
    void internationalNameShouldWorkUnderItsALabels() throws Exception {
        JsonNode domain = verified(api, "b\u00fccher.test");
        assertThat(domain.get("name").asText()).isEqualTo("xn--bcher-kva.test");
        JsonNode inbox = inbox(api, domain, "ada");
        String mail = "From: grace@far.test\r\nSubject: B\r\n\r\nHi\r\n";
        assertThat(SmtpDialogue.deliver(server, GRACE, address(inbox), mail)).startsWith("250");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(api.messages(inbox, "B")).hasSize(1));

        send(inbox, "International", "");

        assertThat(signatures(relayed("International"), record(domain, "DKIM"))).hasSize(1);
    }

    @Test
    void userShouldBeSignedForUnderItsOwnDomainOnly() throws Exception {
        JsonNode domain = verified(api, "people.test");
        JsonNode inbox = inbox(api, domain, "ada");
        server.instance(UsersRepository.class).addUser(Username.of("joe@people.test"), "secret");

        submit(
                "From: joe@people.test\r\nSubject: Of Joe\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
                        + "Content-Transfer-Encoding: 8bit\r\n\r\nGr\u00c3\u00bc\u00c3\u009fe\r\n");
        submit("From: ceo@agents.localhost\r\nSubject: Of Another\r\n\r\nPay\r\n");
        submit("From: joe@people.test, ceo@agents.localhost\r\nSubject: Of Both\r\n\r\nPay\r\n");

        assertThat(address(inbox)).isEqualTo("ada@people.test");
        assertThat(signatures(relayed("Of Joe"), record(domain, "DKIM"))).hasSize(1);
        assertThat(relayed("Of Another")).doesNotContain("DKIM-Signature");
        assertThat(relayed("Of Both")).doesNotContain("DKIM-Signature");
    }

    private static void submit(String mail) throws IOException {
        try (SmtpDialogue dialogue = new SmtpDialogue(server.smtpPort())) {
            String plain = "\0joe@people.test\0secret";
            String login = Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
            assertThat(dialogue.say("AUTH PLAIN " + login)).startsWith("235");
            assertThat(dialogue.say("MAIL FROM:<joe@people.test>")).startsWith("250");
            assertThat(dialogue.say("RCPT TO:<grace@far.test>")).startsWith("250");
            assertThat(dialogue.data(mail)).startsWith("250");
        }
    }
}
