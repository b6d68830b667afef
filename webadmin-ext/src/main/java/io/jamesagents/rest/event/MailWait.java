package io.jamesagents.rest.event;

import io.jamesagents.AgentsException;
import io.jamesagents.AgentsException.NotFound;
import io.jamesagents.Json;
import io.jamesagents.event.EventLog;
import io.jamesagents.event.EventType;
import io.jamesagents.event.FeedCursor;
import io.jamesagents.event.FeedEvent;
import io.jamesagents.event.FeedEvent.Mail;
import io.jamesagents.event.FeedFilter;
import io.jamesagents.event.FeedPage;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.inbox.Reach;
import io.jamesagents.message.MessageView;
import io.jamesagents.message.Messages;
import io.jamesagents.rest.answer.OpenAnswer;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One call that waits for a mail. It looks once when it begins, and whenever something was committed after that. */
final class MailWait {
    private static final Logger LOGGER = LoggerFactory.getLogger(MailWait.class);
    private static final int ROWS = 100;

    private final EventLog log;
    private final Messages messages;
    private final Wanted wanted;
    private final OpenAnswer answer;
    private final BooleanSupplier authorised;
    private final Turnstile turn;
    private FeedCursor position;
    private Runnable ended;
    private boolean over;

    /** The mail that is waited for; sender and text of the subject, in lower case, may be null for any. */
    record Wanted(Reach reach, InboxId inbox, FeedCursor after, String from, String subject) {
        private boolean is(@Nullable Mail mail) {
            return mail != null
                    && (from == null || from.equalsIgnoreCase(mail.sender()))
                    && (subject == null
                            || (mail.subject() != null
                                    && mail.subject().toLowerCase(Locale.ROOT).contains(subject)));
        }
    }

    /** The mail, or null when none came in time; and where to go on. */
    record Answer(@Nullable MessageView data, String cursor) {}

    MailWait(
            EventLog log,
            Messages messages,
            Wanted wanted,
            OpenAnswer answer,
            BooleanSupplier authorised,
            LiveThreads threads) {
        this.log = log;
        this.messages = messages;
        this.wanted = wanted;
        this.position = wanted.after();
        this.answer = answer;
        this.authorised = authorised;
        this.turn = new Turnstile(threads, this::look);
    }

    /** Begins to look, and calls this back once when it is over. */
    synchronized void start(Runnable ended) {
        this.ended = ended;
        wake();
    }

    void wake() {
        turn.ask();
    }

    private synchronized void look() {
        if (over || ended == null) {
            return;
        }
        try {
            MessageView found = next();
            if (found != null || answer.over()) {
                finish(found);
            }
        } catch (AgentsException e) {
            LOGGER.warn(
                    "a wait of {} cannot look now, and looks again later",
                    wanted.reach().org(),
                    e);
        } catch (RuntimeException e) {
            LOGGER.error("a wait of {} failed", wanted.reach().org(), e);
            finish(null);
        }
    }

    private @Nullable MessageView next() {
        FeedFilter inbound = new FeedFilter(wanted.inbox(), Set.of(EventType.INBOUND));
        boolean more = true;
        while (more) {
            FeedPage page = log.page(wanted.reach(), inbound, position, ROWS);
            for (FeedEvent event : page.rows()) {
                position = event.cursor();
                MessageView mail = wanted.is(event.mail()) ? message(event) : null;
                if (mail != null) {
                    return mail;
                }
            }
            position = page.next();
            more = page.hasMore();
        }
        return null;
    }

    /** Null when it was deleted in between. */
    private @Nullable MessageView message(FeedEvent event) {
        try {
            return MessageView.of(messages.get(wanted.reach(), event.message()));
        } catch (NotFound e) {
            return null;
        }
    }

    /** The time is over: answers with what there is, which is nothing. */
    synchronized void expire() {
        look();
        if (!over && ended != null) {
            finish(null);
        }
    }

    private void finish(@Nullable MessageView found) {
        over = true;
        // Whose key was revoked meanwhile gets no mail.
        MessageView mail = found != null && authorised.getAsBoolean() ? found : null;
        try {
            answer.complete(Json.MAPPER.writeValueAsBytes(new Answer(mail, position.encode())));
        } catch (IOException e) {
            LOGGER.debug("nobody waits any more", e);
            answer.cutOff();
        } finally {
            ended.run();
        }
    }
}
