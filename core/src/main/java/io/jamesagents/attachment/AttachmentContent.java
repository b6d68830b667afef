package io.jamesagents.attachment;

import io.jamesagents.message.PartReader;
import io.jamesagents.message.RawMail;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** A file and its bytes, which are decoded when they are asked for. */
public final class AttachmentContent {
    private final AttachmentDetails details;
    private final byte[] bytes;
    private final RawMail mail;

    private AttachmentContent(AttachmentDetails details, byte[] bytes, RawMail mail) {
        this.details = details;
        this.bytes = bytes;
        this.mail = mail;
    }

    static AttachmentContent of(AttachmentDetails details, byte[] upload) {
        return new AttachmentContent(details, upload, null);
    }

    static AttachmentContent of(AttachmentDetails details, RawMail mail) {
        return new AttachmentContent(details, null, mail);
    }

    public AttachmentDetails details() {
        return details;
    }

    /** Writes the whole file, or fails. */
    public void writeTo(OutputStream out) throws IOException {
        if (bytes != null) {
            out.write(bytes);
        } else if (!PartReader.copy(mail, details.place().part(), out)) {
            throw new IOException("the mail has no part " + details.place().part() + " for attachment " + details.id());
        }
    }

    public byte[] bytes() {
        if (bytes != null) {
            return bytes;
        }
        try (ByteArrayOutputStream out = new ByteArrayOutputStream(Math.toIntExact(details.size()))) {
            writeTo(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
