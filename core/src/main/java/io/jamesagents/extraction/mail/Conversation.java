package io.jamesagents.extraction.mail;

import io.jamesagents.extraction.MailToRead;
import io.jamesagents.extraction.MailToRead.Earlier;
import io.jamesagents.message.MessageStore;
import io.jamesagents.message.Participant;
import io.jamesagents.message.StoredMessage;
import io.jamesagents.store.Database;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * A message with what was written before it in its thread. Who joined the thread without showing that it may is not given to
 * read what others wrote there, and its mails are no part of what they are given.
 */
public final class Conversation {
    private static final int MOST = 20;

    private final Database database;
    private final MessageStore messages;

    public Conversation(Database database, MessageStore messages) {
        this.database = database;
        this.messages = messages;
    }

    MailToRead with(StoredMessage message) {
        return database.read(handle -> new MailToRead(
                message.subject() == null ? null : SeenText.visible(message.subject()),
                senderName(message),
                message.sender(),
                sentAt(handle, message),
                SeenText.of(message.body()),
                message.unverified() ? List.of() : earlier(handle, message)));
    }

    private static String senderName(StoredMessage message) {
        return message.participants().stream()
                .filter(participant -> participant.role().equals(Participant.SENDER) && participant.name() != null)
                .map(participant -> SeenText.visible(participant.name()))
                .findFirst()
                .orElse(null);
    }

    private static Instant sentAt(Handle handle, StoredMessage message) {
        return handle.createQuery(
                        "SELECT sent_at FROM message WHERE id = :id AND org_id = :org AND sent_at IS NOT NULL")
                .bind("id", message.id().value())
                .bind("org", message.org().value())
                .mapTo(Long.class)
                .findOne()
                .map(Instant::ofEpochMilli)
                .orElse(message.createdAt());
    }

    private List<Earlier> earlier(Handle handle, StoredMessage message) {
        return messages.newest(handle, message.org(), message.thread(), MOST).stream()
                .filter(other -> !other.id().equals(message.id())
                        && !other.unverified()
                        && !other.createdAt().isAfter(message.createdAt()))
                .map(other -> new Earlier(other.sender(), SeenText.of(other.body())))
                .toList();
    }
}
