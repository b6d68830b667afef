package io.jamesagents.rest.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jamesagents.agent.AgentSettings;
import io.jamesagents.rest.TestingAgent;
import io.jamesagents.rest.TestingApi;
import io.jamesagents.rest.TestingApi.Answer;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The three ways in which agents sign requests, and what becomes of signatures that were changed, moved or repeated. */
class AgentSignaturesTest {
    private static final String TAKEN = "{\"local_part\": \"%s\"}";
    private static final String INBOXES = "/v1/inboxes";

    private static TestingApi api;
    private static TestingAgent agent;
    private static TestingAgent other;

    @BeforeAll
    static void start() throws Exception {
        api = TestingApi.start();
        agent = TestingAgent.registered(api, "agent");
        other = TestingAgent.registered(api, "other");
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
    }

    private static String uri(String path) {
        return "http://127.0.0.1:" + api.port() + path;
    }

    private static void assertRefused(Answer answer, String code) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(401);
        assertThat(answer.at("/code")).isEqualTo(code);
    }

    @Test
    void bodyFormShouldBeTakenForBodiesAndWithoutOne() {
        String body = TAKEN.formatted("by.body");
        Answer made = api.call(null, "POST", INBOXES, body, agent.body(body));
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        Answer listed = api.call(null, "GET", INBOXES, null, agent.body(""));
        assertThat(listed.data().findValuesAsText("address"))
                .contains("agent@agents.localhost", "by.body@agents.localhost")
                .doesNotContain("other@agents.localhost");
        assertThat(Long.parseLong(listed.header("X-Commune-Server-Time")))
                .isCloseTo(System.currentTimeMillis(), within(60_000L));
        assertRefused(api.call(null, "POST", INBOXES, body + " ", agent.body(body)), "invalid_signature");
        assertRefused(api.call(null, "POST", INBOXES, body, agent.body("")), "invalid_signature");
    }

    @Test
    void unknownAgentShouldBeRefusedLikeAWrongSignature() {
        String[] unknown = {"Authorization", "Agent agt_" + "0".repeat(32) + ":" + agent.sign("")};
        String[] wrong = {"Authorization", "Agent " + other.id() + ":" + agent.sign("")};
        Answer first = api.call(null, "GET", INBOXES, null, unknown);
        assertRefused(first, "invalid_signature");
        assertThat(api.call(null, "GET", INBOXES, null, wrong).response().body())
                .isEqualTo(first.response().body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Agent ", "Agent agt_1", "Agent :", "Agent agt_1:!!", "Agent a:b:c", "Agent %00:AAAA"})
    void malformedCredentialsShouldBeRefused(String header) {
        assertThat(api.call(null, "GET", INBOXES, null, "Authorization", header).status())
                .isEqualTo(401);
    }

    @Test
    void signatureOfSomethingElseShouldNotBecomeOneOfABody() {
        // A GET passes over its body, so that any text an agent ever signed could be put there.
        String time = agent.id() + ":" + System.currentTimeMillis();
        for (String signed : List.of(time, "chal_" + "0".repeat(64), "\"@method\": GET", "answer:2:00", " ")) {
            assertRefused(api.call(null, "GET", INBOXES, signed, agent.body(signed)), "invalid_signature");
        }
    }

    @Test
    void timeFormShouldBeTakenOnceOnEveryServer() throws Exception {
        long now = System.currentTimeMillis();
        String[] headers = agent.time(now);
        assertThat(api.call(null, "GET", INBOXES, null, headers).status()).isEqualTo(200);
        assertRefused(api.call(null, "GET", INBOXES, null, headers), "replayed_signature");
        String[] renamed = headers.clone();
        renamed[2] = "X-Agent-Timestamp";
        assertRefused(api.call(null, "GET", INBOXES, null, renamed), "replayed_signature");
        String[] padded = headers.clone();
        padded[3] = "0" + padded[3];
        assertRefused(api.call(null, "GET", INBOXES, null, padded), "replayed_signature");
        try (TestingApi another = api.another()) {
            assertRefused(another.call(null, "GET", INBOXES, null, headers), "replayed_signature");
            String[] fresh = agent.time(now + 1);
            assertThat(another.call(null, "GET", INBOXES, null, fresh).status()).isEqualTo(200);
            assertRefused(api.call(null, "GET", INBOXES, null, fresh), "replayed_signature");
        }
    }

    @Test
    void timeFormShouldBeRefusedWhenTheTimeIsOffOrAnothers() {
        long now = System.currentTimeMillis();
        for (long off : new long[] {-62_000, 62_000}) {
            Answer answer = api.call(null, "GET", INBOXES, null, agent.time(now + off));
            assertRefused(answer, "timestamp_out_of_range");
            assertThat(answer.json().get("serverTime").asLong()).isBetween(now - 1000, now + 30_000);
            assertThat(answer.header("X-Commune-Server-Time")).isNotNull();
        }
        String[] moved = agent.time(now);
        moved[3] = Long.toString(now + 1);
        assertRefused(api.call(null, "GET", INBOXES, null, moved), "invalid_signature");
        moved[3] = "soon";
        assertThat(api.call(null, "GET", INBOXES, null, moved).status()).isEqualTo(400);
        // A signature that was refused spends nothing.
        assertThat(api.call(null, "GET", INBOXES, null, agent.time(now)).status())
                .isEqualTo(200);
    }

    @Test
    void messageSignatureShouldBeTakenOnceOnEveryServer() throws Exception {
        String body = TAKEN.formatted("by.message");
        String[] headers = agent.message("POST", uri(INBOXES), body);
        Answer made = api.call(null, "POST", INBOXES, body, headers);
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        assertRefused(api.call(null, "POST", INBOXES, body, headers), "replayed_signature");
        try (TestingApi another = api.another()) {
            // Its own address is another one, so that the same signature would not fit anyway; the nonce is the same.
            String[] sameNonce = agent.message("GET", uri(INBOXES), "", System.currentTimeMillis() / 1000, "n");
            assertThat(api.call(null, "GET", INBOXES, null, sameNonce).status()).isEqualTo(200);
            String there = "http://127.0.0.1:" + another.port() + INBOXES;
            String[] again = agent.message("GET", there, "", System.currentTimeMillis() / 1000, "n");
            assertRefused(another.call(null, "GET", INBOXES, null, again), "replayed_signature");
        }
    }

    @Test
    void messageSignatureShouldBeRefusedOnAnyOtherRequest() {
        String body = TAKEN.formatted("moved");
        String path = INBOXES + "?a=1";
        String[] headers = agent.message("POST", uri(path), body);
        assertRefused(api.call(null, "PUT", INBOXES + "/i_1?a=1", body, headers), "invalid_signature");
        assertRefused(api.call(null, "GET", path, body, headers), "invalid_signature");
        assertRefused(api.call(null, "POST", INBOXES + "?a=2", body, headers), "invalid_signature");
        assertRefused(api.call(null, "POST", INBOXES, body, headers), "invalid_signature");
        assertRefused(api.call(null, "POST", path, TAKEN.formatted("Moved"), headers), "invalid_signature_input");
        String[] elsewhere = agent.message("POST", "http://localhost:" + api.port() + path, body);
        assertRefused(api.call(null, "POST", path, body, elsewhere), "invalid_signature");
        String[] others = headers.clone();
        others[1] = others[1].replace(agent.id(), other.id());
        assertRefused(api.call(null, "POST", path, body, others), "invalid_signature");
        assertThat(api.call(null, "POST", path, body, headers).status()).isEqualTo(201);
    }

    @Test
    void messageSignatureShouldNeedItsParts() {
        long now = System.currentTimeMillis() / 1000;
        for (long off : new long[] {-61, 62}) {
            assertRefused(
                    api.call(null, "GET", INBOXES, null, agent.message("GET", uri(INBOXES), "", now + off, "o" + off)),
                    "timestamp_out_of_range");
        }
        for (String part : List.of(
                "\"@method\" ",
                " \"@target-uri\"",
                ";created=" + now,
                ";nonce=\"p\"",
                ";keyid=\"" + agent.id() + "\"")) {
            String[] headers = agent.message("GET", uri(INBOXES), "", now, "p");
            headers[1] = headers[1].replace(part, "");
            assertRefused(api.call(null, "GET", INBOXES, null, headers), "invalid_signature_input");
        }
        String[] uncovered = agent.message("GET", uri(INBOXES), "", now, "q");
        assertRefused(api.call(null, "GET", INBOXES, "{}", uncovered), "invalid_signature_input");
    }

    @Test
    void signatureShouldBeRefusedWhenABitIsAnother() {
        byte[] bytes = Base64.getDecoder().decode(agent.sign(""));
        AtomicInteger taken = new AtomicInteger();
        IntStream.range(0, bytes.length * 8).parallel().forEach(bit -> {
            byte[] forged = bytes.clone();
            forged[bit / 8] ^= (byte) (1 << (bit % 8));
            String header = "Agent " + agent.id() + ":" + Base64.getEncoder().encodeToString(forged);
            if (api.call(null, "GET", INBOXES, null, "Authorization", header).status() != 401) {
                taken.incrementAndGet();
            }
        });
        assertThat(taken).hasValue(0);
    }

    @Test
    void honestRequestsShouldBeTakenWhenManyComeAtTheSameTime() {
        long start = System.currentTimeMillis() + 10_000;
        long good = IntStream.range(0, 200)
                .parallel()
                .filter(i -> {
                    String[] headers = i % 2 == 0 ? agent.time(start + i) : agent.message("GET", uri(INBOXES), "");
                    return api.call(null, "GET", INBOXES, null, headers).status() == 200;
                })
                .count();
        assertThat(good).isEqualTo(200);
    }

    @Test
    void switchesShouldTurnTheSimpleFormsOff() throws Exception {
        try (TestingApi strict = TestingApi.start(new AgentSettings(true, 0, 0, false, true));
                TestingApi strictest = TestingApi.start(new AgentSettings(true, 0, 0, false, false))) {
            TestingAgent first = TestingAgent.registered(strict, "agent");
            Answer missing = strict.call(null, "GET", INBOXES, null, first.body(""));
            assertThat(missing.status()).isEqualTo(400);
            assertThat(missing.at("/code")).isEqualTo("missing_timestamp_header");
            assertThat(strict.call(null, "GET", INBOXES, null, first.time(System.currentTimeMillis()))
                            .status())
                    .isEqualTo(200);
            TestingAgent second = TestingAgent.registered(strictest, "agent");
            long now = System.currentTimeMillis();
            assertThat(strictest
                            .call(null, "GET", INBOXES, null, second.time(now))
                            .status())
                    .isEqualTo(401);
            String there = "http://127.0.0.1:" + strictest.port() + INBOXES;
            assertThat(strictest
                            .call(null, "GET", INBOXES, null, second.message("GET", there, ""))
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void agentOfASuspendedOrganisationShouldBeRefused() {
        TestingAgent suspended = new TestingAgent();
        Answer verified = suspended.verify(api, suspended.register(api, "suspended"));
        String[] headers = {"Authorization", "Agent " + verified.at("/agentId") + ":" + suspended.sign("")};
        assertThat(api.call(null, "GET", INBOXES, null, headers).status()).isEqualTo(200);
        api.suspend(verified.at("/orgId"));
        Answer refused = api.call(null, "GET", INBOXES, null, headers);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.at("/error")).isEqualTo("Your organisation is suspended");
    }

    @Test
    void largeBodyShouldBeRefusedBeforeItIsRead() {
        String body = "{\"x\":\"" + "a".repeat(15 << 20) + "\"}";
        assertThat(api.call(null, "POST", INBOXES, body, agent.body(body)).status())
                .isEqualTo(413);
    }

    @Test
    void othersInboxShouldNotExistForAnAgent() {
        String mine = api.call(null, "GET", INBOXES, null, agent.body("")).at("/data/0/id");
        Answer foreign = api.call(null, "GET", INBOXES + "/" + mine, null, other.body(""));
        Answer random = api.call(null, "GET", INBOXES + "/i_" + "0".repeat(32), null, other.body(""));
        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.response().body()).isEqualTo(random.response().body());
    }
}
