package io.jamesagents.thread;

import io.jamesagents.Json;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.message.Participant;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Finds the threads of an inbox to which a mail belongs. Mails and the Message-IDs they name form a graph; a thread is a
 * connected part of it, so the same mails make the same threads in whichever order they arrive. A mail can thus connect
 * threads that were apart.
 */
final class ThreadResolver {
    private static final Duration CLOCK_SKEW = Duration.ofDays(1);
    private static final int MAX_CANDIDATES = 500;

    private ThreadResolver() {}

    /**
     * What the evidence connects: the ids of threads, none for a new conversation, and whether a valid routing token names one.
     */
    record Connected(Set<String> threads, boolean byToken) {}

    static Connected connected(Handle handle, Inbox inbox, Evidence evidence) {
        Set<String> threads = new LinkedHashSet<>(byToken(handle, inbox, evidence));
        boolean byToken = !threads.isEmpty();
        // A valid token names the one thread; what else the mail refers to does not count, but its own id does.
        Set<String> keys = threads.isEmpty() || evidence.ownKey() == null ? evidence.keys() : Set.of(evidence.ownKey());
        threads.addAll(byReference(handle, inbox, keys));
        if (evidence.mayJoinBySubject()) {
            threads.addAll(bySubject(handle, inbox, evidence));
        }
        return new Connected(threads, byToken);
    }

    private static List<String> byToken(Handle handle, Inbox inbox, Evidence evidence) {
        if (evidence.token() == null) {
            return List.of();
        }
        return handle.createQuery("SELECT id FROM mail_thread WHERE inbox_id = :inbox AND routing_token = :token"
                        + " AND org_id = :org UNION ALL SELECT thread_id FROM thread_alias"
                        + " WHERE inbox_id = :inbox AND routing_token = :token AND org_id = :org LIMIT 1")
                .bind("inbox", inbox.id().value())
                .bind("token", evidence.token())
                .bind("org", inbox.org().value())
                .mapTo(String.class)
                .list();
    }

    private static List<String> byReference(Handle handle, Inbox inbox, Set<String> keys) {
        if (keys.isEmpty()) {
            return List.of();
        }
        return handle.createQuery("SELECT DISTINCT thread_id FROM thread_reference"
                        + " WHERE inbox_id = :inbox AND org_id = :org AND message_key IN (<keys>)")
                .bind("inbox", inbox.id().value())
                .bind("org", inbox.org().value())
                .bindList("keys", new ArrayList<>(keys))
                .mapTo(String.class)
                .list();
    }

    /**
     * A reply that names no parent joins the mails that begin its subject, in the days before it, and name its sender; the
     * rule is looked at from both sides, because the parent may arrive later.
     */
    private static List<String> bySubject(Handle handle, Inbox inbox, Evidence mail) {
        long within = mail.rules().subjectWithin().toMillis();
        long sent = mail.sentAt().toEpochMilli();
        return handle
                .createQuery("SELECT thread_id, prefixed, orphan_reply, sender, participants, sent_at FROM message"
                        + " WHERE inbox_id = :inbox AND org_id = :org AND subject_key = :subject"
                        + " AND sent_at BETWEEN :from AND :to ORDER BY sent_at DESC LIMIT " + MAX_CANDIDATES)
                .bind("inbox", inbox.id().value())
                .bind("org", inbox.org().value())
                .bind("subject", mail.subjectKey())
                .bind("from", sent - within - CLOCK_SKEW.toMillis())
                .bind("to", sent + within + CLOCK_SKEW.toMillis())
                .map((row, context) -> Candidate.of(row))
                .stream()
                .filter(candidate -> candidate.repliedToBy(mail) || candidate.repliesTo(mail))
                .map(Candidate::thread)
                .distinct()
                .toList();
    }

    private record Candidate(
            String thread, boolean prefixed, boolean orphanReply, String sender, List<String> people, long sentAt) {

        static Candidate of(ResultSet row) throws SQLException {
            Participant[] participants = Json.read(row.getString("participants"), Participant[].class);
            return new Candidate(
                    row.getString("thread_id"),
                    row.getInt("prefixed") == 1,
                    row.getInt("orphan_reply") == 1,
                    row.getString("sender"),
                    Arrays.stream(participants).map(Participant::identity).toList(),
                    row.getLong("sent_at"));
        }

        boolean repliedToBy(Evidence reply) {
            return reply.orphanReply()
                    && !prefixed
                    && people.contains(reply.sender())
                    && follows(reply.sentAt().toEpochMilli(), sentAt, reply.rules());
        }

        boolean repliesTo(Evidence parent) {
            return orphanReply
                    && !parent.prefixed()
                    && parent.people().contains(sender)
                    && follows(sentAt, parent.sentAt().toEpochMilli(), parent.rules());
        }

        private static boolean follows(long reply, long parent, ThreadRules rules) {
            return parent <= reply + CLOCK_SKEW.toMillis()
                    && parent >= reply - rules.subjectWithin().toMillis();
        }
    }
}
