package io.jamesagents.attachment.text;

import io.jamesagents.attachment.AttachmentDetails;
import io.jamesagents.attachment.AttachmentId;
import io.jamesagents.attachment.Attachments;
import io.jamesagents.inbox.Reach;
import io.jamesagents.job.Jobs;
import io.jamesagents.message.MessageId;
import io.jamesagents.org.OrgId;
import io.jamesagents.store.Database;
import io.jamesagents.understanding.MessageJobs;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The texts of files on mails, as far as they were read. */
public final class AttachmentTexts {
    private final Database database;
    private final Attachments attachments;
    private final AttachmentTextStore store = new AttachmentTextStore();

    public AttachmentTexts(Database database, Attachments attachments) {
        this.database = database;
        this.attachments = attachments;
    }

    /** The text of a file within reach, or how far it is. */
    public FileText get(Reach reach, AttachmentId id) {
        AttachmentDetails file = attachments.get(reach, id);
        return database.read(handle ->
                store.find(handle, reach.org(), file.id()).orElseGet(() -> unstored(handle, reach.org(), id)));
    }

    private static FileText unstored(Handle handle, OrgId org, AttachmentId id) {
        return Jobs.state(handle, org, MessageJobs.ATTACHMENT_TEXT, id.value())
                .map(state -> state.equals("dead") ? FileText.failed("given_up") : FileText.without(TextState.PENDING))
                .orElse(FileText.without(TextState.UNREAD));
    }

    /**
     * The texts that a mail's files have, in the order of the files. After one is stored there is a job {@code index} for its
     * message.
     */
    public List<NamedText> ofMessage(Handle handle, OrgId org, MessageId message) {
        return store.ofMessage(handle, org, message);
    }
}
