package io.jamesagents.attachment;

import io.jamesagents.org.OrgId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table {@code upload}. */
public final class UploadStore {
    /** What an upload counts for at least, so that empty files are not free. */
    private static final int LEAST = 1024;

    /** Makes the transaction the only one of its organisation here until it ends. */
    void lock(Handle handle, OrgId org) {
        handle.createUpdate("UPDATE org SET updated_at = updated_at WHERE id = :org")
                .bind("org", org.value())
                .execute();
    }

    /** The bytes that the uploads of an organisation take. */
    long used(Handle handle, OrgId org) {
        return handle.createQuery("SELECT COALESCE(SUM(CASE WHEN size < :least THEN :least ELSE size END), 0)"
                        + " FROM upload WHERE org_id = :org")
                .bind("least", LEAST)
                .bind("org", org.value())
                .mapTo(Long.class)
                .one();
    }

    void insert(Handle handle, OrgId org, AttachmentDetails upload, byte[] content, long now) {
        handle.createUpdate("INSERT INTO upload (id, org_id, filename, mime_type, size, created_at, content)"
                        + " VALUES (:id, :org, :filename, :type, :size, :now, :content)")
                .bind("id", upload.id().value())
                .bind("org", org.value())
                .bind("filename", upload.filename())
                .bind("type", upload.mimeType())
                .bind("size", upload.size())
                .bind("now", now)
                .bind("content", content)
                .execute();
    }

    Optional<AttachmentDetails> find(Handle handle, OrgId org, AttachmentId id, Instant after) {
        return handle.createQuery("SELECT id, filename, mime_type, size FROM upload"
                        + " WHERE id = :id AND org_id = :org AND created_at > :after")
                .bind("id", id.value())
                .bind("org", org.value())
                .bind("after", after.toEpochMilli())
                .map((row, context) -> new AttachmentDetails(
                        new AttachmentId(row.getString(1)),
                        null,
                        row.getString(2),
                        row.getString(3),
                        row.getLong(4),
                        null,
                        null))
                .findOne();
    }

    Optional<byte[]> content(Handle handle, OrgId org, AttachmentId id) {
        return handle.createQuery("SELECT content FROM upload WHERE id = :id AND org_id = :org")
                .bind("id", id.value())
                .bind("org", org.value())
                .map((row, context) -> row.getBytes(1))
                .findOne();
    }

    /** Takes an upload away because a mail has it now; only one mail gets true. */
    public boolean take(Handle handle, OrgId org, String id) {
        return handle.createUpdate("DELETE FROM upload WHERE id = :id AND org_id = :org")
                        .bind("id", id)
                        .bind("org", org.value())
                        .execute()
                == 1;
    }

    /** Removes some of those that were made until then; returns how many. */
    int expire(Handle handle, Instant until, int limit) {
        List<String> ids = handle.createQuery("SELECT id FROM upload WHERE created_at <= :until LIMIT :limit")
                .bind("until", until.toEpochMilli())
                .bind("limit", limit)
                .mapTo(String.class)
                .list();
        return ids.isEmpty()
                ? 0
                : handle.createUpdate("DELETE FROM upload WHERE id IN (<ids>)")
                        .bindList("ids", ids)
                        .execute();
    }
}
