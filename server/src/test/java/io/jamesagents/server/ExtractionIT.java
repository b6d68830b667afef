package io.jamesagents.server;

import static io.jamesagents.server.V1.address;
import static io.jamesagents.server.V1.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a mail to the data that the schema of its inbox asks for, in the API and in the webhook, without a model elsewhere. */
class ExtractionIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String GRACE = "grace@example.org";
    private static final String SCHEMA =
            """
            {"name": "order", "schema": {"type": "object", "properties": {
              "order_number": {"type": "string"},
              "due_date": {"type": "string", "format": "date"},
              "topic": {"oneOf": [
                {"const": "billing", "description": "invoices and payments"},
                {"const": "shipping", "description": "where a parcel is, late deliveries"}]}}}}""";

    @TempDir
    static Path data;

    private static AgentsServer server;
    private static V1 api;
    private static WebhookReceiver receiver;

    @BeforeAll
    static void start() throws Exception {
        server = AgentsServer.start(WebhookReceiver.allowed(ServeOptions.anyPorts(data)));
        api = V1.admin(server);
        receiver = new WebhookReceiver();
    }

    @AfterAll
    static void stop() throws Exception {
        receiver.close();
        server.close();
    }

    private static String place(JsonNode inbox) {
        return "/v1/domains/" + inbox.get("domain_id").asText() + "/inboxes/" + id(inbox) + "/extraction-schema";
    }

    @Test
    void mailShouldFillTheSchemaOfItsInboxBeforeTheWebhookIsCalled() throws Exception {
        JsonNode inbox = api.inbox("orders", receiver.field());
        assertThat(api.call("PUT", place(inbox), SCHEMA).status()).isEqualTo(200);
        String mail =
                "From: Grace <grace@example.org>\r\nTo: " + address(inbox) + "\r\nSubject: Where is my parcel?\r\n"
                        + "Message-ID: <7@example.org>\r\n\r\nOrder number: A-17 has not come.\r\nDue date: 2026-12-01\r\n";
        assertThat(SmtpDialogue.deliver(server, GRACE, address(inbox), mail)).startsWith("250");

        await().atMost(SOON).untilAsserted(() -> assertThat(receiver.calls()).hasSize(1));
        JsonNode body = receiver.calls().get(0).json();
        JsonNode extracted = body.get("extractedData");
        assertThat(extracted.get("order_number").asText()).isEqualTo("A-17");
        assertThat(extracted.get("due_date").asText()).isEqualTo("2026-12-01");
        assertThat(extracted.get("topic").asText()).isEqualTo("shipping");
        assertThat(body.get("extracted")).isEqualTo(extracted);

        JsonNode message = api.messages(inbox).get(0);
        assertThat(message.get("extracted_data")).isEqualTo(extracted);
        assertThat(message.at("/metadata/extracted_data")).isEqualTo(extracted);
        JsonNode how = message.at("/metadata/extraction");
        assertThat(how.get("extractor").asText()).isEqualTo("built-in");
        assertThat(how.at("/fields/due_date/confidence").asDouble()).isBetween(0.5, 1.0);

        String tried = "{\"message_id\":\"" + id(message)
                + "\",\"schema\":{\"type\":\"object\",\"properties\":{\"sender_email\":{\"type\":\"string\"}}}}";
        JsonNode result = api.call("POST", place(inbox) + "/test", tried).data();
        assertThat(result.at("/data/sender_email").asText()).isEqualTo(GRACE);
        assertThat(api.messages(inbox).get(0).get("extracted_data")).isEqualTo(extracted);
    }
}
