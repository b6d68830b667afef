package io.jamesagents.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.Ids;
import io.jamesagents.bench.Bench.Benchmark;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Whether a stranger can tell an id of another organisation from one that never was: by status, by body, by time. */
final class Tenants implements Benchmark {

    @Override
    public Map<String, Object> run(Options options) throws Exception {
        int requests = options.get("requests", 3000);
        try (RunningServer server = RunningServer.start("tenants");
                Receiver receiver = new Receiver();
                SmtpConnection smtp = server.smtp()) {
            Api owner = server.api();
            Api.Inbox inbox = owner.inbox("ada", receiver.url(""));
            smtp.send(Mail.numbered(1, inbox.address()), List.of(inbox.address()));
            receiver.await(1);
            JsonNode thread =
                    owner.data(owner.get("/v1/threads?inbox_id=" + inbox.id())).get(0);
            JsonNode delivery = owner.data(owner.get("/v1/webhooks/deliveries?inbox_id=" + inbox.id()));
            Api stranger = server.stranger();
            Map<String, Object> figures = new LinkedHashMap<>();
            Map<String, String[]> routes = new LinkedHashMap<>();
            routes.put("inbox", new String[] {"/v1/inboxes/{id}", inbox.id(), "i_"});
            routes.put(
                    "thread",
                    new String[] {"/v1/threads/{id}", thread.get("thread_id").asText(), "conv_"});
            routes.put("thread_messages", new String[] {
                "/v1/threads/{id}/messages", thread.get("thread_id").asText(), "conv_"
            });
            routes.put("threads_of_inbox", new String[] {"/v1/threads?inbox_id={id}", inbox.id(), "i_"});
            routes.put("messages_of_inbox", new String[] {"/v1/messages?inbox_id={id}", inbox.id(), "i_"});
            routes.put("delivery", new String[] {"/v1/webhooks/deliveries/{id}", deliveryId(delivery), "wdel_"});
            for (Map.Entry<String, String[]> route : routes.entrySet()) {
                String[] parts = route.getValue();
                figures.put(route.getKey(), compare(stranger, parts[0], parts[1], parts[2], requests));
                System.out.println(route.getKey() + " " + figures.get(route.getKey()));
            }
            return figures;
        }
    }

    private static String deliveryId(JsonNode list) {
        return (list.isArray() ? list : list.path("deliveries"))
                .get(0)
                .get("delivery_id")
                .asText();
    }

    /** The random ids in two halves show how far apart the same thing measures. */
    private static Map<String, Object> compare(Api api, String path, String foreign, String prefix, int requests) {
        long[][] nanos = new long[3][requests];
        Random random = new Random(7);
        boolean same = true;
        for (int i = -requests / 3; i < requests; i++) {
            int first = random.nextInt(3);
            for (int turn = 0; turn < 3; turn++) {
                int kind = (first + turn) % 3;
                Api.Answer answer = api.get(path.replace("{id}", kind == 0 ? foreign : Ids.random(prefix)));
                Api.Answer other =
                        kind == 0 && i % 100 == 0 ? api.get(path.replace("{id}", Ids.random(prefix))) : answer;
                same &= answer.status() == other.status() && answer.body().equals(other.body());
                if (i >= 0) {
                    nanos[kind][i] = answer.nanos();
                }
            }
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("status", api.get(path.replace("{id}", foreign)).status());
        figures.put("same_answer", same);
        figures.put("foreign_ms", Sample.ofNanos(nanos[0]).median());
        figures.put("random_ms", Sample.ofNanos(nanos[1]).median());
        figures.put("random_again_ms", Sample.ofNanos(nanos[2]).median());
        return figures;
    }
}
