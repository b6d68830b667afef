package io.jamesagents.attachment;

import io.jamesagents.AgentsException.NotFound;
import io.jamesagents.Ids;

/** The id of an attachment, the same before and after it is sent. */
public record AttachmentId(String value) {
    public AttachmentId {
        if (!Ids.wellFormed(value)) {
            throw new NotFound("Attachment");
        }
    }

    static AttachmentId random() {
        return new AttachmentId(Ids.random("att_"));
    }

    @Override
    public String toString() {
        return value;
    }
}
