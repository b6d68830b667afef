package io.jamesagents.server;

import static io.jamesagents.server.V1.address;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.apikey.ApiKeys;
import io.jamesagents.mailbox.MailFolder;
import io.jamesagents.mailbox.Mailboxes;
import io.jamesagents.message.RawMail;
import io.jamesagents.org.Org;
import io.jamesagents.org.Orgs;
import io.jamesagents.org.Tier;
import io.jamesagents.server.V1.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.james.mailrepository.api.MailRepositoryUrl;
import org.apache.james.utils.DataProbeImpl;
import org.apache.james.utils.MailRepositoryProbeImpl;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator does on webadmin, and that the page about it can be followed to the letter. */
class AdministrationIT {
    private static final Path PAGE = Path.of("..", "docs", "administration.md");
    private static final Pattern BLOCK = Pattern.compile("```bash\n(.*?)```", Pattern.DOTALL);
    private static final MailRepositoryUrl QUARANTINE = MailRepositoryUrl.from("file://var/mail/quarantine/");
    private static final String USER = "support@example.com";
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int CONVERSATIONS = 100;

    @TempDir
    static Path folder;

    private static AgentsServer server;
    private static WebhookReceiver receiver;
    private static Webadmin webadmin;

    @BeforeAll
    static void start() throws Exception {
        receiver = new WebhookReceiver();
        server = AgentsServer.start(
                WebhookReceiver.allowed(ServeOptions.anyPorts(Files.createDirectory(folder.resolve("data")))));
        webadmin = new Webadmin(server);
        server.getProbe(DataProbeImpl.class).addDomain("example.com");
        server.getProbe(DataProbeImpl.class).addUser(USER, "secret");
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        receiver.close();
    }

    private static void sql(String statement) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/var/agents/agents.db"));
                Statement run = connection.createStatement()) {
            run.execute("PRAGMA busy_timeout = 10000");
            run.execute(statement);
        }
    }

    private static V1 org(String slug) {
        Org org = server.instance(Orgs.class).ensure(slug, slug, Tier.FREE);
        return new V1(server.httpPort(), server.instance(ApiKeys.class).issue(org.id(), "test", List.of("admin")));
    }

    /** Puts mail where a mail program of the user has it: questions, the user's answers, and thanks for them. */
    private static void history(String user) {
        Mailboxes mailboxes = server.instance(Mailboxes.class);
        Instant at = Instant.parse("2024-05-01T08:00:00Z");
        for (int i = 0; i < CONVERSATIONS; i++) {
            append(mailboxes, user, "INBOX", at, "joe@x.example", i + ".1", "");
            append(
                    mailboxes,
                    user,
                    "Sent",
                    at.plusSeconds(60),
                    user,
                    i + ".2",
                    "In-Reply-To: <" + i + ".1@old.example>\r\n");
            append(
                    mailboxes,
                    user,
                    "INBOX",
                    at.plusSeconds(120),
                    "joe@x.example",
                    i + ".3",
                    "References: <" + i + ".1@old.example> <" + i + ".2@old.example>\r\n");
            at = at.plus(Duration.ofHours(1));
        }
    }

    private static void append(
            Mailboxes mailboxes, String user, String mailbox, Instant at, String from, String id, String headers) {
        String mail = "From: " + from + "\r\nTo: somebody@x.example\r\nSubject: Matter " + id + "\r\nMessage-ID: <" + id
                + "@old.example>\r\n" + headers + "\r\nText of " + id + "\r\n";
        mailboxes.append(
                new MailFolder(user, mailbox),
                RawMail.of(mail.getBytes(StandardCharsets.UTF_8)).withTrace(""),
                at,
                true);
    }

    private static long quarantined() throws Exception {
        return server.getProbe(MailRepositoryProbeImpl.class).getRepositoryMailCount(QUARANTINE);
    }

    /** All commands of the page, in its order, as one script for these ports. */
    private static String commands() throws IOException {
        return BLOCK.matcher(Files.readString(PAGE))
                .results()
                .map(block -> block.group(1))
                .collect(Collectors.joining())
                .replace("127.0.0.1:8000", "127.0.0.1:" + server.webadminPort());
    }

    private static String run(String script) throws Exception {
        Path output = folder.resolve("output.txt");
        Process bash = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        int exit = bash.waitFor();
        String text = Files.readString(output);
        assertThat(exit).as(text).isZero();
        return text;
    }

    @Test
    void pageShouldBeRightToTheLetter() throws Exception {
        history(USER);
        V1 api = V1.admin(server);
        JsonNode poisoned = api.inbox("poisoned");
        sql("CREATE TRIGGER poison BEFORE INSERT ON message WHEN NEW.subject = 'poison'"
                + " BEGIN SELECT RAISE(ABORT, 'poisoned'); END");
        SmtpDialogue.deliver(server, "grace@example.org", address(poisoned), "Subject: poison\r\n\r\nhi\r\n");
        await().atMost(SOON).untilAsserted(() -> assertThat(quarantined()).isEqualTo(1));
        sql("DROP TRIGGER poison");

        String output = run(commands());

        assertThat(output)
                .contains("It failed 3 times")
                .contains("\"total\":" + 3 * CONVERSATIONS)
                .contains("\"done\":" + 3 * CONVERSATIONS)
                .contains("\"suspendedReason\":\"Unpaid since March\"")
                .contains("\"messages\":" + 3 * CONVERSATIONS)
                .doesNotContain("\"failed\":");
        await().atMost(SOON).untilAsserted(() -> assertThat(api.messages(poisoned, "poison"))
                .hasSize(1));
        assertThat(quarantined()).isZero();
        // The user has their password still, and nothing in the mailbox once the organisation is deleted.
        assertThat(new ImapClient(server, USER, "secret").mails("INBOX")).isEmpty();
    }

    @Test
    void routesShouldWantTheToken() throws Exception {
        for (String path : List.of(
                "/agents/organizations",
                "/agents/organizations/default",
                "/agents/organizations/default/keys",
                "/agents/organizations/default/domains",
                "/agents/organizations/default/inboxes",
                "/agents/quarantine",
                "/agents/webhooks/dead",
                "/agents/search")) {
            assertThat(webadmin.get(path, "Bearer x.y.z")).as(path).isEqualTo(401);
            assertThat(webadmin.get(path, "Bearer " + webadmin.token()))
                    .as(path)
                    .isEqualTo(200);
        }
    }

    @Test
    void adoptedMailboxShouldHaveItsHistoryAndGoOn() throws Exception {
        server.getProbe(DataProbeImpl.class).addUser("sales@agents.localhost", "own");
        history("sales@agents.localhost");
        V1 api = org("adopting");

        JsonNode done = webadmin.task(webadmin.call(
                "POST", "/agents/organizations/adopting/inboxes/adopt", "{\"user\": \"sales@agents.localhost\"}"));

        assertThat(done.get("status").asText()).isEqualTo("completed");
        JsonNode inbox = api.rows("/v1/inboxes").get(0);
        assertThat(api.messages(inbox)).hasSize(3 * CONVERSATIONS);
        assertThat(api.threads(inbox)).hasSize(CONVERSATIONS);
        assertThat(api.rows("/v1/events?limit=100")).isEmpty();
        SmtpDialogue.deliver(
                server,
                "joe@x.example",
                "sales@agents.localhost",
                "Subject: Re: Matter\r\nFrom: joe@x.example\r\nIn-Reply-To: <7.2@old.example>\r\n\r\nhi\r\n");
        await().atMost(SOON).untilAsserted(() -> assertThat(api.messages(inbox)).hasSize(3 * CONVERSATIONS + 1));
        assertThat(api.threads(inbox)).hasSize(CONVERSATIONS);
        assertThat(new ImapClient(server, "sales@agents.localhost", "own").mails("INBOX"))
                .hasSize(2 * CONVERSATIONS + 1);

        JsonNode again = webadmin.task(webadmin.call(
                "POST", "/agents/organizations/adopting/inboxes/adopt", "{\"user\": \"sales@agents.localhost\"}"));

        assertThat(again.at("/additionalInformation/left").asInt()).isEqualTo(3 * CONVERSATIONS);
        assertThat(api.messages(inbox)).hasSize(3 * CONVERSATIONS + 1);
    }

    @Test
    void suspendedOrganisationShouldBeToldWhyAndLoseNoMail() throws Exception {
        V1 api = org("suspended");
        JsonNode inbox = api.inbox("suspended");
        webadmin.call("POST", "/agents/organizations/suspended/suspend", "{\"reason\": \"Unpaid\"}");

        Answer refused = api.get("/v1/inboxes");
        assertThat(SmtpDialogue.deliver(server, "joe@x.example", address(inbox), "Subject: kept\r\n\r\nhi\r\n"))
                .startsWith("250");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.error()).isEqualTo("Your organisation is suspended: Unpaid");
        webadmin.call("POST", "/agents/organizations/suspended/resume", "");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(api.messages(inbox, "kept")).hasSize(1));
    }

    @Test
    void deadWebhookShouldBeListedRetriedAndDropped() throws Exception {
        V1 api = org("webhooks");
        JsonNode inbox = api.inbox("webhooks", receiver.field());
        SmtpDialogue.deliver(server, "joe@x.example", address(inbox), "Subject: told\r\n\r\nhi\r\n");
        await().atMost(SOON).untilAsserted(() -> assertThat(api.rows("/v1/webhooks/deliveries?status=delivered"))
                .hasSize(1));
        sql("UPDATE webhook_delivery SET state = 'dead', dead_at = 1");

        JsonNode dead =
                webadmin.call("GET", "/agents/webhooks/dead?org=webhooks", null).get("deliveries");
        String id = dead.get(0).at("/delivery/id").asText();
        webadmin.call("POST", "/agents/webhooks/dead/" + id + "/retry", "");

        await().atMost(SOON).untilAsserted(() -> assertThat(receiver.calls()).hasSize(2));
        await().atMost(SOON).untilAsserted(() -> assertThat(api.rows("/v1/webhooks/deliveries?status=delivered"))
                .hasSize(1));
        sql("UPDATE webhook_delivery SET state = 'dead', dead_at = 1");
        webadmin.call("DELETE", "/agents/webhooks/dead/" + id, null);
        assertThat(api.rows("/v1/webhooks/deliveries")).isEmpty();
    }

    @Test
    void wrongRequestShouldBeAnsweredInJamessForm() throws Exception {
        JsonNode invalid = webadmin.call("GET", "/agents/organizations?limit=1000", null);
        JsonNode unknown = webadmin.call("GET", "/agents/organizations/nobody", null);

        assertThat(invalid.get("statusCode").asInt()).isEqualTo(400);
        assertThat(invalid.get("type").asText()).isEqualTo("InvalidArgument");
        assertThat(invalid.get("message").asText()).isEqualTo("limit must be between 1 and 200");
        assertThat(unknown.get("statusCode").asInt()).isEqualTo(404);
        assertThat(unknown.get("type").asText()).isEqualTo("notFound");
    }
}
