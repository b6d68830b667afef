package io.jamesagents.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.Json;
import io.jamesagents.bench.Bench.Benchmark;
import io.jamesagents.store.Database;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How many mails with a forged sender are refused while whoever sent them is on the line, and how many mails the forged sender
 * gets for them: to unknown users, to forged return paths, too large, to a full inbox; and some that fail once they are taken.
 */
final class Backscatter implements Benchmark {
    private static final String VICTIM = "victim@there.example";
    private static final String LAST = "last@there.example";
    private static final String DOMAIN = "@agents.localhost";
    private static final int KILOBYTES = 100;
    private static final int PATIENCE_SECONDS = 300;
    private static final String QUARANTINE = "/mailRepositories/var%2Fmail%2Fquarantine";

    @Override
    public Map<String, Object> run(Options options) throws Exception {
        int mails = options.get("mails", 500);
        int failing = options.get("failing", 5);
        try (SmartHost host = new SmartHost();
                RunningServer server = RunningServer.start(
                        "backscatter", "agents.relay=" + host.address(), "james.smtp.max-kilobytes=" + KILOBYTES)) {
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("mails", mails);
            figures.putAll(forged(server, mails));
            figures.put("failing_once_taken", failing);
            fail(server, failing);
            figures.put("of_these_kept", kept(server, failing));
            sendLast(server, host);
            figures.put("mails_to_the_forged_sender", host.mailsTo(VICTIM));
            figures.put("mails_to_anybody", host.mailsTo("") - 1);
            System.out.println(figures);
            return figures;
        }
    }

    private static String mail(String subject, int number, int lines) {
        return "From: " + VICTIM + "\r\nSubject: " + subject + "\r\n\r\n" + number + "\r\n"
                + ("x".repeat(70) + "\r\n").repeat(lines);
    }

    private static Map<String, Object> forged(RunningServer server, int mails) throws Exception {
        String inbox = server.api().inbox("ada").address();
        String full = server.api().inbox("full").address();
        Api.Answer quota = server.webadmin().call("PUT", "/quota/users/" + full + "/count", 0);
        if (quota.status() / 100 != 2) {
            throw new IllegalStateException("no quota: " + quota);
        }
        Map<String, Integer> refused = new LinkedHashMap<>();
        int taken = 0;
        for (int i = 0; i < mails; i++) {
            // Seven of ten to nobody, and one of each other kind.
            int code =
                    switch (i % 10) {
                        case 7 -> offer(server, "b+" + "0123456789abcdefghij" + (10_000 + i) + DOMAIN, "Forged", i, 2);
                        case 8 -> offer(server, inbox, "Oversize", i, 3 * KILOBYTES * 1024 / 72);
                        case 9 -> offer(server, full, "Full", i, 2);
                        default -> offer(server, "nobody" + i + DOMAIN, "Unknown", i, 2);
                    };
            if (code / 100 == 2) {
                taken++;
            } else {
                refused.merge(String.valueOf(code), 1, Integer::sum);
            }
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("refused_in_the_dialogue", mails - taken);
        figures.put("taken", taken);
        figures.put("replies", refused);
        return figures;
    }

    private static int offer(RunningServer server, String recipient, String subject, int number, int lines)
            throws IOException {
        try (SmtpConnection connection = server.smtp()) {
            return connection.offer(VICTIM, recipient, mail(subject, number, lines));
        }
    }

    /** Mails on which the delivery fails, whatever is tried. */
    private static void fail(RunningServer server, int failing) throws IOException {
        try (Database store = server.database()) {
            store.update(handle -> handle.execute("CREATE TRIGGER poison BEFORE INSERT ON message"
                    + " WHEN NEW.subject = 'Poison' BEGIN SELECT RAISE(ABORT, 'poisoned'); END"));
        }
        String inbox = server.api().inbox("bob").address();
        for (int i = 0; i < failing; i++) {
            offer(server, inbox, "Poison", i, 2);
        }
    }

    private static int kept(RunningServer server, int expected) throws Exception {
        int kept = 0;
        for (int i = 0; i < PATIENCE_SECONDS && kept < expected; i++) {
            TimeUnit.SECONDS.sleep(1);
            JsonNode repository = Json.tree(server.webadmin().get(QUARANTINE).body());
            kept = repository.path("size").asInt();
        }
        return kept;
    }

    /** What goes out because of the others goes out before this. */
    private static void sendLast(RunningServer server, SmartHost host) throws Exception {
        Api api = server.api();
        Map<String, String> mail =
                Map.of("inbox_id", api.inbox("carol").id(), "to", LAST, "subject", "Last", "text", "Hello.");
        api.data(api.call("POST", "/v1/messages/send", mail));
        for (int i = 0; host.mailsTo(LAST) == 0; i++) {
            if (i > PATIENCE_SECONDS) {
                throw new IllegalStateException("the last mail did not come");
            }
            TimeUnit.SECONDS.sleep(1);
        }
        TimeUnit.SECONDS.sleep(2);
    }
}
