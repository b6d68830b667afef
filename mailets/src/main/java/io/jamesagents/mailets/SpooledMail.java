package io.jamesagents.mailets;

import com.google.common.io.ByteSource;
import com.google.common.io.FileBackedOutputStream;
import io.jamesagents.message.RawMail;
import java.io.IOException;
import java.io.InputStream;
import javax.mail.MessagingException;
import org.apache.james.server.core.MimeMessageInputStream;
import org.apache.mailet.Mail;

/** The bytes of a mail in the pipeline: in memory while they are few, else in a temporary file. */
final class SpooledMail implements RawMail, AutoCloseable {
    private static final int IN_MEMORY = 512 * 1024;

    private final FileBackedOutputStream store;
    private final ByteSource bytes;
    private final long size;

    private SpooledMail(FileBackedOutputStream store) throws IOException {
        this.store = store;
        this.bytes = store.asByteSource();
        this.size = bytes.size();
    }

    static SpooledMail of(Mail mail) throws IOException, MessagingException {
        FileBackedOutputStream store = new FileBackedOutputStream(IN_MEMORY);
        try (InputStream in = new MimeMessageInputStream(mail.getMessage(), true)) {
            in.transferTo(store);
        }
        store.close();
        return new SpooledMail(store);
    }

    @Override
    public InputStream open() throws IOException {
        return bytes.openStream();
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void close() throws IOException {
        store.reset();
    }
}
