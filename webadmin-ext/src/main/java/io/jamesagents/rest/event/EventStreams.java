package io.jamesagents.rest.event;

import io.jamesagents.event.EventLog;
import io.jamesagents.event.EventWatch;
import io.jamesagents.event.EventWatch.Watching;
import io.jamesagents.org.OrgId;
import io.jamesagents.rest.answer.OpenAnswer;
import io.jamesagents.rest.event.EventStream.Wanted;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/** All open streams: woken by what is committed, and looked at every second. */
public final class EventStreams implements AutoCloseable {
    private static final long LOOK_MS = 1000;

    private final EventLog log;
    private final EventWatch watch;
    private final LiveThreads threads;
    private final Seats seats;
    private final Set<EventStream> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    public EventStreams(EventLog log, EventWatch watch, LiveThreads threads, LiveSettings settings) {
        this.log = log;
        this.watch = watch;
        this.threads = threads;
        this.seats = new Seats(settings.streamsPerOrg(), settings.streams());
        threads.every(LOOK_MS, () -> open.forEach(EventStream::wake));
    }

    /** How many are open. */
    public int open() {
        return open.size();
    }

    /** Takes a place for a stream, or refuses; {@link #start} has to follow. */
    void reserve(OrgId org) {
        seats.take(org);
    }

    /** Begins to send; the answer is this stream's from now on. */
    void start(Wanted wanted, OpenAnswer answer, BooleanSupplier authorised) {
        OrgId org = wanted.reach().org();
        EventStream stream = new EventStream(log, wanted, answer, authorised, threads);
        Watching watching = watch.watch(org, stream::wake);
        open.add(stream);
        stream.start(() -> {
            open.remove(stream);
            watching.close();
            seats.leave(org);
        });
        if (closed) {
            stream.close();
        }
    }

    @Override
    public void close() {
        closed = true;
        open.forEach(EventStream::close);
    }
}
