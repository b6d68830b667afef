package io.jamesagents.rest.event;

import io.jamesagents.AgentsException;
import io.jamesagents.AgentsException.Gone;
import io.jamesagents.Json;
import io.jamesagents.event.EventLog;
import io.jamesagents.event.FeedCursor;
import io.jamesagents.event.FeedEvent;
import io.jamesagents.event.FeedFilter;
import io.jamesagents.event.FeedPage;
import io.jamesagents.inbox.Reach;
import io.jamesagents.rest.answer.OpenAnswer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client that follows events. It has no queue of its own: while the client is slow nothing is read for it, and what it has
 * not taken for half a minute it can ask for again, elsewhere, with the id of the last event.
 */
final class EventStream {
    private static final Logger LOGGER = LoggerFactory.getLogger(EventStream.class);
    private static final long HEARTBEAT = TimeUnit.SECONDS.toNanos(15);
    private static final long STALLED = TimeUnit.SECONDS.toNanos(30);
    private static final long CHECKED = TimeUnit.SECONDS.toNanos(3);
    private static final int ROWS = 100;
    private static final String RETRY = "retry: 3000\n";

    private final EventLog log;
    private final Reach reach;
    private final FeedFilter filter;
    private final OpenAnswer answer;
    private final BooleanSupplier authorised;
    private final long end;
    private final Turnstile turn;
    private FeedCursor position;
    private Runnable ended;
    private long written = System.nanoTime();
    private long checked = System.nanoTime();
    private boolean greeted;
    private boolean blocked;
    private boolean over;

    /** What is followed, and from where. */
    record Wanted(Reach reach, FeedFilter filter, FeedCursor after, long seconds) {}

    EventStream(EventLog log, Wanted wanted, OpenAnswer answer, BooleanSupplier authorised, LiveThreads threads) {
        this.log = log;
        this.reach = wanted.reach();
        this.filter = wanted.filter();
        this.position = wanted.after();
        this.answer = answer;
        this.authorised = authorised;
        this.end = System.nanoTime() + TimeUnit.SECONDS.toNanos(wanted.seconds());
        this.turn = new Turnstile(threads, this::step);
    }

    /** Begins to send, and calls this back once when it is over. */
    synchronized void start(Runnable ended) {
        this.ended = ended;
        wake();
    }

    /** Looks for something to do; returns at once. */
    void wake() {
        turn.ask();
    }

    /** Ends it as soon as possible, whatever there is to send. */
    synchronized void close() {
        if (!over && ended != null) {
            over = true;
            answer.end();
            ended.run();
        }
    }

    private void cutOff() {
        over = true;
        answer.cutOff();
        ended.run();
    }

    private synchronized void step() {
        if (over || ended == null) {
            return;
        }
        try {
            go(System.nanoTime());
        } catch (IOException | Gone e) {
            LOGGER.debug("a stream of {} ends", reach.org(), e);
            cutOff();
        } catch (AgentsException e) {
            LOGGER.warn("a stream of {} cannot go on now, and tries again", reach.org(), e);
        } catch (RuntimeException e) {
            LOGGER.error("a stream of {} failed", reach.org(), e);
            cutOff();
        }
    }

    private void go(long now) throws IOException {
        if (answer.over()) {
            cutOff();
        } else if (now - end > 0 || !stillAuthorised(now)) {
            close();
        } else if (answer.ready()) {
            blocked = false;
            send(now);
        } else if (now - written > STALLED) {
            cutOff();
        } else if (!blocked) {
            blocked = true;
            answer.whenReady(this::wake);
        }
    }

    private boolean stillAuthorised(long now) {
        if (now - checked < CHECKED) {
            return true;
        }
        checked = now;
        return authorised.getAsBoolean();
    }

    private void send(long now) throws IOException {
        FeedPage page = log.page(reach, filter, position, ROWS);
        StringBuilder text = new StringBuilder();
        if (!greeted) {
            greeted = true;
            // The id tells a client that nothing has happened for where to go on.
            text.append(RETRY)
                    .append(": connected\nid: ")
                    .append(position.encode())
                    .append("\n\n");
        }
        page.rows().forEach(event -> append(text, event));
        if (text.isEmpty() && now - written > HEARTBEAT) {
            text.append(": heartbeat\nid: ").append(page.next().encode()).append("\n\n");
        }
        if (!text.isEmpty()) {
            answer.write(text.toString().getBytes(StandardCharsets.UTF_8));
            written = now;
        }
        position = page.next();
        if (page.hasMore()) {
            wake();
        }
    }

    private static void append(StringBuilder text, FeedEvent event) {
        text.append("id: ").append(event.cursor().encode()).append('\n');
        text.append("event: ").append(event.type()).append('\n');
        text.append("data: ").append(Json.write(EventView.of(event))).append("\n\n");
    }
}
