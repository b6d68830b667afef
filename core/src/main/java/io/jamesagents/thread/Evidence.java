package io.jamesagents.thread;

import io.jamesagents.Ids;
import io.jamesagents.message.ParsedMail;
import io.jamesagents.message.Participant;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a mail says about the thread it belongs to; a function of the mail alone, so that threads do not depend on the order
 * in which mails arrive. Ids and subjects are kept as hashes. {@code ownKey}, {@code token}, {@code subjectKey},
 * {@code sender} and {@code sentAt} may be null. {@code prefixed} says that the subject is that of a reply.
 */
public record Evidence(
        String ownKey,
        Set<String> referenceKeys,
        String token,
        String subjectKey,
        boolean prefixed,
        boolean orphanReply,
        String sender,
        Set<String> people,
        Instant sentAt,
        ThreadRules rules) {

    /** {@code recipient} is the address that the mail came to, with its plus part; null for a mail of our own. */
    public static Evidence of(ParsedMail mail, String recipient, ThreadRules rules) {
        Set<String> references = referenceKeys(mail);
        BaseSubject subject = BaseSubject.of(mail.subject());
        return new Evidence(
                key(mail.messageId()),
                rules.headers() ? references : Set.of(),
                recipient == null || !rules.headers()
                        ? null
                        : RoutingTokens.in(recipient).orElse(null),
                subject.text().isEmpty() ? null : Ids.hash("subject", subject.text()),
                subject.hadPrefix(),
                subject.hadPrefix() && references.isEmpty() && !toItself(mail),
                mail.sender(),
                mail.participants().stream().map(Participant::identity).collect(Collectors.toUnmodifiableSet()),
                mail.date(),
                rules);
    }

    /** References when it names any mail, else In-Reply-To: what the latter adds beside the former glues strangers. */
    private static Set<String> referenceKeys(ParsedMail mail) {
        Stream<String> ids =
                mail.references().isEmpty() ? Stream.ofNullable(mail.inReplyTo()) : mail.references().stream();
        return ids.filter(id -> !id.equals(mail.messageId()))
                .map(Evidence::key)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A list that puts its own address into From is not a person who replies. */
    private static boolean toItself(ParsedMail mail) {
        return mail.participants().stream()
                .filter(participant -> !participant.role().equals(Participant.SENDER))
                .anyMatch(participant -> participant.identity().equals(mail.sender()));
    }

    /** The key under which an id without brackets is stored; null for null. */
    public static String key(String messageId) {
        return messageId == null ? null : Ids.hash("message-id", messageId);
    }

    /** All ids that this mail has or names. */
    Set<String> keys() {
        return Stream.concat(Stream.ofNullable(ownKey), referenceKeys.stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the mail may be either side of a reply that is known by its subject alone. */
    boolean mayJoinBySubject() {
        boolean eitherSide = orphanReply || !prefixed;
        return rules.bySubject() && eitherSide && subjectKey != null && sender != null && sentAt != null;
    }
}
