package io.jamesagents.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.Json;
import io.jamesagents.bench.Api.Answer;
import io.jamesagents.bench.Bench.Benchmark;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Whether anything goes to suppressed addresses when they are named in to, cc and bcc, in every spelling, beside others; and
 * whether what another organisation has suppressed holds anything back.
 */
final class Suppressed implements Benchmark {
    private static final String FAR = "@xn--bcher-kva.example";
    private static final int ACCEPTED = 202;
    private static final long PATIENCE_NANOS = 900_000_000_000L;

    @Override
    public Map<String, Object> run(Options options) throws Exception {
        int sends = options.get("sends", 10_000);
        int suppressed = options.get("suppressed", 500);
        try (SmartHost host = new SmartHost();
                RunningServer server = RunningServer.start(
                        "suppressed",
                        "agents.relay=" + host.address(),
                        "agents.limits.free.hour=1000000",
                        "agents.limits.free.day=1000000")) {
            Api api = server.api();
            String inbox = api.inbox("ada").id();
            suppress(api, "p", suppressed);
            suppress(server.organisation("others"), "ok", suppressed);
            Map<String, Object> figures = send(api, inbox, sends, suppressed, options.get("threads", 16));
            await(host, sends);
            figures.put("mails_to_others", host.mailsTo("ok"));
            figures.put("mails_to_suppressed", host.mailsTo("p"));
            System.out.println(figures);
            return figures;
        }
    }

    private static void suppress(Api api, String prefix, int count) {
        for (int i = 0; i < count; i++) {
            api.data(api.call("POST", "/v1/delivery/suppressions", Map.of("email", prefix + i + FAR)));
        }
    }

    private static Map<String, Object> send(Api api, String inbox, int sends, int suppressed, int threads)
            throws Exception {
        Set<String> named = ConcurrentHashMap.newKeySet();
        List<Callable<Long>> work = new ArrayList<>();
        for (int i = 0; i < sends; i++) {
            Map<String, Object> mail = mail(inbox, i, suppressed);
            work.add(() -> sent(api, mail, named));
        }
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Long> nanos = new ArrayList<>();
        for (Future<Long> one : pool.invokeAll(work)) {
            nanos.add(one.get());
        }
        pool.shutdown();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("sends", sends);
        figures.put("suppressed", suppressed);
        figures.put("suppressed_named_in_answers", named.size());
        Sample times = Sample.ofNanos(nanos.stream().mapToLong(Long::longValue).toArray());
        figures.put("send_p50_ms", times.median());
        figures.put("send_p99_ms", times.percentile(99));
        return figures;
    }

    /** Notes which addresses the answer names, without their tags. */
    private static long sent(Api api, Map<String, Object> mail, Set<String> named) {
        Answer answer = api.call("POST", "/v1/messages/send", mail);
        if (answer.status() != ACCEPTED) {
            throw new IllegalStateException(answer.status() + " " + answer.body());
        }
        for (JsonNode email : Json.tree(answer.body()).at("/validation/suppressed")) {
            named.add(email.asText().replaceFirst("\\+[^@]*", ""));
        }
        return answer.nanos();
    }

    private static Map<String, Object> mail(String inbox, int i, int suppressed) {
        Map<String, Object> mail = new LinkedHashMap<>();
        mail.put("inbox_id", inbox);
        mail.put("to", List.of("ok" + i % suppressed + FAR, "Somebody <P" + i % suppressed + "@B\u00fccher.Example>"));
        mail.put("cc", "p" + (i + 1) % suppressed + "+Tag@b\u00dccher.example.");
        mail.put("bcc", "P" + (i + 2) % suppressed + "@XN--BCHER-KVA.example");
        mail.put("subject", "Hello " + i);
        mail.put("text", "Hello.");
        return mail;
    }

    private static void await(SmartHost host, int mails) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (host.mailsTo("ok") < mails) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("only " + host.mailsTo("ok") + " of " + mails + " mails came");
            }
            Thread.sleep(200);
        }
        // What should not come would come now.
        Thread.sleep(2000);
    }
}
