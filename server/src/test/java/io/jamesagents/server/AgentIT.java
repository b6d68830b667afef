package io.jamesagents.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.server.V1.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent with nothing but a key pair: it registers itself, has an address, and sends and receives mail. */
class AgentIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path data;

    private KeyPair pair;

    @BeforeEach
    void makeKey() throws GeneralSecurityException {
        pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }

    private String publicKey() {
        byte[] encoded = pair.getPublic().getEncoded();
        return base64(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private String sign(String text) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private Answer register(AgentsServer server, String slug) {
        return new V1(server.httpPort(), "none")
                .post(
                        "/v1/auth/agent-register",
                        """
                        {"agentName": "Ada", "orgName": "Acme", "orgSlug": "%s", "publicKey": "%s"}"""
                                .formatted(slug, publicKey()));
    }

    private Answer verify(AgentsServer server, Answer registered) {
        JsonNode json = registered.json();
        return new V1(server.httpPort(), "none")
                .post(
                        "/v1/auth/agent-verify",
                        """
                        {"agentSignupToken": "%s", "signature": "%s"}"""
                                .formatted(
                                        json.get("agentSignupToken").asText(),
                                        sign(json.get("challenge").asText())));
    }

    private Answer signed(AgentsServer server, String agent, String method, String path, String body) {
        String text = body == null ? "" : body;
        return V1.signed(server.httpPort(), method, path, body, "Authorization", "Agent " + agent + ":" + sign(text));
    }

    private static List<String> subjects(Answer messages) {
        List<String> subjects = new ArrayList<>();
        messages.data().forEach(message -> subjects.add(message.get("subject").asText()));
        return subjects;
    }

    @Test
    void agentShouldRegisterItselfAndSendAndReceiveMail() throws Exception {
        ServeOptions options = ServeOptions.anyPorts(data);
        String agent;
        try (AgentsServer server = AgentsServer.start(options)) {
            Answer registered = register(server, "Acme");
            assertThat(registered.status()).as(registered.text()).isEqualTo(201);
            Answer verified = verify(server, registered);
            assertThat(verified.status()).as(verified.text()).isEqualTo(200);
            agent = verified.json().get("agentId").asText();
            String address = verified.json().get("inboxEmail").asText();
            String inbox = verified.json().get("inboxId").asText();
            assertThat(address).isEqualTo("acme@agents.localhost");

            SmtpDialogue.deliver(server, "grace@example.org", address, "Subject: Hello\r\n\r\nAda?\r\n");
            String messages = "/v1/messages?inbox_id=" + inbox;
            await().atMost(SOON).untilAsserted(() -> assertThat(subjects(signed(server, agent, "GET", messages, null)))
                    .containsExactly("Hello"));

            JsonNode second = signed(server, agent, "POST", "/v1/inboxes", "{\"local_part\": \"acme-two\"}")
                    .data();
            Answer sent = signed(
                    server,
                    agent,
                    "POST",
                    "/v1/messages/send",
                    """
                    {"inbox_id": "%s", "to": "acme-two@agents.localhost", "subject": "Between us", "text": "Hi"}"""
                            .formatted(inbox));
            assertThat(sent.status()).as(sent.text()).isEqualTo(202);
            String received = "/v1/messages?inbox_id=" + V1.id(second);
            await().atMost(SOON).untilAsserted(() -> assertThat(subjects(signed(server, agent, "GET", received, null)))
                    .containsExactly("Between us"));
            assertThat(V1.admin(server).get("/v1/inboxes").text()).doesNotContain(address);
        }
        try (AgentsServer server = AgentsServer.start(options)) {
            Answer domains = signed(server, agent, "GET", "/v1/domains", null);
            assertThat(domains.status()).as(domains.text()).isEqualTo(200);
        }
    }

    @Test
    void signedTimeShouldBeGoodOnceAlsoAfterARestart() throws Exception {
        ServeOptions options = ServeOptions.anyPorts(data);
        String agent;
        String millis;
        try (AgentsServer server = AgentsServer.start(options)) {
            agent = verify(server, register(server, "acme"))
                    .json()
                    .get("agentId")
                    .asText();
            millis = Long.toString(System.currentTimeMillis() + 30_000);
            assertThat(byTime(server, agent, millis).status()).isEqualTo(200);
        }
        try (AgentsServer server = AgentsServer.start(options)) {
            Answer replayed = byTime(server, agent, millis);
            assertThat(replayed.status()).isEqualTo(401);
            assertThat(replayed.json().get("code").asText()).isIn("replayed_signature", "timestamp_out_of_range");
            assertThat(byTime(server, agent, Long.toString(System.currentTimeMillis()))
                            .status())
                    .isEqualTo(200);
        }
    }

    private Answer byTime(AgentsServer server, String agent, String millis) {
        String authorization = "Agent " + agent + ":" + sign(agent + ":" + millis);
        return V1.signed(
                server.httpPort(),
                "GET",
                "/v1/inboxes",
                null,
                "Authorization",
                authorization,
                "X-Commune-Timestamp",
                millis);
    }
}
