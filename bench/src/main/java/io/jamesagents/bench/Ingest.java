package io.jamesagents.bench;

import io.jamesagents.bench.Bench.Benchmark;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Mails per second into the mailbox, and processor time for each, three ways through the same running server: to James's own
 * users by LocalDelivery, to agent inboxes, and to agent inboxes with a webhook. Blocks of mails take turns, there and back
 * again, so that whatever else the machine does, and whatever grows, meets all three.
 */
final class Ingest implements Benchmark {

    @Override
    public Map<String, Object> run(Options options) throws Exception {
        int rounds = options.get("rounds", 6);
        int mails = options.get("mails", 1000);
        try (RunningServer server = RunningServer.start("ingest");
                Receiver receiver = new Receiver();
                IngestLoad load = new IngestLoad(server, receiver, options.get("connections", 8))) {
            for (Way way : Way.values()) {
                load.block(way, options.get("warmup", 1000));
            }
            Map<Way, List<Block>> blocks = new EnumMap<>(Way.class);
            for (int round = 0; round < rounds; round++) {
                for (Way way : order(round)) {
                    Block block = load.block(way, mails);
                    blocks.computeIfAbsent(way, key -> new ArrayList<>()).add(block);
                    System.out.printf("%d %-8s %s%n", round, way.word, block);
                }
            }
            return figures(blocks, mails);
        }
    }

    /** How a mail goes. */
    enum Way {
        LOCAL("local"),
        AGENTS("agents"),
        WEBHOOK("webhook");

        final String word;

        Way(String word) {
            this.word = word;
        }
    }

    /** What a block of mails took. */
    record Block(double perSecond, double acceptedPerSecond, double cpuMillis) {
        @Override
        public String toString() {
            return String.format(
                    "%.1f mails/s into the mailbox, %.1f accepted, %.1f ms CPU each",
                    perSecond, acceptedPerSecond, cpuMillis);
        }
    }

    private static List<Way> order(int round) {
        List<Way> order = Arrays.asList(Way.values());
        if (round % 2 == 1) {
            Collections.reverse(order);
        }
        return order;
    }

    private static Map<String, Object> figures(Map<Way, List<Block>> blocks, int mails) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("mails_per_block", mails);
        figures.put("rounds", blocks.get(Way.LOCAL).size());
        blocks.forEach((way, list) -> {
            figures.put(
                    way.word + "_per_s",
                    median(list.stream().mapToDouble(Block::perSecond).toArray()));
            figures.put(
                    way.word + "_cpu_ms",
                    median(list.stream().mapToDouble(Block::cpuMillis).toArray()));
            if (way != Way.LOCAL) {
                figures.put(way.word + "_ratio", median(ratios(blocks, way)));
                figures.put(way.word + "_ratios", ratios(blocks, way));
            }
        });
        return figures;
    }

    /** Of the rates of each round. */
    private static double[] ratios(Map<Way, List<Block>> blocks, Way way) {
        double[] ratios = new double[blocks.get(way).size()];
        for (int round = 0; round < ratios.length; round++) {
            double rate = blocks.get(way).get(round).perSecond();
            ratios[round] =
                    Results.round(rate / blocks.get(Way.LOCAL).get(round).perSecond());
        }
        return ratios;
    }

    private static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return Results.round(sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2);
    }
}
