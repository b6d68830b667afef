package io.jamesagents.extraction.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.Json;
import io.jamesagents.embedding.NoEmbedder;
import io.jamesagents.extraction.Extracted;
import io.jamesagents.extraction.ExtractionSchema;
import io.jamesagents.extraction.Found.Source;
import io.jamesagents.extraction.MailToRead;
import io.jamesagents.org.OrgId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuiltInExtractorTest {
    private static final OrgId ORG = new OrgId("org_1");
    private static final Instant WEDNESDAY = Instant.parse("2026-11-25T09:00:00Z");
    private static final String ORDER =
            """
            Hello,

            my order number: A-10423 has not arrived. It was sent on 3 November with tracking number 1Z999AA10123456784.
            Invoice #77120 says a total of EUR 1.234,50, due by 30 November 2026. Please call me at +49 30 901820.
            You find all in https://shop.example/orders/a-10423 of course.

            Priority: high
            Quantity: 3 chairs

            Best regards
            Maria Example
            Chairs & Tables GmbH
            """;

    private final BuiltInExtractor extractor = new BuiltInExtractor(new NoEmbedder());

    private Extracted extract(String properties, String subject, String text) {
        JsonNode schema = Json.tree("{\"type\":\"object\",\"properties\":" + properties + "}");
        MailToRead mail = new MailToRead(subject, "Maria E.", "maria@chairs.de", WEDNESDAY, text, List.of());
        return extractor.extract(ORG, new ExtractionSchema("test", null, schema, true), mail);
    }

    private JsonNode value(String name, String schema, String text) {
        return extract("{\"" + name + "\":" + schema + "}", null, text).data().get(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    order_number    | {"type":"string"}                                      | "A-10423"
                    orderId         | {"type":["string","null"]}                             | "A-10423"
                    reference       | {"type":"string","pattern":"^[A-Z]-[0-9]{5}$"}         | "A-10423"
                    tracking_number | {"type":"string"}                                      | "1Z999AA10123456784"
                    invoice_no      | {"type":"string"}                                      | "77120"
                    total           | {"type":"number"}                                      | 1234.5
                    total_amount    | {"type":"string"}                                      | "EUR 1.234,50"
                    currency        | {"type":"string"}                                      | "EUR"
                    due_date        | {"type":"string","format":"date"}                      | "2026-11-30"
                    sent_date       | {"type":"string","format":"date"}                      | "2026-11-03"
                    phone           | {"type":"string"}                                      | "+4930901820"
                    link            | {"type":"string","format":"uri"}                       | "https://shop.example/orders/a-10423"
                    priority        | {"enum":["low","medium","high"]}                       | "high"
                    quantity        | {"type":"integer"}                                     | 3
                    customer_name   | {"type":"string"}                                      | "Maria Example"
                    first_name      | {"type":"string"}                                      | "Maria"
                    last_name       | {"type":"string"}                                      | "Example"
                    company         | {"type":"string"}                                      | "Chairs & Tables GmbH"
                    email           | {"type":"string","format":"email"}                     | "maria@chairs.de"
                    """)
    void valueShouldBeFoundByWhatTheSchemaSays(String name, String schema, String expected) {
        JsonNode value = value(name, schema, ORDER);
        if (Json.tree(expected).isNumber()) {
            assertThat(value.decimalValue())
                    .isEqualByComparingTo(Json.tree(expected).decimalValue());
        } else {
            assertThat(value).isEqualTo(Json.tree(expected));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    order_number   | {"type":"string"}
                    departure_date | {"type":"string","format":"date"}
                    total          | {"type":"number"}
                    phone          | {"type":"string"}
                    quantity       | {"type":"integer"}
                    project        | {"type":"string"}
                    is_cancelled   | {"type":"boolean"}
                    colour         | {"enum":["red","green"]}
                    items          | {"type":"array","items":{"type":"object","properties":{"sku":{"type":"string"}}}}
                    """)
    void valueShouldStayNullWhenTheMailDoesNotSayIt(String name, String schema) {
        assertThat(value(name, schema, "Shall we meet on 3 March? Bring your 12 friends.")
                        .isNull())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    2026-12-24            | 2026-12-24
                    24.12.2026            | 2026-12-24
                    24. Dezember 2026     | 2026-12-24
                    December 24th, 2026   | 2026-12-24
                    24 décembre 2026      | 2026-12-24
                    12/24/2026            | 2026-12-24
                    24/12/2026            | 2026-12-24
                    4 January             | 2027-01-04
                    tomorrow              | 2026-11-26
                    next Monday           | 2026-11-30
                    in 3 weeks            | 2026-12-16
                    2 days ago            | 2026-11-23
                    """)
    void dateShouldBeReadInManyForms(String written, String iso) {
        String text = "The delivery date is " + written + " as agreed.";
        assertThat(value("delivery_date", "{\"type\":\"string\",\"format\":\"date\"}", text)
                        .asText())
                .isEqualTo(iso);
    }

    @Test
    void amountShouldNotBeANumberAtTheEndOfTheLineBefore() {
        Extracted extracted =
                extract("{\"amount\":{\"type\":\"number\"}}", "Invoice 2026-117", "EUR 1,250.00 are due.");
        assertThat(extracted.data().get("amount").decimalValue()).isEqualByComparingTo("1250");
    }

    @Test
    void valueShouldCarryConfidenceAndEvidence() {
        Extracted extracted = extract("{\"order_number\":{\"type\":\"string\"}}", "Order number: B-7", "Where is it?");
        assertThat(extracted.fields().get("order_number").confidence()).isBetween(0.7, 1.0);
        assertThat(extracted.fields().get("order_number").evidence().text()).isEqualTo("Order number: B-7");
        assertThat(extracted.fields().get("order_number").evidence().source()).isEqualTo(Source.subject);
    }

    @Test
    void objectsAndListsShouldBeFilled() {
        Extracted extracted = extract(
                "{\"order\":{\"type\":\"object\",\"properties\":{\"number\":{\"type\":\"string\"},"
                        + "\"lines\":{\"type\":\"null\"}}},\"links\":{\"type\":\"array\",\"items\":{\"type\":\"string\","
                        + "\"format\":\"uri\"}}}",
                null,
                "Order no. C-12, see https://a.example/1 and https://a.example/2 please");
        assertThat(extracted.data().at("/order/number").asText()).isEqualTo("C-12");
        assertThat(extracted.data().get("links")).hasSize(2);
        assertThat(extracted.fields().keySet()).contains("order.number", "links[0]", "links[1]");
    }

    @Test
    void answerShouldBeYesOrNoByWhatIsSaid() {
        String schema = "{\"type\":\"boolean\"}";
        assertThat(value("refund_requested", schema, "Dear all,\nI would like a refund.")
                        .asBoolean())
                .isTrue();
        assertThat(value("refund_requested", schema, "I do not want a refund.").asBoolean(true))
                .isFalse();
        assertThat(value("urgent", schema, "Urgent: no").asBoolean(true)).isFalse();
    }

    @Test
    void choiceShouldGoByWordsWhenThereIsNoModel() {
        String schema = "{\"oneOf\":[{\"const\":\"billing\",\"description\":\"invoices and payments\"},"
                + "{\"const\":\"shipping\",\"description\":\"parcels and delivery\"}]}";
        assertThat(value("topic", schema, "Where is my parcel? The delivery is late.")
                        .asText())
                .isEqualTo("shipping");
        assertThat(value("topic", schema, "Nice weather").isNull()).isTrue();
    }

    @Test
    void nameInADescriptionShouldHaveToOccur() {
        String schema = "{\"type\":\"string\",\"description\":\"The amount paid to Acme\"}";
        assertThat(value("amount_paid", schema, "You paid $20.00 to Acme.").asText())
                .isEqualTo("$20.00");
        assertThat(value("amount_paid", schema, "You paid $20.00 to Other.").isNull())
                .isTrue();
    }

    @Test
    void patternShouldNotHoldUpTheMailWhenItIsEvil() {
        JsonNode value = value("x", "{\"type\":\"string\",\"pattern\":\"^(a+)+$\"}", "a".repeat(5000) + "!");
        assertThat(value.isNull()).isTrue();
    }
}
