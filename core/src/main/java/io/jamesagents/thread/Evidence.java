package io.jamesagents.thread;

import io.jamesagents.Ids;
import io.jamesagents.message.ParsedMail;
import io.jamesagents.message.Participant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a mail says about the thread it belongs to; a function of the mail alone, so that threads do not depend on the order
 * in which mails arrive. Ids and subjects are kept as hashes. {@code ownKey}, {@code token} and {@code subjectKey} may be
 * null.
 */
public record Evidence(
        String ownKey,
        Set<String> referenceKeys,
        String token,
        String subjectKey,
        boolean orphanReply,
        String sender,
        Set<String> people,
        Instant sentAt,
        ThreadRules rules) {
    private static final Duration CLOCK_SKEW = Duration.ofDays(1);

    /** {@code recipient} is the address that the mail came to, with its plus part; null for a mail of our own. */
    public static Evidence of(ParsedMail mail, String recipient, Instant received, ThreadRules rules) {
        Set<String> references = referenceKeys(mail);
        BaseSubject subject = BaseSubject.of(mail.subject());
        return new Evidence(
                key(mail.messageId()),
                rules.headers() ? references : Set.of(),
                recipient == null || !rules.headers() ? null : RoutingTokens.in(recipient).orElse(null),
                subject.text().isEmpty() ? null : Ids.hash("subject", subject.text()),
                subject.hadPrefix() && references.isEmpty(),
                mail.sender(),
                mail.participants().stream().map(Participant::identity).collect(Collectors.toUnmodifiableSet()),
                sentAt(mail, received),
                rules);
    }

    /** References when there are any, else In-Reply-To: what the two name beyond each other is noise (see the docs). */
    private static Set<String> referenceKeys(ParsedMail mail) {
        List<String> ids = mail.references().isEmpty() ? mail.inReplyTo() : mail.references();
        return ids.stream()
                .filter(id -> !id.equals(mail.messageId()))
                .map(Evidence::key)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The key under which an id without brackets is stored; null for null. */
    public static String key(String messageId) {
        return messageId == null ? null : Ids.hash("message-id", messageId);
    }

    private static Instant sentAt(ParsedMail mail, Instant received) {
        Instant latest = received.plus(CLOCK_SKEW);
        return mail.date() == null || mail.date().isAfter(latest) ? received : mail.date();
    }

    /** All ids that this mail has or names. */
    Set<String> keys() {
        return Stream.concat(Stream.of(ownKey), referenceKeys.stream())
                .filter(Objects::nonNull)
                .collect(Collectors.toUnmodifiableSet());
    }

    boolean mayJoinBySubject() {
        return rules.bySubject() && subjectKey != null && sender != null;
    }
}
