package io.jamesagents.thread;

import io.jamesagents.org.OrgId;
import java.util.Collection;
import org.jdbi.v3.core.Handle;

/** Makes threads agree with their messages again after some were deleted; the caller holds the inbox's lock. */
public final class ThreadRecount {
    private static final String EARLIEST = " ORDER BY m.created_at, m.id LIMIT 1)";
    private static final String LATEST = " ORDER BY m.created_at DESC, m.id DESC LIMIT 1)";
    private static final String OF_THREAD = " FROM message m WHERE m.thread_id = mail_thread.id";
    private static final String EMPTY = "NOT EXISTS (SELECT 1 FROM message m WHERE m.thread_id = :thread)";

    private ThreadRecount() {}

    /** How many threads ended, and how many tags they had. */
    public record Ended(long threads, long tags) {}

    /** Ends the threads that have no message left, and sums the others up anew. */
    public static Ended after(Handle handle, OrgId org, Collection<String> threads, long now) {
        long ended = 0;
        long tags = 0;
        for (String thread : threads) {
            tags += run(
                    handle,
                    "DELETE FROM thread_tag WHERE thread_id = :thread AND org_id = :org AND " + EMPTY,
                    org,
                    thread);
            run(
                    handle,
                    "DELETE FROM thread_alias WHERE thread_id = :thread AND org_id = :org AND " + EMPTY,
                    org,
                    thread);
            run(
                    handle,
                    "DELETE FROM thread_reference WHERE thread_id = :thread AND org_id = :org AND " + EMPTY,
                    org,
                    thread);
            int gone = run(
                    handle, "DELETE FROM mail_thread WHERE id = :thread AND org_id = :org AND " + EMPTY, org, thread);
            if (gone == 0) {
                sumUp(handle, org, thread, now);
            }
            ended += gone;
        }
        return new Ended(ended, tags);
    }

    private static int run(Handle handle, String sql, OrgId org, String thread) {
        return handle.createUpdate(sql)
                .bind("thread", thread)
                .bind("org", org.value())
                .execute();
    }

    /** As {@link ThreadWriter#count} would have left it, had the remaining messages been the only ones. */
    private static void sumUp(Handle handle, OrgId org, String thread, long now) {
        handle.createUpdate("UPDATE mail_thread SET"
                        + " subject = (SELECT m.subject" + OF_THREAD + EARLIEST + ","
                        + " snippet = (SELECT m.snippet" + OF_THREAD + LATEST + ","
                        + " last_direction = (SELECT m.direction" + OF_THREAD + LATEST + ","
                        + " first_message_at = (SELECT MIN(m.created_at)" + OF_THREAD + "),"
                        + " last_message_at = (SELECT MAX(m.created_at)" + OF_THREAD + "),"
                        + " message_count = (SELECT COUNT(*)" + OF_THREAD + "),"
                        + " has_attachments = (SELECT MAX(CASE WHEN m.attachment_count > 0 THEN 1 ELSE 0 END)"
                        + OF_THREAD
                        + "),"
                        + " unverified = (SELECT MAX(m.unverified)" + OF_THREAD + "),"
                        + " glued = (SELECT MAX(m.unverified)" + OF_THREAD + ") * glued,"
                        + " updated_at = :now WHERE id = :thread AND org_id = :org")
                .bind("now", now)
                .bind("thread", thread)
                .bind("org", org.value())
                .execute();
    }
}
