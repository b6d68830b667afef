package io.jamesagents.rest.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.rest.TestingApi;
import io.jamesagents.rest.TestingApi.Answer;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests as existing clients send them, and in the answers what those clients read or would refuse. */
class ClientShapesTest {
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";
    private static final Set<String> ROLES = Set.of("sender", "to", "cc", "bcc", "mentioned", "participant");

    private static TestingApi api;
    private static String key;
    private static String inbox;
    private static String thread;

    @BeforeAll
    static void start() throws Exception {
        api = TestingApi.start();
        key = api.key("default", "admin");
        inbox = api.inbox(key, "shapes").get("id").asText();
        thread = api.thread(key, inbox, "Hello").get("thread_id").asText();
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
    }

    private static Answer get(String path) {
        Answer answer = api.call(key, "GET", path.replace("{i}", inbox).replace("{t}", thread));
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer;
    }

    private static Answer call(String method, String path, String body) {
        String target = path.replace("{i}", inbox).replace("{t}", thread);
        String content = body == null ? null : body.replace("{i}", inbox).replace("{t}", thread);
        return api.call(
                key, method, target, content == null ? null : content.replace("{new}", "n" + UUID.randomUUID()));
    }

    /** Every client says that it sends JSON, and most then send nothing. */
    @ParameterizedTest
    @CsvSource({
        "GET, /v1/inboxes, 200",
        "GET, /v1/threads/{t}/messages, 200",
        "POST, /v1/search/index, 200",
        "PATCH, /v1/inboxes/{i}, 200",
        "PUT, /v1/inboxes/{i}, 200"
    })
    void emptyBodyShouldBeAnEmptyObject(String method, String path, int status) {
        assertThat(call(method, path, null).status()).isEqualTo(status);
        assertThat(call(method, path, "").status()).isEqualTo(status);
        assertThat(call(method, path, " \n").status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST   | /v1/threads/{t}/tags        | {\"tags\":[\"urgent\",\"vip\"]}",
                "POST   | /v1/threads/{t}/tags        | {\"tags\":\"urgent,vip\"}",
                "DELETE | /v1/threads/{t}/tags        | {\"tags\":[\"absent\"]}",
                "POST   | /v1/threads/{t}/tags/remove | {\"tags\":[\"absent\"]}",
                "PUT    | /v1/threads/{t}/status      | {\"status\":\"closed\"}",
                "PATCH  | /v1/threads/{t}/status      | {\"status\":\"open\"}",
                "PATCH  | /v1/threads/{t}             | {\"status\":\"waiting\"}",
                "PATCH  | /v1/threads/{t}             | {\"assignedTo\":\"alice\"}",
                "PUT    | /v1/threads/{t}/assign      | {\"assigned_to\":\"alice\"}",
                "PATCH  | /v1/threads/{t}/assign      | {\"assignedTo\":null}"
            })
    void changeOfAThreadShouldBeAnsweredBareAndInTheEnvelope(String method, String path, String body) {
        Answer answer = call(method, path, body);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        for (JsonNode form : List.of(answer.json(), answer.data())) {
            assertThat(form.get("thread_id").asText()).isEqualTo(thread);
            assertThat(form.get("tags").isArray()).isTrue();
            assertThat(form.get("status").isTextual()).isTrue();
            assertThat(form.has("assigned_to")).isTrue();
            assertThat(form.get("updated_at").asText()).matches(TIME);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"local_part\":\"{new}\",\"display_name\":\"Shape\",\"tag_rules\":[{\"has_attachment\":true,\"tags\":\"file\"}]}",
                "{\"localPart\":\"{new}\",\"displayName\":\"Shape\",\"tagRules\":[{\"hasAttachment\":true,\"tags\":[\"file\"]}]}",
                "{\"local_part\":\"{new}\",\"name\":\"Shape\",\"tag_rules\":[{\"has_attachment\":true,\"tags\":[\"file\"]}],\"unknown\":[]}"
            })
    void inboxShouldBeMadeWhateverTheSpellingOfItsFields(String body) {
        Answer made = call("POST", "/v1/inboxes", body);
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        assertThat(made.at("/data/displayName")).isEqualTo("Shape");
        assertThat(made.at("/data/tagRules/0/tags/0")).isEqualTo("file");
        assertThat(made.at("/email")).isEqualTo(made.at("/data/address")).contains("@");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"to\":\"bob@example.org\",\"inboxId\":\"{i}\",\"threadId\":\"{t}\",\"subject\":\"Hi\",\"text\":\"x\",\"replyTo\":\"a@example.org\",\"idempotencyKey\":\"{new}\"}",
                "{\"to\":[\"bob@example.org\"],\"inbox_id\":\"{i}\",\"thread_id\":\"{t}\",\"subject\":\"Hi\",\"html\":\"<p>x\",\"reply_to\":[\"a@example.org\"],\"idempotency_key\":\"{new}\"}"
            })
    void mailShouldBeSentWhateverTheSpellingOfItsFields(String body) {
        Answer sent = call("POST", "/v1/messages/send", body);
        assertThat(sent.status()).as(sent.response().body()).isEqualTo(202);
        for (JsonNode form : List.of(sent.json(), sent.data())) {
            assertThat(form.get("id").asText()).startsWith("msg_");
            assertThat(form.get("message_id")).isEqualTo(form.get("id"));
            assertThat(form.get("thread_id").asText()).isEqualTo(thread);
            assertThat(form.get("status").asText()).isEqualTo("queued");
        }
        assertThat(get("/v1/threads/{t}/messages").data().findValuesAsText("id"))
                .contains(sent.at("/data/id"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/threads?inboxId={i}",
                "/v1/threads?inbox_id={i}&channel=email&unknown=1",
                "/v1/messages?inboxId={i}",
                "/v1/search/threads?q=hello&inboxId={i}",
                "/v1/threads?inbox_id={i}&limit=5000",
                "/v1/threads?inbox_id={i}&limit=many",
                "/v1/threads?inbox_id={i}&limit=-1"
            })
    void listShouldBeAnsweredWhateverTheSpellingOfItsParameters(String path) {
        assertThat(get(path).data()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/domains?limit=10&cursor=",
                "/v1/delivery/metrics?inboxId={i}&days=7",
                "/v1/delivery/events?inboxId={i}&eventType=sent&limit=10",
                "/v1/delivery/suppressions?email=bob@example.org&limit=1",
                "/v1/webhooks/deliveries?inboxId={i}&status=success&limit=20&offset=0",
                "/api/graph?inbox_ids={i}"
            })
    void listShouldNotBeRefused(String path) {
        get(path);
    }

    /** The Python client makes a model of every message, and a value of another type is an error to it. */
    @Test
    void messageShouldFitTheModelOfThePythonClient() {
        for (JsonNode message : get("/v1/threads/{t}/messages").data()) {
            assertThat(message.get("message_id").isTextual()).isTrue();
            assertThat(message.get("_id")).isEqualTo(message.get("id")).isEqualTo(message.get("message_id"));
            assertThat(message.get("thread_id").asText()).isEqualTo(thread);
            assertThat(message.get("channel").asText()).isEqualTo("email");
            assertThat(message.get("direction").asText()).isIn("inbound", "outbound");
            assertThat(message.get("content").isTextual()).isTrue();
            assertThat(message.get("content_html").isTextual()
                            || message.get("content_html").isNull())
                    .isTrue();
            assertThat(message.get("created_at").asText()).matches(TIME);
            assertThat(message.has("extracted_data")).isTrue();
            assertThat(message.get("attachments").isArray()).isTrue();
            message.get("attachments").forEach(id -> assertThat(id.isTextual()).isTrue());
            assertThat(message.get("participants")).isNotEmpty();
            message.get("participants").forEach(participant -> {
                assertThat(participant.get("role").asText()).isIn(ROLES);
                assertThat(participant.get("identity").asText()).contains("@").doesNotContain("<");
            });
            metadata(message.get("metadata"));
        }
    }

    private static void metadata(JsonNode metadata) {
        assertThat(metadata.get("created_at").asText()).matches(TIME);
        assertThat(metadata.get("inbox_id").asText()).isEqualTo(inbox);
        assertThat(metadata.get("references").isArray()).isTrue();
        assertThat(metadata.get("has_attachments").isBoolean()).isTrue();
        assertThat(metadata.get("attachment_count").isInt()).isTrue();
        assertThat(metadata.get("attachment_ids").isArray()).isTrue();
        assertThat(metadata.get("spam_checked").isBoolean()).isTrue();
        assertThat(metadata.get("prompt_injection_checked").isBoolean()).isTrue();
    }

    @Test
    void threadsShouldFitTheModelOfThePythonClient() {
        Answer list = get("/v1/threads?inbox_id={i}");
        assertThat(list.json().get("next_cursor").isNull()).isTrue();
        assertThat(list.json().get("has_more").asBoolean()).isFalse();
        Answer found = get("/v1/search/threads?q=hello&inbox_id={i}");
        assertThat(found.at("/search_type")).isIn("regex", "vector");
        summary(list.data().get(0));
        JsonNode hit = found.data().get(0);
        summary(hit);
        assertThat(hit.get("score").asDouble()).isBetween(0.0, 1.0);
        assertThat(hit.get("last_activity").asText()).matches(TIME);
        assertThat(hit.get("participants").get(0).isTextual()).isTrue();
        assertThat(hit.get("channel").asText()).isEqualTo("email");
    }

    private static void summary(JsonNode row) {
        assertThat(row.get("thread_id").asText()).isEqualTo(thread);
        assertThat(row.get("id")).isEqualTo(row.get("thread_id"));
        assertThat(row.get("last_message_at").asText()).matches(TIME);
        assertThat(row.get("first_message_at").asText()).matches(TIME);
        assertThat(row.get("lastActivityAt").asText()).matches(TIME);
        assertThat(row.get("message_count").isIntegralNumber()).isTrue();
        assertThat(row.get("has_attachments").isBoolean()).isTrue();
        assertThat(row.get("subject").asText()).isEqualTo("Hello");
        assertThat(row.get("snippet").asText().length()).isBetween(1, 200);
        assertThat(row.get("last_direction").asText()).isIn("inbound", "outbound");
        assertThat(row.get("inbox_id").asText()).isEqualTo(inbox);
        assertThat(row.get("domain_id").asText()).startsWith("d_");
    }

    @Test
    void inboxAndDomainShouldFitTheModelsOfTheClients() {
        JsonNode domain = get("/v1/domains").data().get(0);
        assertThat(domain.get("id").asText()).matches("[A-Za-z0-9_-]+");
        assertThat(domain.get("status").asText())
                .isIn("not_started", "pending", "verified", "failed", "temporary_failure");
        assertThat(domain.get("records").isArray()).isTrue();
        assertThat(domain.get("createdAt").asText()).matches(TIME);
        for (JsonNode row :
                List.of(get("/v1/inboxes").data().get(0), domain.get("inboxes").get(0))) {
            assertThat(row.get("id").asText()).matches("[A-Za-z0-9_-]+");
            assertThat(row.get("localPart").isTextual()).isTrue();
            assertThat(row.get("local_part")).isEqualTo(row.get("localPart"));
            assertThat(row.get("email")).isEqualTo(row.get("address"));
            assertThat(row.get("domain_id")).isEqualTo(domain.get("id")).isEqualTo(row.get("domainId"));
            assertThat(row.get("domain_name")).isEqualTo(domain.get("name"));
            assertThat(row.get("status").asText()).isIn("active", "inactive");
            assertThat(row.get("createdAt").asText()).matches(TIME);
        }
        Answer deleted = api.call(
                key,
                "DELETE",
                "/v1/inboxes/"
                        + api.inbox(key, "n" + UUID.randomUUID()).get("id").asText());
        assertThat(deleted.json().at("/data/ok").asBoolean()).isTrue();
    }

    @Test
    void figuresShouldBeNumbersAndNotBeBare() {
        Answer answer = get("/v1/delivery/metrics?inbox_id={i}&period=7d");
        assertThat(answer.at("/data/period")).isEqualTo("7d");
        for (Iterator<String> names = answer.data().fieldNames(); names.hasNext(); ) {
            String name = names.next();
            assertThat(name.startsWith("period") || answer.data().get(name).isNumber())
                    .as(name)
                    .isTrue();
        }
        assertThat(answer.json()).hasSize(1);
    }

    @Test
    void organisationAndKeysShouldBeWhereTheClientsLook() {
        Answer org = get("/v1/agent/org");
        for (JsonNode form : List.of(org.json(), org.data(), org.json().get("org"))) {
            assertThat(form.get("id").asText()).startsWith("org_");
            assertThat(form.get("tier").asText()).isEqualTo("free");
            assertThat(form.get("name").isTextual()).isTrue();
            assertThat(form.get("status").isTextual()).isTrue();
        }
        Answer made =
                call("POST", "/v1/agent/api-keys", "{\"name\":\"shape\",\"expiresIn\":60,\"inboxIds\":[\"{i}\"]}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.at("/apiKey")).matches("comm_[0-9a-f]{64}").isEqualTo(made.at("/data/apiKey"));
        assertThat(made.at("/keyPrefix")).isEqualTo(made.at("/apiKey").substring(0, 12));
        assertThat(made.at("/expiresAt")).matches(TIME);
        Answer keys = get("/v1/agent/api-keys");
        assertThat(keys.json().get("apiKeys")).isEqualTo(keys.data());
        assertThat(keys.response().body()).doesNotContain(made.at("/apiKey"));
        Answer revoked = call("DELETE", "/v1/agent/api-keys/" + made.at("/id"), null);
        assertThat(revoked.at("/message")).isEqualTo("API key revoked");
    }

    /** Clients show {@code error} when it is a text, and look for a message in it when it is an object. */
    @ParameterizedTest
    @ValueSource(
            strings = {"/v1/threads", "/v1/threads/conv_0/messages", "/v1/nothing", "/v1/phone-numbers", "/v1/sms/send"
            })
    void errorShouldBeAText(String path) {
        Answer answer = api.call(key, "GET", path);
        assertThat(answer.status()).isIn(400, 404);
        assertThat(answer.json().get("error").isTextual()).isTrue();
        assertThat(answer.json().get("message")).isEqualTo(answer.json().get("error"));
    }
}
