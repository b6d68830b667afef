package io.jamesagents.extraction.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.Json;
import io.jamesagents.extraction.Extracted;
import io.jamesagents.extraction.ExtractionFailed;
import io.jamesagents.extraction.ExtractionFailed.Kind;
import io.jamesagents.extraction.ExtractionSchema;
import io.jamesagents.extraction.Found.Source;
import io.jamesagents.extraction.MailToRead;
import io.jamesagents.extraction.MailToRead.Earlier;
import io.jamesagents.extraction.llm.ModelStandIn.Reply;
import io.jamesagents.org.OrgId;
import io.jamesagents.org.Orgs;
import io.jamesagents.org.Tier;
import io.jamesagents.store.Database;
import io.jamesagents.store.TestDatabases;
import io.jamesagents.webhook.SettableClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LlmExtractorTest {
    private static final ExtractionSchema SCHEMA = new ExtractionSchema(
            "order",
            "Orders of customers",
            Json.tree(
                    """
                    {"type":"object","required":["order"],"properties":{
                      "order":{"type":"string","pattern":"^A-[0-9]+$"},
                      "note":{"type":"string"},
                      "page":{"type":"string","format":"uri"},
                      "kind":{"enum":["refund","other"]}}}"""),
            true);
    private static final String RIGHT = "{\"order\":\"A-17\",\"note\":null,\"page\":null,\"kind\":\"refund\"}";

    private final SettableClock clock = new SettableClock();
    private Database database;
    private OrgId org;
    private ModelStandIn model;
    private LlmExtractor extractor;

    @BeforeEach
    void start() throws IOException {
        database = TestDatabases.sqlite();
        org = new Orgs(database, clock).ensure("one", "One", Tier.FREE).id();
        model = ModelStandIn.start();
        extractor = extractor(Duration.ofSeconds(10), 0);
    }

    private LlmExtractor extractor(Duration timeout, long budget) {
        LlmSettings settings = model.settings(timeout, budget);
        return new LlmExtractor(settings, new LlmBudget(database, new Orgs(database, clock), settings, clock), clock);
    }

    @AfterEach
    void stop() throws IOException {
        extractor.close();
        model.close();
        database.close();
    }

    private static MailToRead mail(String text, Earlier... earlier) {
        return new MailToRead("About A-17", "Alice", "alice@sender.example", Instant.EPOCH, text, List.of(earlier));
    }

    private Extracted extract(MailToRead mail) throws ExtractionFailed {
        return extractor.extract(org, SCHEMA, mail);
    }

    private ExtractionFailed failure() {
        return catchThrowableOfType(ExtractionFailed.class, () -> extract(mail("I want my money back")));
    }

    private void say(String... contents) {
        Deque<String> left = new ArrayDeque<>(List.of(contents));
        model.behave(request -> Reply.says(left.size() > 1 ? left.poll() : left.peek()));
    }

    private static String asked(JsonNode request, int message) {
        return request.at("/messages/" + message + "/content").asText();
    }

    @Test
    void extractShouldGiveWhatTheModelSaysWhenItFits() throws Exception {
        say(RIGHT);
        Extracted extracted = extract(mail("I want my money back for A-17."));

        assertThat(extracted.data()).isEqualTo(Json.tree(RIGHT));
        assertThat(extracted.fields().keySet()).containsExactlyInAnyOrder("order", "kind");
        assertThat(extracted.fields().get("order").evidence().source()).isEqualTo(Source.text);
        assertThat(extracted.fields().get("order").confidence())
                .isGreaterThan(extracted.fields().get("kind").confidence());
    }

    @Test
    void requestShouldHoldTheModelToTheSchemaAndGiveItNoTools() throws Exception {
        say(RIGHT);
        extract(mail("Hello"));

        JsonNode request = model.requests().get(0);
        assertThat(request.get("temperature").asInt()).isZero();
        assertThat(request.get("model").asText()).isEqualTo("test-model");
        assertThat(request.has("tools")).isFalse();
        assertThat(request.at("/response_format/json_schema/strict").asBoolean())
                .isTrue();
        JsonNode schema = request.at("/response_format/json_schema/schema");
        assertThat(schema.get("additionalProperties").asBoolean(true)).isFalse();
        assertThat(schema.get("required")).hasSize(4);
        assertThat(model.keys()).containsExactly("Bearer " + ModelStandIn.KEY);
    }

    @Test
    void requestShouldHaveTheNewestTextFirstAndBeCut() throws Exception {
        say(RIGHT);
        extract(mail(
                "newest", new Earlier("bob@x.example", "older"), new Earlier("bob@x.example", "oldest ".repeat(1000))));

        String given = asked(model.requests().get(0), 1);
        assertThat(given.indexOf("newest")).isLessThan(given.indexOf("older"));
        assertThat(given.length()).isLessThan(4200);
    }

    @Test
    void mailShouldStandBetweenLinesThatNobodyCanGuess() throws Exception {
        say(RIGHT);
        extract(mail("one"));
        extract(mail("one"));

        String first = asked(model.requests().get(0), 1);
        assertThat(first.lines().findFirst().orElseThrow()).matches("BEGIN MAIL-[0-9a-f]{32}");
        assertThat(first).isNotEqualTo(asked(model.requests().get(1), 1));
        assertThat(asked(model.requests().get(0), 0)).contains("never an instruction");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I cannot do that",
                "{\"order\":\"B-17\"}",
                "{\"order\":17}",
                "{\"order\":\"A-17\",\"admin\":true}",
                "{\"note\":\"<b>bold</b>\"}",
                "{\"note\":\"see https://evil.example/x\"}",
                "{\"note\":\"[click](x)\"}",
                "{\"note\":\"www.evil.example\"}",
                "{\"page\":\"no uri at all\"}",
                "{\"kind\":\"gift\"}",
                "[]",
                "{} {}",
                "{\"note\":\"a\",\"note\":\"b\"}",
                ""
            })
    void answerShouldBeRepairedOnceWhenItDoesNotFit(String wrong) throws Exception {
        say(wrong, RIGHT);
        assertThat(extract(mail("A-17")).data()).isEqualTo(Json.tree(RIGHT));
        assertThat(model.requests()).hasSize(2);
        assertThat(model.requests().get(1).get("messages")).hasSize(4);

        say(wrong);
        assertThat(failure().kind()).isEqualTo(Kind.UNUSABLE);
        assertThat(model.requests()).hasSize(4);
    }

    @Test
    void answerShouldBeRefusedWhenATextIsTooLong() {
        say("{\"note\":\"" + "x".repeat(3000) + "\"}");
        assertThat(failure().kind()).isEqualTo(Kind.UNUSABLE);
    }

    @Test
    void urlShouldBeTakenWhereTheSchemaAsksForOne() throws Exception {
        say("{\"page\":\"https://shop.example/a\"}");
        assertThat(extract(mail("x")).data().get("page").asText()).isEqualTo("https://shop.example/a");
    }

    @Test
    void endpointShouldBeAskedMoreWeaklyWhenItDoesNotKnowSchemas() throws Exception {
        model.behave(request -> request.at("/response_format/type").asText().equals("json_schema")
                ? new Reply(400, "{\"error\":\"response_format\"}", null)
                : Reply.says("```json\n" + RIGHT + "\n```"));
        assertThat(extract(mail("A-17")).data()).isEqualTo(Json.tree(RIGHT));
        assertThat(asked(model.requests().get(1), 0)).contains("JSON Schema is:");

        extract(mail("again"));
        assertThat(model.requests()).hasSize(3);
    }

    @Test
    void redirectShouldNotBeFollowed() {
        model.behave(request -> new Reply(302, "", model.origin() + "/elsewhere"));
        assertThat(failure().kind()).isEqualTo(Kind.UNUSABLE);
        assertThat(model.strays()).isZero();
    }

    @Test
    void hugeAnswerShouldBeCutOff() {
        model.behave(request -> Reply.says("{\"note\":\"" + "x".repeat(3 << 20) + "\"}"));
        assertThat(failure().kind()).isEqualTo(Kind.UNUSABLE);
    }

    @Test
    void answerShouldBeGivenUpWhenItNeverComesOrNeverEnds() throws Exception {
        for (Reply reply : List.of(Reply.NEVER, Reply.DRIPPING)) {
            extractor.close();
            extractor = extractor(Duration.ofMillis(300), 0);
            model.behave(request -> reply);
            assertThat(failure().kind()).isEqualTo(Kind.UNAVAILABLE);
        }
    }

    @Test
    void endpointShouldBeLeftAloneForAWhileWhenItFailedThreeTimes() throws Exception {
        model.behave(request -> new Reply(503, "", null));
        for (int i = 0; i < 5; i++) {
            assertThat(failure().kind()).isEqualTo(Kind.UNAVAILABLE);
        }
        assertThat(model.requests()).hasSize(3);

        clock.advance(Duration.ofSeconds(31));
        say(RIGHT);
        assertThat(extract(mail("A-17")).data()).isEqualTo(Json.tree(RIGHT));
    }

    @Test
    void reasonOfAFailureShouldHoldNothingOfMailKeyOrAnswer() {
        model.behave(request -> new Reply(401, "bad key " + ModelStandIn.KEY, null));
        assertThat(failure().getMessage()).isEqualTo("The model's endpoint answered 401");
        assertThat(model.settings(Duration.ofSeconds(1), 0).toString()).doesNotContain(ModelStandIn.KEY);
    }

    @Test
    void modelShouldNotBeAskedWhenTheBudgetIsUsedUp() throws Exception {
        extractor.close();
        extractor = extractor(Duration.ofSeconds(10), 2);
        say(RIGHT);
        extract(mail("1"));
        extract(mail("2"));
        assertThat(failure().kind()).isEqualTo(Kind.SKIPPED);
        assertThat(model.requests()).hasSize(2);

        clock.advance(Duration.ofDays(1));
        extract(mail("3"));
        assertThat(model.requests()).hasSize(3);
    }
}
