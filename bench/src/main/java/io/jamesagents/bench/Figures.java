package io.jamesagents.bench;

import io.jamesagents.Ids;
import io.jamesagents.bench.Bench.Benchmark;
import io.jamesagents.delivery.DeliveryMetrics;
import io.jamesagents.delivery.Period;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.inbox.Reach;
import io.jamesagents.maildomain.DomainId;
import io.jamesagents.org.OrgId;
import io.jamesagents.org.Orgs;
import io.jamesagents.org.Tier;
import io.jamesagents.store.Database;
import io.jamesagents.store.StoreSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Figures of a million sent mails in one organisation: added up from the counters, and beside it the count that they replace,
 * over the same rows. No server: the store alone, SQLite or, with the environment's STORE_URL and STORE_USER, PostgreSQL.
 */
final class Figures implements Benchmark {
    private static final int CHUNK = 20_000;
    private static final int INBOXES = 50;
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final List<String> STATUSES = List.of("delivered", "delivered", "delivered", "bounced", "queued");
    private static final DomainId DOMAIN = new DomainId("d_bench");

    @Override
    public Map<String, Object> run(Options options) throws Exception {
        int mails = options.get("mails", 1_000_000);
        int requests = options.get("requests", 200);
        try (Database database = Database.open(store())) {
            OrgId org = new Orgs(database, Clock.systemUTC())
                    .ensure(Ids.random(""), "Bench", Tier.ENTERPRISE)
                    .id();
            fill(database, org, mails);
            return measure(database, org, requests);
        }
    }

    private static StoreSettings store() throws Exception {
        String url = System.getenv("STORE_URL");
        if (url != null) {
            return new StoreSettings(url, System.getenv().getOrDefault("STORE_USER", ""), "", 4);
        }
        Path folder = Files.createTempDirectory("bench-figures");
        return StoreSettings.sqlite(folder.resolve("agents.db"));
    }

    private static void fill(Database database, OrgId org, int mails) {
        long now = System.currentTimeMillis();
        long apart = Duration.ofDays(30).toMillis() / mails;
        Random random = new Random(1);
        for (int from = 0; from < mails; from += CHUNK) {
            int first = from;
            int last = Math.min(mails, from + CHUNK);
            database.update(handle -> insert(handle, org, random, first, last, now, apart));
        }
        for (String place : List.of("inbox_id", "domain_id")) {
            database.update(
                    handle -> handle.createUpdate("INSERT INTO delivery_count (org_id, place, hour, status, mails)"
                                    + " SELECT org_id, " + place + ", created_at / " + HOUR
                                    + ", delivery_status, COUNT(*)"
                                    + " FROM message WHERE org_id = :org GROUP BY org_id, " + place + ", created_at / "
                                    + HOUR
                                    + ", delivery_status")
                            .bind("org", org.value())
                            .execute());
        }
    }

    private static void insert(Handle handle, OrgId org, Random random, int from, int to, long now, long apart) {
        PreparedBatch batch = handle.prepareBatch("INSERT INTO message (id, org_id, inbox_id, domain_id, thread_id,"
                + " direction, reference_ids, prefixed, orphan_reply, participants, snippet, attachment_count, size, marks,"
                + " delivery_status, created_at, mailbox, uid_validity, uid) VALUES (:id, :org, :inbox, :domain, :thread,"
                + " 'outbound', '[]', 0, 0, '[]', '', 0, 1, '[]', :status, :at, 'Sent', 1, :uid)");
        for (int i = from; i < to; i++) {
            batch.bind("id", "msg_%s%09d".formatted(org.value(), i))
                    .bind("org", org.value())
                    .bind("inbox", "i_bench" + i % INBOXES)
                    .bind("domain", DOMAIN.value())
                    .bind("thread", "conv_" + i)
                    .bind("status", STATUSES.get(random.nextInt(STATUSES.size())))
                    .bind("at", now - i * apart)
                    .bind("uid", i)
                    .add();
        }
        batch.execute();
    }

    private static Map<String, Object> measure(Database database, OrgId org, int requests) {
        DeliveryMetrics metrics = new DeliveryMetrics(database, Clock.systemUTC());
        Reach reach = Reach.all(org);
        InboxId inbox = new InboxId("i_bench1");
        Period month = Period.ofDays(31);
        Map<String, Runnable> ways = new LinkedHashMap<>();
        ways.put("domain_31d", () -> metrics.count(reach, null, DOMAIN, month));
        ways.put("domain_7d", () -> metrics.count(reach, null, DOMAIN, Period.ofDays(7)));
        ways.put("inbox_31d", () -> metrics.count(reach, inbox, null, month));
        ways.put("plain_count_domain_31d", () -> plainCount(database, org));
        Map<String, Object> figures = new LinkedHashMap<>();
        ways.forEach((name, way) -> {
            long[] nanos = new long[name.startsWith("plain") ? Math.min(20, requests) : requests];
            for (int i = -nanos.length / 4; i < nanos.length; i++) {
                long begin = System.nanoTime();
                way.run();
                if (i >= 0) {
                    nanos[i] = System.nanoTime() - begin;
                }
            }
            Sample sample = Sample.ofNanos(nanos);
            System.out.printf("%-24s p50 %.2f ms, p95 %.2f ms%n", name, sample.median(), sample.percentile(95));
            figures.put(name + "_p50_ms", sample.median());
            figures.put(name + "_p95_ms", sample.percentile(95));
        });
        return figures;
    }

    /** From an index alone, as it was before there were counters. */
    private static void plainCount(Database database, OrgId org) {
        database.read(handle -> handle.createQuery("SELECT COALESCE(delivery_status, 'queued'), COUNT(*) FROM message"
                        + " WHERE org_id = :org AND direction = 'outbound' AND created_at >= 0 AND domain_id = :domain"
                        + " GROUP BY COALESCE(delivery_status, 'queued')")
                .bind("org", org.value())
                .bind("domain", DOMAIN.value())
                .mapToMap()
                .list());
    }
}
