package io.jamesagents.server;

import static io.jamesagents.server.V1.address;
import static io.jamesagents.server.V1.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a clean stop and a start leave as it was, and what a start opens. */
class RestartIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String LISTEN = "0A";

    @TempDir
    Path data;

    @Test
    void restartShouldKeepKeyInboxThreadAndMail() throws Exception {
        JsonNode inbox;
        JsonNode thread;
        JsonNode message;
        V1 before;
        try (AgentsServer server = AgentsServer.start(ServeOptions.anyPorts(data))) {
            before = V1.admin(server);
            V1 api = before;
            JsonNode made = api.inbox("kept");
            SmtpDialogue.deliver(server, "g@example.org", address(made), "Subject: kept\r\n\r\nhi\r\n");
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(api.threads(made)).hasSize(1));
            thread = api.threads(made).get(0);
            api.post("/v1/threads/" + thread.get("thread_id").asText() + "/tags", "{\"tags\": [\"t\"]}");
            thread = api.threads(made).get(0);
            message = api.messages(made).get(0);
            inbox = api.get("/v1/inboxes/" + id(made)).data();
        }

        try (AgentsServer server = AgentsServer.start(ServeOptions.anyPorts(data))) {
            V1 api = V1.admin(server);
            assertThat(api.key()).isEqualTo(before.key());
            assertThat(api.get("/v1/inboxes/" + id(inbox)).data()).isEqualTo(inbox);
            assertThat(api.threads(inbox)).containsExactly(thread);
            assertThat(api.messages(inbox)).containsExactly(message);
            assertThat(ImapClient.ofInbox(server, address(inbox)).mails("INBOX", "kept"))
                    .hasSize(1);
        }
    }

    @Test
    void secondServerShouldNotStartOnTheSameFolder() throws Exception {
        Path folder = Files.createDirectories(data.resolve("data"));
        try (Serving first = new Serving(folder)) {
            assertThatThrownBy(() ->
                            AgentsServer.start(ServeOptions.anyPorts(folder)).close())
                    .isInstanceOf(RefusedStart.class)
                    .hasMessageContaining("another server is running");
            assertThat(first.admin().get("/health").status()).isEqualTo(200);
        }
    }

    @Test
    void serverShouldListenOnFourPorts() throws Exception {
        try (Serving server = new Serving(Files.createDirectories(data.resolve("data")))) {
            assertThat(listening(server.pid())).hasSize(4);
        }
    }

    /** The local addresses of a process's listening sockets, as Linux tells them. */
    private static Set<String> listening(long pid) throws IOException {
        Set<String> own;
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            own = descriptors.map(RestartIT::target).collect(Collectors.toSet());
        }
        Set<String> listening = new TreeSet<>();
        for (String table : new String[] {"/proc/net/tcp", "/proc/net/tcp6"}) {
            for (String row : Files.readAllLines(Path.of(table))) {
                String[] columns = row.trim().split("\\s+");
                if (LISTEN.equals(columns[3]) && own.contains("socket:[" + columns[9] + "]")) {
                    listening.add(columns[1]);
                }
            }
        }
        return listening;
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closed) {
            return "";
        }
    }
}
