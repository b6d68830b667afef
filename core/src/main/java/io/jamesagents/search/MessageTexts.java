package io.jamesagents.search;

import io.jamesagents.embedding.Passages;
import io.jamesagents.message.Attachment;
import io.jamesagents.message.MessageId;
import io.jamesagents.message.MessageStore;
import io.jamesagents.message.Participant;
import io.jamesagents.message.StoredMessage;
import io.jamesagents.org.OrgId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Makes of a message what the index has of it: words by field, and passages to make vectors of. */
public final class MessageTexts {
    private final MessageStore messages;

    public MessageTexts(MessageStore messages) {
        this.messages = messages;
    }

    /** A message without its vectors, and the passages to make them of. */
    record Texts(IndexedMessage message, List<Piece> pieces) {}

    /** What to make a vector of, and what to show of it. */
    record Piece(String embedded, String shown) {}

    Optional<Texts> of(Handle handle, OrgId org, MessageId id) {
        return messages.find(handle, org, id)
                .map(message -> new Texts(indexed(message, fields(message)), pieces(message)));
    }

    private static IndexedMessage indexed(StoredMessage message, Map<SearchField, String> fields) {
        return new IndexedMessage(
                message.id(),
                message.org(),
                message.inbox(),
                message.domain(),
                message.direction(),
                message.createdAt(),
                !message.attachments().isEmpty(),
                addresses(message, role -> role.equals(Participant.SENDER)),
                addresses(message, role -> !role.equals(Participant.SENDER)),
                addresses(message, role -> true),
                fields,
                List.of());
    }

    private static Set<String> addresses(StoredMessage message, Predicate<String> role) {
        return AddressTerms.of(message.participants().stream()
                .filter(one -> role.test(one.role()))
                .map(Participant::identity)
                .toList());
    }

    private static Map<SearchField, String> fields(StoredMessage message) {
        Map<SearchField, String> fields = new EnumMap<>(SearchField.class);
        put(fields, SearchField.SUBJECT, subject(message));
        put(fields, SearchField.TEXT, subject(message) + "\n" + message.body().said());
        put(fields, SearchField.QUOTED, message.body().quoted());
        put(fields, SearchField.PEOPLE, people(message));
        put(fields, SearchField.ATTACHMENTS, fileNames(message));
        return fields;
    }

    private static void put(Map<SearchField, String> fields, SearchField field, String text) {
        if (text != null && !text.isBlank()) {
            fields.put(field, text);
        }
    }

    private static String subject(StoredMessage message) {
        return message.subject() == null ? "" : message.subject();
    }

    private static String people(StoredMessage message) {
        return message.participants().stream()
                .map(one -> one.name() == null ? one.identity() : one.name() + " " + one.identity())
                .distinct()
                .collect(Collectors.joining("\n"));
    }

    private static String fileNames(StoredMessage message) {
        return message.attachments().stream().map(Attachment::filename).collect(Collectors.joining("\n"));
    }

    /** Of a mail in which its author wrote nothing, such as a forwarded one, all there is. */
    private static List<Piece> pieces(StoredMessage message) {
        String said = message.body().said();
        return pieces(subject(message), said.isBlank() ? message.text() : said);
    }

    private static List<Piece> pieces(String title, String text) {
        List<Piece> pieces = new ArrayList<>();
        Passages.of(title, text)
                .forEach(passage -> pieces.add(new Piece(
                        passage.text(),
                        passage.to() > passage.from() ? text.substring(passage.from(), passage.to()) : title)));
        return pieces;
    }
}
