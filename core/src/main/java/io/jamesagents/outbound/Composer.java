package io.jamesagents.outbound;

import io.jamesagents.Ids;
import io.jamesagents.message.Attachment;
import io.jamesagents.message.MessageId;
import io.jamesagents.message.MessageStore;
import io.jamesagents.message.StoredMessage;
import io.jamesagents.org.OrgId;
import io.jamesagents.outbound.MimeWriter.Envelope;
import io.jamesagents.report.ReturnPath;
import io.jamesagents.report.ReturnTags;
import io.jamesagents.thread.RoutingTokens;
import io.jamesagents.thread.ThreadId;
import io.jamesagents.thread.ThreadWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.james.mime4j.dom.address.Mailbox;
import org.jdbi.v3.core.Handle;

/** Makes the mail: its ids, its place in the thread (RFC 5322, 3.6.4) and its bytes. */
public final class Composer {
    /** The header that says, in the Sent mailbox only, which message a mail is. */
    public static final String TRACE = "X-Agent-Message";

    private static final int MAX_REFERENCES = 20;
    private static final int LOOKED_AT = 10;

    private final MessageStore messages;
    private final ThreadWriter threads;
    private final RoutingTokens tokens;
    private final ReturnTags returnTags;

    public Composer(MessageStore messages, ThreadWriter threads, RoutingTokens tokens, ReturnTags returnTags) {
        this.messages = messages;
        this.threads = threads;
        this.tokens = tokens;
        this.returnTags = returnTags;
    }

    Composed compose(Handle handle, Draft draft, List<Enclosure> files, Origin origin, Instant now) {
        MessageId id = new MessageId(Ids.random("msg_"));
        ThreadId thread = origin.continuesOwnThread() ? origin.thread().id() : threads.fresh(origin.inbox(), id);
        Optional<StoredMessage> parent = parent(handle, origin);
        String domain = origin.from().getDomain();
        String rfcId = "<" + Ids.random("") + "@" + domain + ">";
        String subject = subject(draft, origin);
        Envelope envelope = new Envelope(
                origin.from(),
                replyTo(draft, origin, thread),
                subject,
                rfcId,
                parent.map(StoredMessage::rfcMessageId).orElse(null),
                parent.map(Composer::references).orElse(List.of()),
                now);
        byte[] bytes = MimeWriter.write(draft, envelope, files);
        return new Composed(
                id,
                origin.inbox(),
                origin.continuesOwnThread() ? origin.thread() : null,
                thread,
                rfcId,
                subject,
                attachments(id, MimeBody.firstFile(draft), files),
                returnPaths(draft, origin, id, now),
                bytes);
    }

    /** Of the domain in From, which is the organisation's own or the shared one. */
    private Map<String, ReturnPath> returnPaths(Draft draft, Origin origin, MessageId id, Instant now) {
        OrgId org = origin.inbox().org();
        String domain = origin.from().getDomain();
        return draft.recipients().stream()
                .map(Recipient::address)
                .distinct()
                .collect(Collectors.toMap(to -> to, to -> returnTags.of(org, id, to, domain, now)));
    }

    private static List<Attachment> attachments(MessageId id, int first, List<Enclosure> files) {
        return IntStream.range(0, files.size())
                .mapToObj(i -> files.get(i).on(id, first + i))
                .toList();
    }

    private Optional<StoredMessage> parent(Handle handle, Origin origin) {
        if (origin.thread() == null) {
            return Optional.empty();
        }
        return messages.newest(handle, origin.inbox().org(), origin.thread().id(), LOOKED_AT).stream()
                .filter(message -> message.rfcMessageId() != null)
                .findFirst();
    }

    /** The parent's references and its own id; past a limit the first and the latest ones. */
    private static List<String> references(StoredMessage parent) {
        List<String> all = new ArrayList<>(parent.references());
        all.remove(parent.rfcMessageId());
        all.add(parent.rfcMessageId());
        if (all.size() <= MAX_REFERENCES) {
            return all;
        }
        List<String> kept = new ArrayList<>(all.subList(0, 1));
        kept.addAll(all.subList(all.size() - MAX_REFERENCES + 1, all.size()));
        return kept;
    }

    private List<Mailbox> replyTo(Draft draft, Origin origin, ThreadId thread) {
        if (!draft.replyTo().isEmpty()) {
            return draft.replyTo().stream().map(Recipient::toMailbox).toList();
        }
        String address = RoutingTokens.address(
                origin.inbox().address(), tokens.token(origin.inbox().id(), thread));
        int at = address.lastIndexOf('@');
        return List.of(new Mailbox(origin.from().getName(), address.substring(0, at), address.substring(at + 1)));
    }

    private static String subject(Draft draft, Origin origin) {
        boolean prefixed = draft.subject().regionMatches(true, 0, "re:", 0, 3);
        return origin.thread() == null || prefixed ? draft.subject() : "Re: " + draft.subject();
    }
}
