package io.jamesagents.event;

import io.jamesagents.org.OrgId;
import io.jamesagents.store.Database;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells those who follow an organisation's events that there may be new ones: within some milliseconds of what is committed
 * here, and within about a second of what other nodes commit, which it asks the database about. Whoever watches reads the log
 * once more after beginning to, and misses nothing.
 */
public final class EventWatch implements EventSubscriber, AutoCloseable {
    /** What is committed within this time is told of once. */
    private static final long GATHERED_MS = 10;

    private static final long OTHERS_MS = 1000;
    private static final Logger LOGGER = LoggerFactory.getLogger(EventWatch.class);

    private final Database database;
    private final Map<OrgId, List<Runnable>> watchers = new ConcurrentHashMap<>();
    private final Set<OrgId> news = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService bell =
            new ScheduledThreadPoolExecutor(1, EventWatch::thread, new DiscardPolicy());
    private Map<OrgId, Long> seen = Map.of();

    public EventWatch(Database database) {
        this.database = database;
        if (!database.alone()) {
            bell.scheduleWithFixedDelay(this::askForOthers, OTHERS_MS, OTHERS_MS, TimeUnit.MILLISECONDS);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "agents-event-watch");
        thread.setDaemon(true);
        return thread;
    }

    /** Calls back when there may be news, from a thread that must not be held; until the watch is closed. */
    public Watching watch(OrgId org, Runnable callback) {
        watchers.compute(org, (key, others) -> {
            List<Runnable> all = others == null ? new CopyOnWriteArrayList<>() : others;
            all.add(callback);
            return all;
        });
        return () -> watchers.computeIfPresent(org, (key, all) -> {
            all.remove(callback);
            return all.isEmpty() ? null : all;
        });
    }

    /** A watch that goes on until it is closed. */
    public interface Watching extends AutoCloseable {
        @Override
        void close();
    }

    @Override
    public void recorded(Handle handle, MailEvent event, boolean push) {
        // Not there for anybody else before the commit.
    }

    @Override
    public void committed(OrgId org) {
        if (watchers.containsKey(org) && news.add(org)) {
            bell.schedule(() -> tell(org), GATHERED_MS, TimeUnit.MILLISECONDS);
        }
    }

    private void tell(OrgId org) {
        news.remove(org);
        watchers.getOrDefault(org, List.of()).forEach(Runnable::run);
    }

    private void askForOthers() {
        try {
            Map<OrgId, Long> now = watchers.isEmpty() ? Map.of() : database.read(this::ends);
            now.forEach((org, end) -> {
                if (!end.equals(seen.get(org))) {
                    tell(org);
                }
            });
            seen = now;
        } catch (RuntimeException e) {
            LOGGER.warn("the database cannot be asked for new events, and is asked again", e);
        }
    }

    private Map<OrgId, Long> ends(Handle handle) {
        Map<OrgId, Long> ends = new HashMap<>();
        List<String> orgs = new ArrayList<>();
        watchers.keySet().forEach(org -> orgs.add(org.value()));
        handle.createQuery("SELECT id, event_seq FROM org WHERE id IN (<orgs>)")
                .bindList("orgs", orgs.isEmpty() ? List.of("") : orgs)
                .map((row, context) -> ends.put(new OrgId(row.getString(1)), row.getLong(2)))
                .list();
        return ends;
    }

    @Override
    public void close() {
        bell.shutdownNow();
    }
}
