package io.jamesagents.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.bench.Bench.Benchmark;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A smart host answers 250 and the server is killed before it can note that, again and again, while other mails are on their
 * way. What comes twice has to come under the same Message-ID and be listed as possible duplicate; nothing may be lost.
 *
 * <p>In every other round the server is stopped before the answer is sent, so that it surely has not read it when it is killed;
 * in the rest it is killed as soon as the answer is out, and may have been faster.
 */
final class PossibleDuplicates implements Benchmark {
    private static final int WAIT_SECONDS = 180;

    @Override
    public Map<String, Object> run(Options options) throws Exception {
        int kills = options.get("kills", 50);
        int besides = options.get("besides", 4);
        Map<String, String> messages = new LinkedHashMap<>();
        RunningServer server = null;
        try (SmartHost host = new SmartHost()) {
            server = RunningServer.start("duplicates", "agents.relay=" + host.address());
            String inbox = server.api().inbox("killed").id();
            for (int round = 0; round < kills; round++) {
                for (int i = 0; i < besides; i++) {
                    send(server, inbox, "beside" + i + ".round" + round + "@far.example", messages);
                }
                killDuring(server, host, inbox, "killed.round" + round + "@far.example", round % 2 == 0, messages);
                server = server.killAndRestart();
                System.out.println("killed " + (round + 1) + " times");
            }
            return figures(server, host, messages, kills);
        } finally {
            if (server != null) {
                server.close();
            }
        }
    }

    private static void send(RunningServer server, String inbox, String to, Map<String, String> messages)
            throws Exception {
        Api api = server.api();
        Map<String, String> mail = Map.of("inbox_id", inbox, "to", to, "subject", "Once", "text", "Once");
        messages.put(
                to,
                api.data(api.call("POST", "/v1/messages/send", mail)).get("id").asText());
    }

    /** Returns when the server has been given the answer and has to be killed. */
    private static void killDuring(
            RunningServer server,
            SmartHost host,
            String inbox,
            String to,
            boolean stopFirst,
            Map<String, String> messages)
            throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        host.around(to, stopFirst ? server::freeze : () -> {}, answered::countDown);
        send(server, inbox, to, messages);
        if (!answered.await(WAIT_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the mail to " + to + " did not come");
        }
    }

    private static Map<String, Object> figures(
            RunningServer server, SmartHost host, Map<String, String> messages, int kills) throws Exception {
        int lost = 0;
        int twice = 0;
        int unlisted = 0;
        int otherIds = 0;
        int listed = 0;
        for (Map.Entry<String, String> sent : messages.entrySet()) {
            JsonNode recipient = settled(server.api(), sent.getValue());
            List<String> ids = host.messageIds(sent.getKey());
            boolean marked = recipient.get("possible_duplicate").asBoolean();
            lost += ids.isEmpty() ? 1 : 0;
            twice += ids.size() > 1 ? 1 : 0;
            listed += marked ? 1 : 0;
            unlisted += ids.size() > 1 && !marked ? 1 : 0;
            otherIds += ids.stream().distinct().count() > 1 ? 1 : 0;
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("kills", kills);
        figures.put("mails", messages.size());
        figures.put("lost", lost);
        figures.put("came_twice", twice);
        figures.put("listed_as_possible_duplicate", listed);
        figures.put("twice_but_not_listed", unlisted);
        figures.put("twice_with_another_message_id", otherIds);
        return figures;
    }

    private static JsonNode settled(Api api, String message) throws InterruptedException {
        for (int i = 0; i < 10 * WAIT_SECONDS; i++) {
            JsonNode recipient = api.data(api.get("/v1/messages/" + message + "/delivery"))
                    .get("recipients")
                    .get(0);
            if (recipient.get("state").asText().equals("sent")) {
                return recipient;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new IllegalStateException("message " + message + " is not sent");
    }
}
