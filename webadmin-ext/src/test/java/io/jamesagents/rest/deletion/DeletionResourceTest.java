package io.jamesagents.rest.deletion;

import static org.assertj.core.api.Assertions.assertThat;

import io.jamesagents.rest.TestingApi;
import io.jamesagents.rest.TestingApi.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeletionResourceTest {
    private static final String REQUESTS = "/v1/data/deletion-request";

    private TestingApi api;
    private String key;
    private String inbox;

    @BeforeEach
    void start() throws Exception {
        api = TestingApi.start();
        key = api.key("ours", "admin");
        inbox = api.inbox(key, "ada").get("id").asText();
        api.receive(inbox, "one", "");
    }

    @AfterEach
    void stop() throws Exception {
        api.close();
    }

    private Answer request(String caller, String body) {
        return api.call(caller, "POST", REQUESTS, body);
    }

    private Answer confirm(String caller, Answer asked) {
        String token = asked.at("/confirmation_token");
        return api.call(
                caller,
                "POST",
                REQUESTS + "/" + asked.at("/id") + "/confirm",
                "{\"confirmation_token\":\"" + token + "\"}");
    }

    private int messages() {
        return api.call(key, "GET", "/v1/messages?inbox_id=" + inbox).data().size();
    }

    @Test
    void requestShouldTellWhatThereIsAndGiveTheTokenOnce() {
        Answer asked =
                request(key, "{\"scope\":\"messages\",\"inbox_id\":\"" + inbox + "\",\"before\":\"2100-01-01\"}");

        assertThat(asked.status()).isEqualTo(201);
        assertThat(asked.at("/status")).isEqualTo("pending");
        assertThat(asked.at("/scope")).isEqualTo("messages");
        assertThat(asked.at("/inbox_id")).isEqualTo(inbox);
        assertThat(asked.at("/before")).isEqualTo("2100-01-01T00:00:00.000Z");
        assertThat(asked.at("/preview/messages")).isEqualTo("1");
        assertThat(asked.at("/preview/threads")).isEqualTo("1");
        assertThat(asked.at("/preview/total")).isEqualTo("2");
        assertThat(asked.at("/preview/dmarc_reports")).isEqualTo("0");
        assertThat(asked.at("/confirmation_token")).matches("[0-9a-f]{64}");
        assertThat(asked.at("/confirm_by")).endsWith("Z");
        assertThat(asked.at("/warning")).isNotEmpty();
        assertThat(asked.data().get("id").asText()).isEqualTo(asked.at("/id"));
        Answer later = api.call(key, "GET", REQUESTS + "/" + asked.at("/id"));
        assertThat(later.status()).isEqualTo(200);
        assertThat(later.json().has("confirmation_token")).isFalse();
        assertThat(later.json().has("deleted_counts")).isFalse();
        assertThat(messages()).isEqualTo(1);
    }

    @Test
    void confirmationShouldDeleteAndTellSoAgain() {
        Answer asked = request(key, "{\"inboxId\":\"" + inbox + "\"}");
        assertThat(asked.at("/scope")).isEqualTo("inbox");

        Answer done = confirm(key, asked);

        assertThat(done.status()).isEqualTo(200);
        assertThat(done.at("/status")).isEqualTo("completed");
        assertThat(done.json().get("deleted_counts")).isEqualTo(asked.json().get("preview"));
        assertThat(done.at("/confirmed_at")).isNotEmpty();
        assertThat(done.at("/completed_at")).isNotEmpty();
        assertThat(confirm(key, asked).json()).isEqualTo(done.json());
        assertThat(api.call(key, "GET", REQUESTS + "/" + asked.at("/id")).json())
                .isEqualTo(done.json());
        assertThat(api.call(key, "GET", "/v1/inboxes/" + inbox).status()).isEqualTo(404);
        assertThat(api.call(key, "GET", "/v1/audit").response().body())
                .contains("deletion.requested", "deletion.confirmed", "deletion.completed");
    }

    @Test
    void organisationShouldEndWithItsKeys() {
        Answer done = confirm(key, request(key, "{\"scope\":\"organization\"}"));

        assertThat(done.status()).isEqualTo(200);
        assertThat(done.at("/status")).isEqualTo("completed");
        assertThat(api.call(key, "GET", "/v1/inboxes").status()).isEqualTo(401);
    }

    @Test
    void badRequestsShouldBeRefused() {
        assertThat(request(key, null).status()).isEqualTo(400);
        assertThat(request(key, "{\"scope\":\"everything\"}").status()).isEqualTo(400);
        assertThat(request(key, "{\"scope\":\"inbox\"}").status()).isEqualTo(400);
        assertThat(request(key, "{\"domainId\":\"d_1\"}").status()).isEqualTo(400);
        assertThat(request(key, "{\"scope\":\"messages\",\"before\":\"yesterday\"}")
                        .status())
                .isEqualTo(400);
        assertThat(request(key, "{\"scope\":\"inbox\",\"inbox_id\":\"" + inbox + "\",\"before\":\"2026-01-01\"}")
                        .status())
                .isEqualTo(400);
        assertThat(request(key, "{\"scope\":\"organization\",\"inbox_id\":\"" + inbox + "\"}")
                        .status())
                .isEqualTo(400);
        assertThat(request(key, "{\"scope\":\"inbox\",\"inbox_id\":\"i_none\"}").status())
                .isEqualTo(404);
    }

    @Test
    void confirmationShouldNeedTheToken() {
        Answer asked = request(key, "{\"scope\":\"messages\"}");
        String path = REQUESTS + "/" + asked.at("/id") + "/confirm";

        assertThat(api.call(key, "POST", path).status()).isEqualTo(400);
        assertThat(api.call(key, "POST", path, "{\"confirmation_token\":\"0\"}").status())
                .isEqualTo(403);
        assertThat(messages()).isEqualTo(1);
    }

    @Test
    void secondRequestShouldBeAConflict() {
        request(key, "{\"scope\":\"messages\"}");

        assertThat(request(key, "{\"scope\":\"messages\"}").status()).isEqualTo(409);
    }

    @Test
    void foreignRequestShouldNotExist() {
        Answer asked = request(key, "{\"scope\":\"messages\"}");
        String other = api.key("theirs", "admin");

        assertThat(confirm(other, asked).status()).isEqualTo(404);
        assertThat(api.call(other, "GET", REQUESTS + "/" + asked.at("/id")).status())
                .isEqualTo(404);
        assertThat(request(other, "{\"scope\":\"inbox\",\"inbox_id\":\"" + inbox + "\"}")
                        .status())
                .isEqualTo(404);
        assertThat(messages()).isEqualTo(1);
    }

    @Test
    void everyCallShouldNeedTheScope() {
        Answer asked = request(key, "{\"scope\":\"messages\"}");
        String writer = api.key("ours", "read", "write");

        assertThat(request(writer, "{\"scope\":\"messages\"}").status()).isEqualTo(403);
        assertThat(confirm(writer, asked).status()).isEqualTo(403);
        assertThat(api.call(writer, "GET", REQUESTS + "/" + asked.at("/id")).status())
                .isEqualTo(403);
        assertThat(api.call(api.key("ours", "data:delete"), "GET", REQUESTS + "/" + asked.at("/id"))
                        .status())
                .isEqualTo(200);
    }
}
