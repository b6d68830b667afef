package io.jamesagents.server.james;

import java.io.BufferedInputStream;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import javax.jms.JMSException;
import org.apache.activemq.blob.BlobDownloadStrategy;
import org.apache.activemq.blob.BlobTransferPolicy;
import org.apache.activemq.blob.BlobUploadStrategy;
import org.apache.activemq.command.ActiveMQBlobMessage;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.queue.activemq.FileSystemBlobStrategy;

/**
 * Where the bodies of queued mails are. Unlike James's own policy it waits until the disk has them: a mail that was answered
 * with 250 would otherwise come out of a power cut empty, or not at all.
 */
final class SyncedBlobs extends BlobTransferPolicy {
    private static final int FOLDERS = 10;
    private final FileSystem files;
    private final SyncedFiles strategy;

    SyncedBlobs(FileSystem files) {
        this.files = files;
        setDefaultUploadUrl("file://var/store/activemq/blob-transfer");
        this.strategy = new SyncedFiles(this, files);
    }

    @Override
    public BlobTransferPolicy copy() {
        return new SyncedBlobs(files);
    }

    @Override
    protected BlobUploadStrategy createUploadStrategy() {
        return strategy;
    }

    @Override
    protected BlobDownloadStrategy createDownloadStrategy() {
        return strategy;
    }

    private static final class SyncedFiles extends FileSystemBlobStrategy {
        SyncedFiles(BlobTransferPolicy policy, FileSystem files) {
            super(policy, files, FOLDERS);
        }

        @Override
        public URL uploadStream(ActiveMQBlobMessage message, InputStream body) throws JMSException, IOException {
            File file = getFile(message);
            try (body;
                    FileOutputStream out = new FileOutputStream(file)) {
                body.transferTo(out);
                out.getFD().sync();
            }
            return file.toURI().toURL();
        }

        /** Buffered: James reads the header of a mail octet by octet. */
        @Override
        public InputStream getInputStream(ActiveMQBlobMessage message) throws IOException, JMSException {
            return new BufferedInputStream(super.getInputStream(message));
        }
    }
}
