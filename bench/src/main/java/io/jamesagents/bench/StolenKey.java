package io.jamesagents.bench;

import io.jamesagents.Json;
import io.jamesagents.bench.Api.Answer;
import io.jamesagents.bench.Bench.Benchmark;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * What somebody can do with a stolen key who writes to thousands of new addresses as fast as the server answers: in an
 * organisation with no more than the limit of the hour, in one that caps new recipients, and in one that is paused when its mail
 * bounces, as one in ten of these does.
 */
final class StolenKey implements Benchmark {
    private static final int ACCEPTED = 202;
    private static final int PATIENCE_SECONDS = 120;
    private static final int ONE_BOUNCES_OF = 10;
    private static final String GUARDS = "/v1/agent/guards";

    @Override
    public Map<String, Object> run(Options options) throws Exception {
        int addresses = options.get("addresses", 5000);
        int threads = options.get("threads", 16);
        int hour = options.get("hour", 1000);
        int fresh = options.get("new", 200);
        try (SmartHost host = new SmartHost();
                RunningServer server = RunningServer.start(
                        "stolen",
                        "agents.relay=" + host.address(),
                        "agents.limits.free.hour=" + hour,
                        "agents.limits.free.day=1000000")) {
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("addresses", addresses);
            figures.put("limit_of_the_hour", hour);
            figures.put("with_the_limit_alone", write(server.organisation("limited"), "limited", addresses, threads));
            Api capped = server.organisation("capped");
            capped.data(capped.call("PUT", GUARDS, Map.of("new_recipients_per_day", fresh)));
            figures.put("cap_of_new_recipients", fresh);
            figures.put("with_the_cap", write(capped, "capped", addresses, threads));
            Api paused = server.organisation("paused");
            paused.data(paused.call("PUT", GUARDS, Map.of("reputation", true)));
            CompletableFuture<Long> end = CompletableFuture.supplyAsync(() -> whenPaused(paused));
            figures.put("with_the_pause", write(paused, "paused", addresses, threads));
            long wait = end.get(PATIENCE_SECONDS, TimeUnit.SECONDS) - host.firstRefusal();
            figures.put("seconds_from_the_first_bounce_to_the_pause", Results.round(wait / 1e9));
            figures.put(
                    "events_of_the_pause",
                    paused.data(paused.get("/v1/events?types=sending.paused")).size());
            System.out.println(figures);
            return figures;
        }
    }

    /** How often which answer came; a refusal under its code. */
    private static Map<String, Integer> write(Api api, String name, int addresses, int threads) throws Exception {
        String inbox = api.inbox("stolen-" + name).id();
        List<Callable<String>> work = new ArrayList<>();
        for (int i = 0; i < addresses; i++) {
            String who = (i % ONE_BOUNCES_OF == 0 && name.equals("paused") ? SmartHost.GONE : "new") + i;
            Map<String, String> mail = Map.of(
                    "inbox_id", inbox, "to", who + "@" + name + ".example", "subject", "Offer " + i, "text", "Buy.");
            work.add(() -> outcome(api.call("POST", "/v1/messages/send", mail)));
        }
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        Map<String, Integer> outcomes = new TreeMap<>();
        for (Future<String> one : pool.invokeAll(work)) {
            outcomes.merge(one.get(), 1, Integer::sum);
        }
        pool.shutdown();
        System.out.println(name + " " + outcomes);
        return outcomes;
    }

    private static String outcome(Answer answer) {
        return answer.status() == ACCEPTED
                ? "accepted"
                : (answer.status() + " " + Json.tree(answer.body()).path("code").asText()).strip();
    }

    /** When the organisation is paused, as {@link System#nanoTime} has it. */
    private static long whenPaused(Api api) {
        try {
            while (!api.data(api.get(GUARDS)).hasNonNull("paused_until")) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return System.nanoTime();
    }
}
