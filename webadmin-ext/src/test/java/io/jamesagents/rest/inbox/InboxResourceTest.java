package io.jamesagents.rest.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.Json;
import io.jamesagents.rest.TestingApi;
import io.jamesagents.rest.TestingApi.Answer;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InboxResourceTest {
    private static final String WEBHOOK = "{\"webhook\":{\"endpoint\":\"https://example.com/hook\"}}";

    private static TestingApi api;
    private static String key;

    @BeforeAll
    static void start() throws Exception {
        api = TestingApi.start();
        key = api.key("default", "admin");
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
    }

    private static JsonNode fresh() {
        return api.inbox(key, "a" + UUID.randomUUID());
    }

    private static String path(JsonNode inbox) {
        return "/v1/domains/" + inbox.get("domain_id").asText() + "/inboxes/"
                + inbox.get("id").asText();
    }

    @Test
    void createdInboxShouldHaveEveryField() {
        Answer answer = api.call(
                key,
                "POST",
                "/v1/inboxes",
                """
                {"localPart":"Field-Test","display_name":"Shown","name":"Bot","unknown":1,
                 "webhook":{"endpoint":"https://example.com/hook","events":"email.received"},
                 "tagRules":[{"subject":"invoice","tags":["billing"]},{"hasAttachment":true,"tags":"file"}]}""");
        assertThat(answer.status()).isEqualTo(201);
        JsonNode inbox = answer.data();
        assertThat(inbox.get("id").asText()).matches("i_[0-9a-f]{32}");
        for (String name : new String[] {"localPart", "local_part"}) {
            assertThat(inbox.get(name).asText()).isEqualTo("field-test");
        }
        for (String name : new String[] {"address", "email"}) {
            assertThat(inbox.get(name).asText()).isEqualTo("field-test@agents.localhost");
        }
        for (String name : new String[] {"displayName", "display_name", "name"}) {
            assertThat(inbox.get(name).asText()).isEqualTo("Shown");
        }
        for (String name : new String[] {"createdAt", "created_at"}) {
            assertThat(inbox.get(name).asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        }
        assertThat(inbox.get("domain_id")).isEqualTo(inbox.get("domainId"));
        assertThat(inbox.get("domain_name").asText()).isEqualTo("agents.localhost");
        assertThat(inbox.get("status").asText()).isEqualTo("active");
        assertThat(inbox.get("agent")).isEqualTo(Json.tree("{\"name\":\"Bot\"}"));
        assertThat(inbox.get("extractionSchema").isNull()).isTrue();
        assertThat(inbox.get("limits").isObject()).isTrue();
        assertThat(inbox.at("/webhook/endpoint").asText()).isEqualTo("https://example.com/hook");
        assertThat(inbox.at("/webhook/events")).isEqualTo(Json.tree("[\"inbound\"]"));
        assertThat(inbox.at("/webhook/secret").asText()).matches("whsec_[0-9a-f]{48}");
        assertThat(inbox.get("tagRules"))
                .isEqualTo(Json.tree("[{\"subject\":\"invoice\",\"tags\":[\"billing\"]},"
                        + "{\"has_attachment\":true,\"tags\":[\"file\"]}]"));
        assertThat(answer.json().get("email")).isEqualTo(inbox.get("email"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                     | local_part",
                "{\"local_part\":5}                                     | local_part",
                "{\"localPart\":{}}                                     | local_part",
                "{\"local_part\":\"a b\"}                               | local_part",
                "{\"local_part\":\"postmaster\"}                        | local_part",
                "{\"local_part\":\"dmarc\"}                             | local_part",
                "{\"local_part\":\"x\",\"status\":\"asleep\"}           | status",
                "{\"local_part\":\"x\",\"displayName\":true}            | display_name",
                "{\"local_part\":\"x\",\"name\":\"a\\nb\"}              | name",
                "{\"local_part\":\"x\",\"agent\":\"Bot\"}               | agent",
                "{\"local_part\":\"x\",\"webhook\":\"https://a.b\"}     | webhook",
                "{\"local_part\":\"x\",\"webhook\":{\"endpoint\":1}}    | webhook.endpoint",
                "{\"local_part\":\"x\",\"webhook\":{\"endpoint\":\"ftp://a.b\"}}                        | webhook.endpoint",
                "{\"local_part\":\"x\",\"webhook\":{\"endpoint\":\"https://a.b\",\"events\":[\"no\"]}}  | webhook.events",
                "{\"local_part\":\"x\",\"webhook\":{\"endpoint\":\"https://a.b\",\"events\":[1]}}       | webhook.events[0]",
                "{\"local_part\":\"x\",\"webhook\":{\"endpoint\":\"https://a.b\",\"secret\":\"short\"}} | webhook.secret",
                "{\"local_part\":\"x\",\"tagRules\":[{\"tags\":[\"t\"]}]}                               | tag_rules",
                "{\"local_part\":\"x\",\"tagRules\":[{\"from\":\"a\",\"tags\":[null]}]}                 | tag_rules[0].tags[0]"
            })
    void creationShouldNameTheFieldThatIsWrong(String body, String path) {
        Answer answer = api.call(key, "POST", "/v1/inboxes", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/details/0/path").asText()).isEqualTo(path);
        assertThat(answer.json().at("/details/0/message"))
                .isEqualTo(answer.json().get("error"));
    }

    @Test
    void creationShouldConflictWhenTheAddressIsTaken() {
        api.inbox(key, "taken");
        Answer answer = api.call(api.key("other", "admin"), "POST", "/v1/inboxes", "{\"local_part\":\"TAKEN\"}");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().get("code").asText()).isEqualTo("address_taken");
    }

    @Test
    void creationShouldFailOnAnUnknownDomain() {
        String body = "{\"local_part\":\"x\",\"domainId\":\"agents.localhost\"}";
        assertThat(api.call(key, "POST", "/v1/inboxes", body)
                        .json()
                        .get("error")
                        .asText())
                .isEqualTo("Domain not found");
    }

    @Test
    void updateShouldChangeWhatIsGivenAndNothingElse() {
        JsonNode before = fresh();
        assertThat(api.call(key, "PUT", path(before), null).data()).isEqualTo(before);
        JsonNode after = api.call(key, "PUT", path(before), "{\"name\":\"New\",\"status\":\"inactive\"}")
                .data();
        assertThat(after.get("displayName").asText()).isEqualTo("New");
        assertThat(after.get("status").asText()).isEqualTo("inactive");
        assertThat(after.get("address")).isEqualTo(before.get("address"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"webhook\":null}", "{\"webhook\":{}}", "{\"webhook\":{\"endpoint\":null}}"})
    void updateShouldRemoveTheWebhook(String removal) {
        JsonNode inbox = fresh();
        api.call(key, "PATCH", path(inbox), WEBHOOK);
        assertThat(api.call(key, "PUT", path(inbox), removal)
                        .data()
                        .get("webhook")
                        .isNull())
                .isTrue();
    }

    @Test
    void updateShouldKeepTheSecretWhenTheEndpointChanges() {
        JsonNode inbox = fresh();
        String secret = api.call(key, "PUT", path(inbox), WEBHOOK)
                .data()
                .at("/webhook/secret")
                .asText();
        api.call(key, "PUT", path(inbox), "{\"name\":\"Other\"}");
        Answer moved = api.call(key, "POST", path(inbox) + "/webhook", "{\"endpoint\":\"https://example.org/2\"}");
        assertThat(moved.data().at("/webhook/endpoint").asText()).isEqualTo("https://example.org/2");
        assertThat(moved.data().at("/webhook/secret").asText()).isEqualTo(secret);
    }

    @Test
    void settingAWebhookShouldWantAnEndpoint() {
        Answer answer = api.call(key, "POST", path(fresh()) + "/webhook", null);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/details/0/path").asText()).isEqualTo("endpoint");
    }

    @Test
    void secretShouldBeHiddenFromThoseWhoMayOnlyRead() {
        JsonNode inbox = fresh();
        api.call(key, "PUT", path(inbox), WEBHOOK);
        String reader = api.key("default", "read");
        for (String path :
                new String[] {path(inbox), "/v1/inboxes/" + inbox.get("id").asText(), "/v1/inboxes"}) {
            Answer answer = api.call(reader, "GET", path);
            assertThat(answer.response().body())
                    .contains("https://example.com/hook")
                    .doesNotContain("whsec_");
        }
        assertThat(api.call(reader, "GET", "/v1/domains").response().body()).doesNotContain("whsec_");
    }

    @Test
    void deletedInboxShouldBeGone() {
        JsonNode inbox = fresh();
        Answer deleted = api.call(key, "DELETE", path(inbox));
        assertThat(deleted.data()).isEqualTo(Json.tree("{\"ok\":true}"));
        assertThat(api.call(key, "GET", path(inbox)).status()).isEqualTo(404);
        assertThat(api.call(key, "DELETE", path(inbox)).status()).isEqualTo(404);
    }

    @Test
    void listShouldBePagedAndOfOneOrganisation() {
        String own = api.key("paged", "admin");
        JsonNode first = api.inbox(own, "page-1");
        api.inbox(own, "page-2");
        Answer all = api.call(own, "GET", "/v1/inboxes");
        assertThat(all.data()).hasSize(2);
        assertThat(all.json().get("has_more").asBoolean()).isFalse();
        assertThat(all.json().get("next_cursor").isNull()).isTrue();
        Answer page = api.call(
                own,
                "GET",
                "/v1/inboxes?limit=1&domainId=" + first.get("domain_id").asText());
        assertThat(page.data().get(0).get("local_part").asText()).isEqualTo("page-1");
        Answer next = api.call(
                own,
                "GET",
                "/v1/inboxes?limit=1&cursor=" + page.json().get("next_cursor").asText());
        assertThat(next.data().get(0).get("local_part").asText()).isEqualTo("page-2");
        assertThat(api.call(own, "GET", "/v1/inboxes?cursor=nonsense").status()).isEqualTo(400);
    }
}
