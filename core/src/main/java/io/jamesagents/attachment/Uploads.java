package io.jamesagents.attachment;

import io.jamesagents.AgentsException.TooLarge;
import io.jamesagents.org.Org;
import io.jamesagents.store.Database;
import java.time.Clock;

/**
 * Files that wait to be sent. What the uploads of an organisation take is limited by its tier, exactly, however many come at
 * once; each counts for at least 1 KiB.
 */
public final class Uploads {
    private static final int BATCH = 50;

    private final Database database;
    private final AttachmentSettings settings;
    private final Clock clock;
    private final UploadStore store = new UploadStore();

    public Uploads(Database database, AttachmentSettings settings, Clock clock) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
    }

    /** The most bytes that a file may have. */
    public long maxBytes() {
        return settings.maxBytes();
    }

    /** Keeps a file, of which name and type were checked, until a mail takes it or it is too old. */
    public AttachmentDetails add(Org org, String filename, String mimeType, byte[] content) {
        if (content.length > settings.maxBytes()) {
            throw Base64Text.tooLarge(settings.maxBytes());
        }
        AttachmentDetails upload =
                new AttachmentDetails(AttachmentId.random(), null, filename, mimeType, content.length, null, null);
        database.update(handle -> {
            store.lock(handle, org.id());
            store.insert(handle, org.id(), upload, content, clock.millis());
            requireRoom(org, store.used(handle, org.id()), content.length);
        });
        return upload;
    }

    /** The one that was put there already is too much: its transaction goes. */
    private void requireRoom(Org org, long used, long added) {
        long quota = settings.quota(org.tier());
        if (used > quota) {
            throw new TooLarge("Attachment storage quota exceeded", Math.max(0, used - added), quota);
        }
    }

    /** Forgets what was not sent in time. */
    public void cleanUp() {
        int removed = BATCH;
        while (removed == BATCH) {
            removed = database.write(
                    handle -> store.expire(handle, clock.instant().minus(settings.kept()), BATCH));
        }
    }
}
