package io.jamesagents.search;

import io.jamesagents.AgentsException.Unavailable;
import io.jamesagents.embedding.Embedder;
import io.jamesagents.message.MessageId;
import io.jamesagents.org.OrgId;
import io.jamesagents.search.IndexRows.Row;
import io.jamesagents.store.Database;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The indexes that are open here: the one that answers and, now and then, one that is being built beside it. What is put in and
 * removed goes to both.
 */
public final class Indexes implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Indexes.class);

    private final SearchEngine engine;
    private final Embedder embedder;
    private final IndexRows rows;
    private final Clock clock;
    private final Map<String, Opened> open = new ConcurrentHashMap<>();
    private final List<Opened> retired = new ArrayList<>();
    private final AtomicBoolean changed = new AtomicBoolean();
    private boolean closed;

    public Indexes(Database database, SearchEngine engine, Embedder embedder, Clock clock) {
        this.engine = engine;
        this.embedder = embedder;
        this.rows = new IndexRows(database, clock);
        this.clock = clock;
    }

    private record Opened(Row row, SearchIndex index) {
        private void put(List<IndexedMessage> messages, Embedder embedder) {
            // Vectors of another model would be compared with those that are there.
            index.put(
                    row.model().equals(embedder.model()) && row.dimensions() == embedder.dimensions()
                            ? messages
                            : messages.stream()
                                    .map(IndexedMessage::withoutPassages)
                                    .toList());
        }
    }

    IndexRows rows() {
        return rows;
    }

    /** Opens what is to be open, closes the rest, and removes what no node needs; done at the start and then every few seconds. */
    public synchronized void sync() {
        if (closed) {
            return;
        }
        rows.ensureLive(embedder);
        List<Row> wanted = rows.all();
        if (!retired.isEmpty()) {
            retired.forEach(opened -> opened.index().close());
            retired.clear();
            dropOthers(wanted);
        }
        for (Opened opened : List.copyOf(open.values())) {
            if (wanted.stream().noneMatch(row -> row.name().equals(opened.row().name()))) {
                // Searches that have it may go on until the next time.
                open.remove(opened.row().name());
                retired.add(opened);
            }
        }
        wanted.forEach(this::open);
    }

    private void open(Row row) {
        try {
            Opened before = open.get(row.name());
            open.put(
                    row.name(),
                    new Opened(row, before == null ? engine.open(row.name(), row.dimensions()) : before.index()));
        } catch (Unavailable e) {
            LOGGER.error(
                    "The search index {} cannot be opened; search goes on in the database. A damaged one is replaced by"
                            + " POST /agents/search/reindex of the webadmin",
                    row.name(),
                    e.getCause());
        }
    }

    private void dropOthers(List<Row> wanted) {
        for (String name : engine.names()) {
            if (wanted.stream().noneMatch(row -> row.name().equals(name))) {
                engine.drop(name);
            }
        }
    }

    /** The one that answers; null while there is none. */
    @Nullable LiveIndex live() {
        return open.values().stream()
                .filter(opened -> !opened.row().building())
                .findFirst()
                .map(opened -> new LiveIndex(
                        opened.row().name(), opened.index(), opened.row().model()))
                .orElse(null);
    }

    /** One that is being built; null if this is not open here. */
    @Nullable SearchIndex building(String name) {
        Opened opened = open.get(name);
        return opened == null || !opened.row().building() ? null : opened.index();
    }

    /** What is in an index; null if it is not open here. */
    @Nullable IndexSize size(String name) {
        Opened opened = open.get(name);
        return opened == null ? null : opened.index().size();
    }

    /** Puts messages into all that are open, and lets searches see them. */
    void put(List<IndexedMessage> messages) {
        for (Opened opened : all()) {
            opened.put(messages, embedder);
            changed.set(true);
            opened.index().refresh();
        }
    }

    /** Removes messages from all that are open, for good. */
    void remove(OrgId org, Collection<MessageId> messages) {
        for (Opened opened : all()) {
            opened.index().remove(org, messages);
            opened.index().refresh();
            opened.index().commit(clock.instant());
        }
    }

    private Collection<Opened> all() {
        if (live() == null) {
            throw new Unavailable("The search index is not open", null);
        }
        return open.values();
    }

    /** Makes what was put in since the last time survive a crash. */
    void commit() {
        if (changed.compareAndSet(true, false)) {
            open.values().forEach(opened -> opened.index().commit(clock.instant()));
        }
    }

    /** Takes what was removed out of the files, too. */
    void expunge() {
        open.values().forEach(opened -> opened.index().expunge());
    }

    /** From when on each open index may lack something, by its name; one that was just begun lacks all, and gets it. */
    Map<String, Instant> committed() {
        Map<String, Instant> times = new ConcurrentHashMap<>();
        open.forEach((name, opened) -> {
            Instant time = opened.index().committed();
            times.put(name, opened.row().building() && time.equals(Instant.EPOCH) ? Instant.MAX : time);
        });
        return times;
    }

    @Override
    public synchronized void close() {
        closed = true;
        for (Opened opened : open.values()) {
            try {
                opened.index().commit(clock.instant());
                opened.index().close();
            } catch (Unavailable e) {
                LOGGER.warn(
                        "What the search index {} got last is put in again after the next start",
                        opened.row().name());
            }
        }
        open.clear();
        engine.close();
    }
}
