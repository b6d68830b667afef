package io.jamesagents.rest.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.jamesagents.agent.AgentSettings;
import io.jamesagents.rest.TestingAgent;
import io.jamesagents.rest.TestingApi;
import io.jamesagents.rest.TestingApi.Answer;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistrationResourceTest {
    private static final String REGISTER = "/v1/auth/agent-register";
    private static final String VERIFY = "/v1/auth/agent-verify";
    private static TestingApi api;

    @BeforeAll
    static void start() throws Exception {
        api = TestingApi.start();
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
    }

    @Test
    void plainChallengeShouldMakeAnAgentWithAnInbox() {
        TestingAgent agent = new TestingAgent();
        Answer registered = agent.register(api, "Plain");
        assertThat(registered.status()).isEqualTo(201);
        assertThat(registered.at("/challenge")).matches("chal_[0-9a-f]{64}");
        assertThat(registered.at("/expiresIn")).isEqualTo("900");
        assertThat(registered.at("/instructions")).isNotEmpty();
        assertThat(registered.at("/data/agentSignupToken")).isEqualTo(registered.at("/agentSignupToken"));

        Answer verified = agent.verify(api, registered);

        assertThat(verified.status()).isEqualTo(200);
        assertThat(verified.at("/agentId")).matches("agt_[0-9a-f]{32}");
        assertThat(verified.at("/orgId")).startsWith("org_");
        assertThat(verified.at("/inboxEmail")).isEqualTo("plain@agents.localhost");
        assertThat(verified.at("/data/agentId")).isEqualTo(verified.at("/agentId"));
        Answer again = agent.verify(api, registered);
        assertThat(again.status()).isEqualTo(401);
        assertThat(again.at("/code")).isEqualTo("invalid_token");
    }

    @Test
    void purposeShouldGiveAContextualChallenge() {
        TestingAgent agent = new TestingAgent();
        String purpose = "I answer support mail for a shop";
        Answer registered = api.call(
                null, "POST", REGISTER, agent.registration("context", ",\"agent_purpose\":\"" + purpose + "\""));
        assertThat(registered.status()).isEqualTo(201);
        assertThat(registered.at("/challenge/format")).isEqualTo("verb:count:marker");
        Matcher marker =
                Pattern.compile("Include this exact string: ([0-9a-f]{16})").matcher(registered.at("/challenge/text"));
        assertThat(marker.find()).isTrue();
        String token = registered.at("/agentSignupToken");
        assertThat(verify(agent, token, null).at("/code")).isEqualTo("missing_fields");
        Answer wrong = verify(agent, token, "answer:3:" + marker.group(1));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.at("/code")).isEqualTo("invalid_challenge_response");

        Answer verified = verify(agent, token, "answer:2:" + marker.group(1));

        assertThat(verified.status()).isEqualTo(200);
        assertThat(verified.at("/inboxEmail")).isEqualTo("context@agents.localhost");
    }

    private static Answer verify(TestingAgent agent, String token, String response) {
        String more = response == null ? "" : ",\"challengeResponse\":\"" + response + "\"";
        return api.call(
                null,
                "POST",
                VERIFY,
                "{\"agentSignupToken\":\"" + token + "\",\"signature\":\"" + agent.sign(String.valueOf(response)) + "\""
                        + more + "}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                                     | missing_fields     | agentName",
                "{\"agentName\":\"a\",\"orgName\":\"o\",\"orgSlug\":\"s\"} | missing_fields  | publicKey",
                "KEY,\"orgSlug\":\"a b\"}                                | invalid_slug       | orgSlug",
                "KEY,\"orgSlug\":\"a.b\"}                                | invalid_slug       | orgSlug",
                "KEY,\"orgSlug\":\"postmaster\"}                         | slug_reserved      | orgSlug",
                "KEY,\"orgSlug\":\"s\",\"agentPurpose\":\"too short\"}   | invalid_purpose    | agentPurpose",
                "KEY,\"orgSlug\":\"s\",\"agentPurpose\":\"onlyonewordbutitisverylong\"} | invalid_purpose | agentPurpose",
                "KEY,\"orgSlug\":\"s\",\"avatarUrl\":\"javascript:1\"}   | invalid_field      | avatarUrl",
                "KEY,\"orgSlug\":\"s\",\"websiteUrl\":\"x\"}             | invalid_field      | websiteUrl",
                "KEY,\"orgSlug\":\"s\",\"moltbookHandle\":\"a-b\"}       | invalid_field      | moltbookHandle",
                "KEY,\"orgSlug\":\"s\",\"capabilities\":[\"\"]}          | invalid_field      | capabilities",
                "{\"agentName\":\"a\",\"orgName\":\"o\",\"orgSlug\":\"s\",\"publicKey\":\"x\"} | invalid_public_key | publicKey"
            })
    void registerShouldNameWhatIsWrong(String body, String code, String path) {
        String key = "{\"agentName\":\"a\",\"orgName\":\"o\",\"publicKey\":\"" + new TestingAgent().publicKey() + "\"";
        Answer answer = api.call(null, "POST", REGISTER, body.trim().replace("KEY", key));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/code")).isEqualTo(code.trim());
        assertThat(answer.at("/details/0/path")).isEqualTo(path.trim());
        assertThat(answer.at("/error")).isEqualTo(answer.at("/message")).contains(" ");
    }

    @Test
    void takenSlugAndKeyShouldBeConflicts() {
        TestingAgent first = new TestingAgent();
        first.register(api, "taken");
        Answer slug = new TestingAgent().register(api, "taken");
        assertThat(slug.status()).isEqualTo(409);
        assertThat(slug.at("/code")).isEqualTo("slug_exists");
        Answer key = first.register(api, "free");
        assertThat(key.status()).isEqualTo(409);
        assertThat(key.at("/code")).isEqualTo("public_key_exists");
    }

    @Test
    void parallelVerifiesShouldMakeOneAgent() {
        TestingAgent agent = new TestingAgent();
        Answer registered = agent.register(api, "parallel");
        long agents = api.count("agent");
        long inboxes = api.count("inbox");
        long orgs = api.count("org");
        List<Integer> statuses = IntStream.range(0, 50)
                .parallel()
                .mapToObj(i -> agent.verify(api, registered).status())
                .toList();
        assertThat(statuses).containsOnlyOnce(200).allMatch(status -> List.of(200, 401, 409)
                .contains(status));
        assertThat(api.count("agent")).isEqualTo(agents + 1);
        assertThat(api.count("inbox")).isEqualTo(inboxes + 1);
        assertThat(api.count("org")).isEqualTo(orgs + 1);
    }

    @Test
    void registrationsShouldBeLimitedByAddressAlsoAfterARestart() throws Exception {
        try (TestingApi limited = TestingApi.start(new AgentSettings(true, 2, 1, true, true))) {
            Answer first = new TestingAgent().register(limited, "a");
            assertThat(first.header("X-RateLimit-Limit")).isEqualTo("2");
            assertThat(first.header("X-RateLimit-Remaining")).isEqualTo("1");
            // What makes no sense is not counted.
            limited.call(null, "POST", REGISTER, "{}");
            TestingAgent second = new TestingAgent();
            Answer registered = second.register(limited, "bea", "X-Forwarded-For", "203.0.113.7");
            Answer refused = new TestingAgent().register(limited, "c", "X-Forwarded-For", "203.0.113.8");
            assertThat(refused.status()).isEqualTo(429);
            assertThat(Long.parseLong(refused.header("Retry-After"))).isBetween(86_000L, 86_400L);
            assertThat(refused.header("X-RateLimit-Remaining")).isEqualTo("0");
            assertThat(Long.parseLong(refused.header("X-RateLimit-Reset")))
                    .isGreaterThan(Instant.now().getEpochSecond() + 86_000);
            assertThat(second.verify(limited, registered).status()).isEqualTo(200);
            assertThat(second.verify(limited, registered).status()).isEqualTo(429);
        }
    }

    @Test
    void registrationShouldBeRefusedWhenItIsSwitchedOff() throws Exception {
        try (TestingApi closed = TestingApi.start(new AgentSettings(false, 0, 0, true, true))) {
            assertThat(new TestingAgent().register(closed, "a").status()).isEqualTo(403);
        }
    }
}
