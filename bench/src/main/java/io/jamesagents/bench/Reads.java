package io.jamesagents.bench;

import io.jamesagents.bench.Bench.Benchmark;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The time of every route that reads, over several connections at once, for an organisation with many messages: first alone
 * on the server, then beside other organisations that have as many together.
 */
final class Reads implements Benchmark {
    private static final int WARM_UP = 200;

    @Override
    public Map<String, Object> run(Options options) throws Exception {
        int messages = options.get("messages", 100_000);
        int others = options.get("others", 20);
        int connections = options.get("connections", 16);
        int requests = options.get("requests", 250);
        Map<String, Object> figures = new LinkedHashMap<>();
        try (RunningServer server = RunningServer.start("reads")) {
            Api api = server.api();
            Api.Inbox inbox = api.inbox("ada");
            FilledOrg filled = FilledOrg.of(server, inbox, messages);
            Map<String, String> routes = routes(inbox, filled);
            for (String path : routes.values()) {
                measure(server, api, path, connections, WARM_UP);
            }
            routes.forEach((name, path) -> figures.put(name, figures(server, api, path, connections, requests)));
            for (int i = 0; i < others; i++) {
                Api other = server.organisation("other" + i);
                FilledOrg.of(server, other.inbox("other" + i), messages / Math.max(1, others));
            }
            routes.forEach((name, path) -> {
                Map<String, Object> beside = figures(server, api, path, connections, requests);
                System.out.println(name + " alone " + figures.get(name) + " beside " + others + " " + beside);
                figures.put(name + "_beside_others", beside);
            });
        }
        return figures;
    }

    private static Map<String, String> routes(Api.Inbox inbox, FilledOrg filled) {
        Map<String, String> routes = new LinkedHashMap<>();
        routes.put("domains", "/v1/domains");
        routes.put("domain", "/v1/domains/" + inbox.domain());
        routes.put("inboxes", "/v1/inboxes");
        routes.put("inbox", "/v1/inboxes/" + inbox.id());
        routes.put("domain_inboxes", "/v1/domains/" + inbox.domain() + "/inboxes");
        routes.put("threads", "/v1/threads?inbox_id=" + inbox.id());
        routes.put("threads_of_domain", "/v1/threads?domain_id=" + inbox.domain());
        routes.put("thread", "/v1/threads/" + filled.thread());
        routes.put("thread_messages", "/v1/threads/" + filled.thread() + "/messages");
        routes.put("thread_metadata", "/v1/threads/" + filled.thread() + "/metadata");
        routes.put("messages", "/v1/messages?inbox_id=" + inbox.id());
        routes.put("messages_of_sender", "/v1/messages?sender=person7@bench.example");
        routes.put("delivery_metrics", "/v1/delivery/metrics?inbox_id=" + inbox.id());
        routes.put("delivery_events", "/v1/delivery/events?inbox_id=" + inbox.id());
        routes.put("suppressions", "/v1/delivery/suppressions?inbox_id=" + inbox.id());
        routes.put("webhook_deliveries", "/v1/webhooks/deliveries");
        routes.put("webhook_delivery", "/v1/webhooks/deliveries/" + filled.delivery());
        routes.put("webhook_health", "/v1/webhooks/health");
        routes.put("org", "/v1/agent/org");
        routes.put("api_keys", "/v1/agent/api-keys");
        routes.put("audit", "/v1/audit");
        routes.put("limits", "/v1/me/limits");
        return routes;
    }

    /** The times, and the processor time that the server takes for a request. */
    private static Map<String, Object> figures(
            RunningServer server, Api api, String path, int connections, int requests) {
        Duration before = server.cpu();
        Sample sample = measure(server, api, path, connections, requests);
        double used = server.cpu().minus(before).toMillis();
        Map<String, Object> figures = sample.figures();
        figures.put("cpu_ms", Results.round(used / (connections * requests)));
        return figures;
    }

    private static Sample measure(RunningServer server, Api api, String path, int connections, int requests) {
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            Callable<long[]> work = () -> times(server, api, path, requests);
            long[] all = new long[connections * requests];
            int at = 0;
            for (Future<long[]> done : threads.invokeAll(Collections.nCopies(connections, work))) {
                System.arraycopy(done.get(), 0, all, at, requests);
                at += requests;
            }
            return Sample.ofNanos(all);
        } catch (Exception e) {
            throw new IllegalStateException(path, e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static long[] times(RunningServer server, Api api, String path, int requests) throws IOException {
        long[] nanos = new long[requests];
        try (RawConnection connection = server.raw(api)) {
            for (int i = 0; i < requests; i++) {
                long begin = System.nanoTime();
                int status = connection.get(path);
                nanos[i] = System.nanoTime() - begin;
                if (status != 200) {
                    throw new IllegalStateException(status + " " + path);
                }
            }
        }
        return nanos;
    }
}
