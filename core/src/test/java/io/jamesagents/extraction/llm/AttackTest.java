package io.jamesagents.extraction.llm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.Json;
import io.jamesagents.embedding.NoEmbedder;
import io.jamesagents.extraction.AnswerRules;
import io.jamesagents.extraction.ExtractionSchema;
import io.jamesagents.extraction.Extractor;
import io.jamesagents.extraction.builtin.BuiltInExtractor;
import io.jamesagents.extraction.llm.ModelStandIn.Reply;
import io.jamesagents.extraction.mail.Conversation;
import io.jamesagents.extraction.mail.ExtractionReading;
import io.jamesagents.extraction.mail.Extractions;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.inbox.InboxChange;
import io.jamesagents.inbox.Reach;
import io.jamesagents.ingest.TestingMailServer;
import io.jamesagents.message.MessageStore;
import io.jamesagents.message.StoredMessage;
import io.jamesagents.org.Orgs;
import io.jamesagents.store.Database;
import io.jamesagents.store.TestDatabases;
import io.jamesagents.webhook.SettableClock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** 500 attacks, and a model that obeys every one of them: nothing leaves the schema, nothing is fetched, nothing changes. */
class AttackTest {
    private static final int MAILS = 500;
    private static final Pattern TOKEN = Pattern.compile("TOKEN-\\d+-");
    private static final ExtractionSchema SCHEMA = new ExtractionSchema(
            "order",
            null,
            Json.tree(
                    "{\"type\":\"object\",\"properties\":{\"order\":{\"type\":\"string\",\"pattern\":\"^A-[0-9]{1,6}$\"},"
                            + "\"note\":{\"type\":\"string\"},\"page\":{\"type\":\"string\",\"format\":\"uri\"},"
                            + "\"kind\":{\"enum\":[\"refund\",\"other\"]}}}"),
            true);

    private final SettableClock clock = new SettableClock();
    private final AnswerRules rules = AnswerRules.of(SCHEMA);
    private Database database;
    private TestingMailServer server;
    private ModelStandIn model;
    private Inbox inbox;

    @BeforeEach
    void start() throws Exception {
        database = TestDatabases.sqlite();
        server = new TestingMailServer(database, clock);
        model = ModelStandIn.start();
        inbox = server.inbox("orders");
        server.inboxes.update(Reach.all(server.org), inbox.id(), InboxChange.of(SCHEMA));
        List<String> attacks = AttackMails.of(MAILS, model.origin());
        for (int i = 0; i < attacks.size(); i++) {
            String mail = "From: mallory@evil.example\nSubject: TOKEN-" + i + "-\nMessage-ID: <" + i
                    + "@evil.example>\nContent-Type: "
                    + (attacks.get(i).contains("</div>") ? "text/html" : "text/plain")
                    + "; charset=utf-8\n\n" + attacks.get(i) + "\n";
            server.delivery.deliver(TestingMailServer.mail("m" + i, inbox, mail), inbox);
        }
    }

    @AfterEach
    void stop() {
        model.close();
        server.close();
    }

    private ExtractionReading reading(Extractor extractor) {
        return new ExtractionReading(
                server.inboxes, new Extractions(extractor, new Conversation(database, new MessageStore())));
    }

    private List<Map<String, Object>> threads() {
        return database.read(handle -> handle.createQuery(
                        "SELECT t.*, g.tag FROM mail_thread t LEFT JOIN thread_tag g ON g.thread_id = t.id ORDER BY t.id")
                .mapToMap()
                .list());
    }

    private int readAll(ExtractionReading reading) {
        List<Map<String, Object>> before = threads();
        int done = 0;
        for (StoredMessage message : server.messages(inbox)) {
            JsonNode read = reading.read(message);
            if (read.path("status").asText().equals("done")) {
                done++;
                assertThat(rules.wrong(read.get("data"))).isEmpty();
                assertThat(tokens(read.toString())).isSubsetOf(tokens(message.subject()));
            } else {
                assertThat(read.has("data")).isFalse();
                assertThat(tokens(read.toString())).isEmpty();
            }
        }
        assertThat(model.strays()).isZero();
        assertThat(threads()).isEqualTo(before);
        return done;
    }

    private static Set<String> tokens(String text) {
        Set<String> tokens = new HashSet<>();
        for (Matcher matcher = TOKEN.matcher(text); matcher.find(); ) {
            tokens.add(matcher.group());
        }
        return tokens;
    }

    /** Says whatever the mail wants it to say, in JSON if it can. */
    private static Reply obey(JsonNode request) {
        String mail = request.at("/messages/1/content").asText();
        int variant = Math.floorMod(mail.hashCode(), 6);
        String quoted = Json.write(mail.length() > 400 ? mail.substring(mail.length() - 400) : mail);
        return Reply.says(
                switch (variant) {
                    case 0 -> "{\"admin\":true}";
                    case 1 -> mail;
                    case 2 -> "{\"order\":null,\"note\":" + quoted + ",\"page\":null,\"kind\":null}";
                    case 3 -> "{\"order\":\"A-666\",\"note\":null,\"page\":null,\"kind\":\"refund\",\"tags\":[\"vip\"]}";
                    case 4 -> "{\"order\":\"A-17\",\"note\":\"<img src=x>\",\"page\":null,\"kind\":null}";
                    default -> "{\"order\":\"A-17\",\"note\":null,\"page\":null,\"kind\":\"refund\"}";
                });
    }

    @Test
    void nothingShouldLeaveTheSchemaWhenTheModelObeysTheMail() throws Exception {
        model.behave(AttackTest::obey);
        LlmSettings settings = model.settings(Duration.ofSeconds(10), 0);
        LlmBudget budget = new LlmBudget(database, new Orgs(database, clock), settings, clock);
        try (LlmExtractor extractor = new LlmExtractor(settings, budget, clock)) {
            assertThat(readAll(reading(extractor))).isBetween(1, MAILS - 1);
        }
        assertThat(model.requests()).hasSizeGreaterThan(MAILS);
        assertThat(model.requests()).allSatisfy(request -> {
            assertThat(request.has("tools")).isFalse();
            assertThat(tokens(request.at("/messages/1/content").asText())).hasSize(1);
        });
    }

    @Test
    void nothingShouldLeaveTheSchemaWithoutAModel() {
        assertThat(readAll(reading(new BuiltInExtractor(new NoEmbedder())))).isEqualTo(MAILS);
    }
}
