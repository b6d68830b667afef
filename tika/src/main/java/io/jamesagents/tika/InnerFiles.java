package io.jamesagents.tika;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.tika.extractor.ParsingEmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.ParseContext;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/** The files in a file, of archives and mails above all: so many, so deep, and so many bytes in all; the rest is left out. */
final class InnerFiles extends ParsingEmbeddedDocumentExtractor {
    private static final int MAX_FILES = 1_000;
    private static final int MAX_DEPTH = 8;
    private static final long MAX_BYTES = 256L << 20;

    private int files;
    private int depth;
    private long bytes;
    private boolean leftOut;
    private boolean tooMuch;

    InnerFiles(ParseContext context) {
        super(context);
    }

    /** Whether there was more than is read. */
    boolean leftOut() {
        return leftOut;
    }

    /** Whether the files have more bytes than any honest mail. */
    boolean tooMuch() {
        return tooMuch;
    }

    @Override
    public boolean shouldParseEmbedded(Metadata metadata) {
        leftOut |= files >= MAX_FILES || depth >= MAX_DEPTH;
        return !leftOut && super.shouldParseEmbedded(metadata);
    }

    @Override
    public void parseEmbedded(InputStream stream, ContentHandler handler, Metadata metadata, boolean html)
            throws SAXException, IOException {
        files++;
        depth++;
        try {
            super.parseEmbedded(counted(stream), handler, metadata, html);
        } finally {
            depth--;
        }
    }

    /** A part of an Office file that is open already is not unpacked again. */
    private InputStream counted(InputStream stream) {
        boolean open = stream instanceof TikaInputStream tika && tika.getOpenContainer() != null;
        return open ? stream : TikaInputStream.get(new Counted(stream));
    }

    private final class Counted extends FilterInputStream {
        Counted(InputStream stream) {
            super(stream);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = super.read(into, offset, length);
            count(read);
            return read;
        }

        private void count(int read) throws IOException {
            bytes += Math.max(read, 0);
            if (bytes > MAX_BYTES) {
                tooMuch = true;
                throw new IOException("the files in this file have more than " + MAX_BYTES + " bytes");
            }
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
