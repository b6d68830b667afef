package io.jamesagents.thread;

import io.jamesagents.Json;
import io.jamesagents.inbox.Inbox;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Who belongs to a thread: whoever sent, or is named in, one of its messages that is not unverified. */
final class ThreadPeople {
    private static final String NAMED =
            "SELECT 1 FROM mail_thread t WHERE t.id = :thread AND t.org_id = :org AND t.glued = 0"
                    + " AND EXISTS (SELECT 1 FROM message m WHERE m.thread_id = t.id AND m.org_id = :org AND m.unverified = 0"
                    + " AND (m.sender = :sender OR m.participants LIKE :participant ESCAPE '!'))";

    private ThreadPeople() {}

    /** Whether the sender belongs to each of the threads, as far as its name can be believed. */
    static boolean include(Handle handle, Inbox inbox, Set<String> threads, Standing standing, String sender) {
        return threads.isEmpty()
                || (standing != Standing.FAILED
                        && sender != null
                        && threads.stream().allMatch(thread -> include(handle, inbox, thread, sender)));
    }

    private static boolean include(Handle handle, Inbox inbox, String thread, String sender) {
        return handle.createQuery(NAMED)
                .bind("thread", thread)
                .bind("org", inbox.org().value())
                .bind("sender", sender)
                .bind("participant", "%\"identity\":" + escaped(Json.write(sender)) + "%")
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    private static String escaped(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    /**
     * An unverified mail made one thread of several. Which of them it had a right to is unknown: what is not proven in any of
     * them becomes unverified, and from now on nobody belongs to it for being named there.
     */
    static void doubt(Handle handle, Inbox inbox, ThreadId thread) {
        handle.createUpdate("UPDATE message SET unverified = 1 WHERE thread_id = :thread AND org_id = :org"
                        + " AND proven = 0")
                .bind("thread", thread.value())
                .bind("org", inbox.org().value())
                .execute();
        handle.createUpdate("UPDATE mail_thread SET glued = 1 WHERE id = :thread AND org_id = :org")
                .bind("thread", thread.value())
                .bind("org", inbox.org().value())
                .execute();
    }
}
