package io.jamesagents.rest.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.rest.TestingApi;
import io.jamesagents.rest.TestingApi.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiKeyResourceTest {
    private static final String KEYS = "/v1/agent/api-keys";
    private static TestingApi api;

    @BeforeAll
    static void start() throws Exception {
        api = TestingApi.start();
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
    }

    private static JsonNode made(String key, String body) {
        Answer answer = api.call(key, "POST", KEYS, body);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
        return answer.json();
    }

    @Test
    void keyShouldBeShownOnceAndListedWithoutItsText() {
        String admin = api.key("a", "admin");
        JsonNode made = made(admin, "{\"name\":\"ci\",\"expiresIn\":3600}");
        assertThat(made.get("apiKey").asText()).matches("comm_[0-9a-f]{64}");
        assertThat(made.get("data").get("apiKey")).isEqualTo(made.get("apiKey"));
        assertThat(made.get("keyPrefix").asText())
                .isEqualTo(made.get("apiKey").asText().substring(0, 12));
        assertThat(made.get("permissions")).extracting(JsonNode::asText).containsExactly("read", "write");
        assertThat(made.get("status").asText()).isEqualTo("active");
        assertThat(made.get("expiresAt").asText()).endsWith("Z");
        Answer list = api.call(admin, "GET", KEYS);
        assertThat(list.data()).isEqualTo(list.json().get("apiKeys"));
        assertThat(list.data().get(0).get("id")).isEqualTo(made.get("id"));
        assertThat(list.response().body())
                .doesNotContain(made.get("apiKey").asText().substring(12));
    }

    @Test
    void rotatedAndRevokedKeysShouldOpenNothing() {
        String admin = api.key("b", "admin");
        JsonNode first = made(admin, "{\"name\":\"ci\"}");
        String path = KEYS + "/" + first.get("id").asText();
        Answer rotated = api.call(admin, "POST", path + "/rotate");
        assertThat(rotated.status()).isEqualTo(200);
        assertThat(rotated.json().get("id")).isEqualTo(first.get("id"));
        assertThat(api.call(first.get("apiKey").asText(), "GET", KEYS).status()).isEqualTo(401);
        String second = rotated.at("/apiKey");
        assertThat(api.call(second, "GET", KEYS).status()).isEqualTo(200);
        Answer revoked = api.call(admin, "DELETE", path, "{}");
        assertThat(revoked.status()).isEqualTo(200);
        assertThat(revoked.at("/message")).isEqualTo("API key revoked");
        assertThat(revoked.at("/data/ok")).isEqualTo("true");
        assertThat(api.call(second, "GET", KEYS).status()).isEqualTo(401);
        assertThat(api.call(admin, "DELETE", path).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                      | name",
                "{\"name\":\" \"}                        | name",
                "{\"name\":7}                            | name",
                "{\"name\":\"a\",\"permissions\":[]}     | permissions",
                "{\"name\":\"a\",\"permissions\":[\"x\"]}| permissions",
                "{\"name\":\"a\",\"expires_in\":0}       | expires_in",
                "{\"name\":\"a\",\"expires_in\":-1}      | expires_in",
                "{\"name\":\"a\",\"expires_in\":99999999999999} | expires_in",
                "{\"name\":\"a\",\"inbox_ids\":[]}       | inbox_ids",
            })
    void malformedKeyShouldBeRefused(String body, String field) {
        Answer answer = api.call(api.key("c" + body.hashCode(), "admin"), "POST", KEYS, body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/details/0/path")).isEqualTo(field);
    }

    @Test
    void keyShouldNotGrantMoreThanItsMakerHas() {
        String reader = api.key("d", "read");
        Answer answer = api.call(reader, "POST", KEYS, "{\"name\":\"x\",\"permissions\":[\"write\"]}");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().get("required").toString()).contains("threads:write");
    }

    @Test
    void eleventhActiveKeyShouldBeRefusedUntilOneIsRevoked() {
        String admin = api.key("e", "admin");
        JsonNode last = null;
        for (int i = 0; i < 9; i++) {
            last = made(admin, "{\"name\":\"k" + i + "\"}");
        }
        Answer refused = api.call(admin, "POST", KEYS, "{\"name\":\"one more\"}");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).matches("[1-9][0-9]*");
        api.call(admin, "DELETE", KEYS + "/" + last.get("id").asText());
        made(admin, "{\"name\":\"one more\"}");
    }

    @Test
    void auditShouldShowWhatWasDoneToAdminsOnly() {
        String admin = api.key("f", "admin");
        String id = made(admin, "{\"name\":\"secret name\"}").get("id").asText();
        Answer audit = api.call(admin, "GET", "/v1/audit");
        assertThat(audit.data().get(0).get("action").asText()).isEqualTo("api_key.created");
        assertThat(audit.data().get(0).get("subject").asText()).isEqualTo(id);
        assertThat(audit.response().body()).doesNotContain("secret name");
        assertThat(api.call(api.key("f", "read", "write"), "GET", "/v1/audit").status())
                .isEqualTo(403);
        assertThat(api.call(api.key("g", "admin"), "GET", "/v1/audit").data()).isEmpty();
    }

    @Test
    void organisationShouldBeShownInAllFormsAndRenamed() {
        String admin = api.key("h", "admin");
        Answer org = api.call(admin, "GET", "/v1/agent/org");
        assertThat(org.at("/id")).isEqualTo(org.at("/org/id")).isEqualTo(org.at("/data/id"));
        assertThat(org.at("/tier")).isEqualTo("free");
        assertThat(api.call(admin, "PATCH", "/v1/agent/org", "{\"name\":\"Acme\"}")
                        .at("/name"))
                .isEqualTo("Acme");
        assertThat(api.call(admin, "GET", "/v1/agent/org").at("/slug")).isEqualTo("h");
        for (String body : new String[] {"{}", "{\"name\":\"\"}", "{\"name\":\"a\\nb\"}"}) {
            assertThat(api.call(admin, "PATCH", "/v1/agent/org", body).status()).isEqualTo(400);
        }
    }
}
