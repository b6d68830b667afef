package io.jamesagents.search;

import io.jamesagents.attachment.text.AttachmentTexts;
import io.jamesagents.attachment.text.NamedText;
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
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** Makes of a message what the index has of it: words by field, and passages to make vectors of. */
public final class MessageTexts {
    /** As many passages has a mail with its files at most. */
    private static final int MOST = 64;

    private final MessageStore messages;
    private final AttachmentTexts files;

    public MessageTexts(MessageStore messages, AttachmentTexts files) {
        this.messages = messages;
        this.files = files;
    }

    /** A message without its vectors, and the passages to make them of. */
    record Texts(IndexedMessage message, List<Piece> pieces) {}

    /** What to make a vector of, and what to show of it. */
    record Piece(String embedded, String shown) {}

    Optional<Texts> of(Handle handle, OrgId org, MessageId id) {
        List<NamedText> read = files.ofMessage(handle, org, id);
        return messages.find(handle, org, id)
                .map(message -> new Texts(indexed(message, fields(message, read)), pieces(message, read)));
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

    private static Map<SearchField, String> fields(StoredMessage message, List<NamedText> files) {
        Map<SearchField, String> fields = new EnumMap<>(SearchField.class);
        put(fields, SearchField.SUBJECT, subject(message));
        put(fields, SearchField.TEXT, subject(message) + "\n" + message.body().said());
        put(fields, SearchField.QUOTED, message.body().quoted());
        put(fields, SearchField.PEOPLE, people(message));
        put(fields, SearchField.ATTACHMENTS, files(message, files));
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

    /** The names of all files, and the texts of those that were read. */
    private static String files(StoredMessage message, List<NamedText> files) {
        return Stream.concat(
                        message.attachments().stream().map(Attachment::filename),
                        files.stream().map(NamedText::text))
                .collect(Collectors.joining("\n"));
    }

    private static List<Piece> pieces(StoredMessage message, List<NamedText> files) {
        // Of a mail in which its author wrote nothing, such as a forwarded one, all there is.
        String said = message.body().said();
        List<Piece> pieces = new ArrayList<>(pieces(subject(message), said.isBlank() ? message.text() : said));
        files.forEach(file -> pieces.addAll(pieces(file.filename(), file.text())));
        return pieces.subList(0, Math.min(MOST, pieces.size()));
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
