package io.jamesagents.bench;

import io.jamesagents.bench.Bench.Benchmark;
import io.jamesagents.store.Cursor;
import java.util.LinkedHashMap;
import java.util.Map;

/** The time of GET /v1/threads for inboxes of different sizes: the first page, and one from the middle, by cursor. */
final class Lists implements Benchmark {
    private static final int[] SIZES = {100, 10_000, 100_000};

    @Override
    public Map<String, Object> run(Options options) throws Exception {
        int requests = options.get("requests", 1000);
        try (RunningServer server = RunningServer.start("lists")) {
            Api api = server.api();
            Map<String, long[]> times = new LinkedHashMap<>();
            Map<String, String> paths = new LinkedHashMap<>();
            for (int size : SIZES) {
                Api.Inbox inbox = api.inbox("size" + size);
                Cursor middle = FilledInbox.of(server, inbox, size).middle();
                String list = "/v1/threads?inbox_id=" + inbox.id();
                paths.put(size + "_first", list);
                paths.put(size + "_middle", list + "&cursor=" + middle.encode());
            }
            paths.keySet().forEach(name -> times.put(name, new long[requests]));
            for (int i = -requests / 2; i < requests; i++) {
                for (Map.Entry<String, String> path : paths.entrySet()) {
                    Api.Answer answer = api.get(path.getValue());
                    if (api.data(answer).isEmpty()) {
                        throw new IllegalStateException("an empty page: " + path.getKey());
                    }
                    if (i >= 0) {
                        times.get(path.getKey())[i] = answer.nanos();
                    }
                }
            }
            return figures(times);
        }
    }

    private static Map<String, Object> figures(Map<String, long[]> times) {
        Map<String, Object> figures = new LinkedHashMap<>();
        times.forEach((name, nanos) -> {
            Sample sample = Sample.ofNanos(nanos);
            System.out.printf("%-14s p50 %.2f ms, p99 %.2f ms%n", name, sample.median(), sample.percentile(99));
            figures.put(name + "_p50_ms", sample.median());
            figures.put(name + "_p99_ms", sample.percentile(99));
        });
        return figures;
    }
}
