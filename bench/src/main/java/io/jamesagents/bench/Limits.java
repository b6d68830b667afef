package io.jamesagents.bench;

import io.jamesagents.Json;
import io.jamesagents.bench.Bench.Benchmark;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whether exactly as many sends pass as the limit says when many are tried at once, also over a kill; and whether sends under
 * one idempotency key are one mail, whatever is killed in between.
 */
final class Limits implements Benchmark {
    private static final int ACCEPTED = 202;
    private static final int TOO_MANY = 429;

    @Override
    public Map<String, Object> run(Options options) throws Exception {
        int limit = options.get("limit", 1000);
        int calls = options.get("calls", 5000);
        int threads = options.get("threads", 64);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("limit", limit);
        figures.put("calls", calls);
        RunningServer server = RunningServer.start("limits", "agents.limits.free.hour=" + limit);
        try {
            String inbox = server.api().inbox("ada").id();
            Map<Integer, Integer> first = send(server.api(), inbox, threads, calls * 3 / 5);
            server = server.killAndRestart();
            Map<Integer, Integer> second = send(server.api(), inbox, threads, calls * 2 / 5);
            int passed = first.getOrDefault(ACCEPTED, 0) + second.getOrDefault(ACCEPTED, 0);
            figures.put("passed", passed);
            figures.put("refused", first.getOrDefault(TOO_MANY, 0) + second.getOrDefault(TOO_MANY, 0));
            figures.put("passed_after_kill", second.getOrDefault(ACCEPTED, 0));
            figures.putAll(sameKey(server, options.get("kills", 3)));
        } finally {
            server.close();
        }
        System.out.println(figures);
        return figures;
    }

    private static Map<Integer, Integer> send(Api api, String inbox, int threads, int calls) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Callable<Integer>> work = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            work.add(() ->
                    api.call("POST", "/v1/messages/send", mail(inbox, null)).status());
        }
        Map<Integer, Integer> statuses = new LinkedHashMap<>();
        for (Future<Integer> status : pool.invokeAll(work)) {
            statuses.merge(status.get(), 1, Integer::sum);
        }
        pool.shutdown();
        return statuses;
    }

    private static Map<String, Object> mail(String inbox, String key) {
        Map<String, Object> mail = new LinkedHashMap<>();
        mail.put("inbox_id", inbox);
        mail.put("to", "ada@agents.localhost");
        mail.put("subject", "Hello");
        mail.put("text", "Hello.");
        if (key != null) {
            mail.put("idempotency_key", key);
        }
        return mail;
    }

    /** A hundred threads send under one key until each has an answer, while the server is killed. */
    private static Map<String, Object> sameKey(RunningServer limited, int kills) throws Exception {
        limited.close();
        RunningServer server = RunningServer.start("idempotency");
        String inbox = server.api().inbox("ada").id();
        List<String> answers = new ArrayList<>();
        for (int kill = 0; kill <= kills; kill++) {
            Api api = server.api();
            ExecutorService pool = Executors.newFixedThreadPool(100);
            String key = UUID.randomUUID().toString();
            AtomicInteger answered = new AtomicInteger();
            List<Future<String>> tries = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                tries.add(pool.submit(() -> {
                    String body = api.call("POST", "/v1/messages/send", mail(inbox, key))
                            .body();
                    answered.incrementAndGet();
                    return body;
                }));
            }
            if (kill < kills) {
                while (answered.get() == 0) {
                    Thread.onSpinWait();
                }
                server = server.killAndRestart();
            }
            pool.shutdown();
            answers.add(ids(
                    tries,
                    server.api()
                            .call("POST", "/v1/messages/send", mail(inbox, key))
                            .body()));
        }
        long mails = server.api()
                .data(server.api().get("/v1/delivery/metrics?inbox_id=" + inbox))
                .get("sent")
                .asLong();
        server.close();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("keys", answers.size());
        figures.put(
                "keys_with_one_answer",
                answers.stream().filter(id -> id.startsWith("msg_")).count());
        figures.put("mails", mails);
        return figures;
    }

    /** The one message id of all answers that arrived, or how many there were. */
    private static String ids(List<Future<String>> tries, String last) {
        List<String> ids = new ArrayList<>(List.of(id(last)));
        for (Future<String> one : tries) {
            try {
                ids.add(id(one.get()));
            } catch (Exception e) {
                // The connection went with the server.
                continue;
            }
        }
        List<String> different = ids.stream().distinct().toList();
        return different.size() == 1 ? different.get(0) : different.size() + " answers";
    }

    private static String id(String body) {
        return Json.tree(body).at("/data/id").asText(body);
    }
}
