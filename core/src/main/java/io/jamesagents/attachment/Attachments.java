package io.jamesagents.attachment;

import io.jamesagents.AgentsException.Gone;
import io.jamesagents.AgentsException.NotFound;
import io.jamesagents.inbox.Reach;
import io.jamesagents.mailbox.Mailboxes;
import io.jamesagents.message.RawMail;
import io.jamesagents.store.Database;
import java.time.Clock;

/**
 * The files of an organisation: uploads, and those on messages within reach. The content of the latter is in the mail that
 * the mailbox has, and nowhere else.
 */
public final class Attachments {
    private final Database database;
    private final Mailboxes mailboxes;
    private final AttachmentSettings settings;
    private final Clock clock;
    private final UploadStore uploads = new UploadStore();
    private final AttachmentStore sent = new AttachmentStore();

    public Attachments(Database database, Mailboxes mailboxes, AttachmentSettings settings, Clock clock) {
        this.database = database;
        this.mailboxes = mailboxes;
        this.settings = settings;
        this.clock = clock;
    }

    public AttachmentDetails get(Reach reach, AttachmentId id) {
        return database.read(handle -> uploads.find(
                                handle, reach.org(), id, clock.instant().minus(settings.kept()))
                        .or(() -> sent.find(handle, reach, id)))
                .orElseThrow(() -> new NotFound("Attachment"));
    }

    /** The file to read from; gone when somebody removed the mail from its mailbox. */
    public AttachmentContent open(Reach reach, AttachmentId id) {
        AttachmentDetails details = get(reach, id);
        if (!details.unsent()) {
            return onMail(details);
        }
        return database.read(handle -> uploads.content(handle, reach.org(), id))
                .map(bytes -> AttachmentContent.of(details, bytes))
                // A mail has taken it in between.
                .orElseGet(() -> onMail(database.read(handle -> sent.find(handle, reach, id))
                        .orElseThrow(() -> new NotFound("Attachment"))));
    }

    private AttachmentContent onMail(AttachmentDetails details) {
        RawMail mail = mailboxes
                .read(details.place().folder(), details.place().mail())
                .map(RawMail::of)
                .orElseThrow(() -> new Gone("The mail that had this attachment is gone from its mailbox"));
        return AttachmentContent.of(details, mail);
    }
}
