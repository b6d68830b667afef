package io.jamesagents.rest.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.rest.TestingApi;
import org.junit.jupiter.api.Test;

class DomainResourceTest {
    @Test
    void sharedDomainShouldBeShownWithTheCallersInboxes() throws Exception {
        try (TestingApi api = TestingApi.start()) {
            String key = api.key("first", "admin");
            api.inbox(key, "mine");
            api.inbox(api.key("second", "admin"), "theirs");
            JsonNode listed = api.call(key, "GET", "/v1/domains").data().get(0);
            String path = "/v1/domains/" + listed.get("id").asText();
            assertThat(api.call(key, "GET", path).data()).isEqualTo(listed);
            assertThat(listed.get("id").asText()).startsWith("d_");
            assertThat(listed.get("name").asText()).isEqualTo("agents.localhost");
            assertThat(listed.get("status").asText()).isEqualTo("verified");
            assertThat(listed.get("shared").asBoolean()).isTrue();
            assertThat(listed.get("records").isArray()).isTrue();
            assertThat(listed.get("createdAt").asText()).endsWith("Z");
            assertThat(listed.get("inboxes")).hasSize(1);
            assertThat(listed.at("/inboxes/0/localPart").asText()).isEqualTo("mine");
            JsonNode status = api.call(key, "GET", path + "/status").json();
            assertThat(status.get("status").asText()).isEqualTo("verified");
            assertThat(status.at("/data/id")).isEqualTo(listed.get("id"));
            assertThat(api.call(key, "GET", "/v1/domains/d_0").status()).isEqualTo(404);
            assertThat(api.call(api.key("first", "domains:read"), "GET", path)
                            .data()
                            .get("inboxes"))
                    .isEmpty();
        }
    }

    private static JsonNode create(TestingApi api, String key, String name) {
        TestingApi.Answer answer = api.call(key, "POST", "/v1/domains", "{\"name\":\"" + name + "\"}");
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
        return answer.data();
    }

    private static String path(JsonNode domain) {
        return "/v1/domains/" + domain.get("id").asText();
    }

    @Test
    void newDomainShouldBeAnsweredWithItsRecords() throws Exception {
        try (TestingApi api = TestingApi.start()) {
            String key = api.key("first", "domains:write", "domains:read");
            TestingApi.Answer answer = api.call(
                    key,
                    "POST",
                    "/v1/domains",
                    "{\"domain\":\"B\u00fccher.example\",\"region\":\"eu\",\"createWebhook\":true}");
            assertThat(answer.status()).isEqualTo(201);
            JsonNode domain = answer.data();
            assertThat(answer.at("/id")).isEqualTo(domain.get("id").asText()).startsWith("d_");
            assertThat(domain.get("name").asText()).isEqualTo("xn--bcher-kva.example");
            assertThat(domain.get("domain")).isEqualTo(domain.get("name"));
            assertThat(domain.get("status").asText()).isEqualTo("pending");
            assertThat(domain.get("region").asText()).isEqualTo("eu");
            assertThat(domain.get("shared").asBoolean()).isFalse();
            assertThat(domain.get("created_at")).isEqualTo(domain.get("createdAt"));
            assertThat(domain.get("records"))
                    .extracting(record -> record.get("record").asText())
                    .containsExactly("OWNERSHIP", "DKIM", "MX", "SPF", "DMARC");
            assertThat(domain.get("records")).allSatisfy(record -> {
                assertThat(record.get("status").asText()).isEqualTo("not_started");
                assertThat(record.get("ttl").asText()).isEqualTo("Auto");
                assertThat(record.get("name").asText()).endsWith("xn--bcher-kva.example");
            });
            assertThat(domain.at("/records/2/priority").asInt()).isEqualTo(10);
            assertThat(domain.at("/records/0/priority").isNull()).isTrue();
            assertThat(api.call(key, "GET", path(domain) + "/records").data()).isEqualTo(domain.get("records"));
            assertThat(api.call(key, "GET", "/v1/domains").data().get(0)).isEqualTo(domain);
            assertThat(answer.response().body()).doesNotContain("PRIVATE");
        }
    }

    @Test
    void badNamesShouldBeRefusedWithTheField() throws Exception {
        try (TestingApi api = TestingApi.start()) {
            String key = api.key("first", "admin");
            for (String body : new String[] {
                "", "{}", "{\"name\":\"x\"}", "{\"name\":\"sub.agents.localhost\"}", "{\"name\":\"1.2.3.4\"}"
            }) {
                TestingApi.Answer answer = api.call(key, "POST", "/v1/domains", body);
                assertThat(answer.status()).isEqualTo(400);
                assertThat(answer.at("/details/0/path")).isEqualTo("name");
            }
            create(api, key, "example.org");
            TestingApi.Answer again = api.call(key, "POST", "/v1/domains", "{\"name\":\"example.org\"}");
            assertThat(again.status()).isEqualTo(409);
            assertThat(again.at("/code")).isEqualTo("domain_exists");
        }
    }

    @Test
    void domainShouldBeVerifiedOnceItsRecordsAreThere() throws Exception {
        try (TestingApi api = TestingApi.start()) {
            String key = api.key("first", "admin");
            JsonNode domain = create(api, key, "example.org");
            TestingApi.Answer refused = api.call(key, "POST", path(domain) + "/inboxes", "{\"local_part\":\"a\"}");
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.at("/code")).isEqualTo("domain_not_verified");
            api.publish(domain);
            TestingApi.Answer verified = api.call(key, "POST", path(domain) + "/verify");
            assertThat(verified.status()).isEqualTo(200);
            assertThat(verified.at("/status")).isEqualTo("verified");
            assertThat(verified.data().get("id")).isEqualTo(domain.get("id"));
            assertThat(verified.data().get("records"))
                    .allSatisfy(
                            record -> assertThat(record.get("status").asText()).isEqualTo("verified"));
            assertThat(verified.data().get("created_at")).isEqualTo(domain.get("created_at"));
            assertThat(api.call(key, "GET", path(domain) + "/status").json()).isEqualTo(verified.json());
            assertThat(api.inbox(key, "a").get("address").asText()).isEqualTo("a@example.org");
            assertThat(api.call(key, "DELETE", path(domain)).status()).isEqualTo(409);
        }
    }

    @Test
    void mailShouldBeSentFromAnyAddressOfTheVerifiedDomain() throws Exception {
        try (TestingApi api = TestingApi.start()) {
            String key = api.key("first", "admin");
            JsonNode domain = create(api, key, "example.org");
            String mail =
                    "{\"to\":\"x@far.example\",\"subject\":\"s\",\"text\":\"t\",\"from\":\"Sales <sales@example.org>\"}";
            api.inbox(key, "a");
            assertThat(api.call(key, "POST", "/v1/messages/send", mail).status())
                    .isEqualTo(403);
            api.publish(domain);
            api.call(key, "POST", path(domain) + "/verify");
            assertThat(api.call(key, "POST", "/v1/messages/send", mail).status())
                    .isEqualTo(202);
            String other = api.key("second", "admin");
            api.inbox(other, "bea");
            assertThat(api.call(other, "POST", "/v1/messages/send", mail).status())
                    .isEqualTo(403);
        }
    }

    @Test
    void foreignDomainShouldNotBeThere() throws Exception {
        try (TestingApi api = TestingApi.start()) {
            JsonNode domain = create(api, api.key("first", "admin"), "example.org");
            String other = api.key("second", "admin");
            for (String call :
                    new String[] {"GET ", "DELETE ", "GET /records", "GET /status", "POST /verify", "GET /inboxes"}) {
                String[] parts = call.split(" ", 2);
                TestingApi.Answer foreign = api.call(other, parts[0], path(domain) + parts[1]);
                TestingApi.Answer random = api.call(other, parts[0], "/v1/domains/d_0" + parts[1]);
                assertThat(foreign.status()).isEqualTo(404);
                assertThat(foreign.json()).isEqualTo(random.json());
            }
            assertThat(api.call(other, "GET", "/v1/domains").data()).hasSize(1);
            assertThat(create(api, other, "example.org").get("status").asText()).isEqualTo("pending");
        }
    }

    @Test
    void domainsShouldNeedTheirScopes() throws Exception {
        try (TestingApi api = TestingApi.start()) {
            JsonNode domain = create(api, api.key("first", "admin"), "example.org");
            String reader = api.key("first", "domains:read");
            assertThat(api.call(reader, "POST", "/v1/domains", "{\"name\":\"b.example\"}")
                            .status())
                    .isEqualTo(403);
            assertThat(api.call(reader, "POST", path(domain) + "/verify").status())
                    .isEqualTo(403);
            assertThat(api.call(reader, "DELETE", path(domain)).status()).isEqualTo(403);
            assertThat(api.call(reader, "GET", path(domain) + "/records").status())
                    .isEqualTo(200);
            assertThat(api.call(api.key("first", "domains:write"), "DELETE", path(domain))
                            .status())
                    .isEqualTo(200);
            assertThat(api.call(reader, "GET", path(domain)).status()).isEqualTo(404);
        }
    }
}
