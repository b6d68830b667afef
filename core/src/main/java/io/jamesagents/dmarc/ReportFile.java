package io.jamesagents.dmarc;

import io.jamesagents.AgentsException.Invalid;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Reads reports out of what they were sent in: XML, gzip or zip, whichever the first bytes say. They are read while they are
 * unpacked. All that is unpacked together has a limit, and so has packing within packing.
 */
final class ReportFile {
    private static final int MAX_BYTES = 20 << 20;
    private static final int MAX_LAYERS = 3;
    private static final int MAX_ENTRIES = 100;
    /** How many bytes tell what a file is. */
    private static final int MAGIC = 4;

    private static final Pattern OUTSIDE = Pattern.compile("^/|^[a-z]:|(^|/)\\.\\.(/|$)");

    private final Unpacked unpacked = new Unpacked(MAX_BYTES);
    private final List<DmarcReport> found = new ArrayList<>();

    private ReportFile() {}

    /** The reports in the file: at least one. */
    static List<DmarcReport> read(byte[] file) {
        ReportFile reports = new ReportFile();
        try {
            reports.open(new ByteArrayInputStream(file), 0);
        } catch (IOException | IllegalArgumentException e) {
            // The zip reader answers names that are no text with an IllegalArgumentException.
            throw new Invalid("", "The file cannot be unpacked");
        }
        if (reports.found.isEmpty()) {
            throw new Invalid("", "The file has no DMARC report");
        }
        return reports.found;
    }

    private void open(InputStream packed, int layer) throws IOException {
        if (layer > MAX_LAYERS) {
            throw new Invalid("", "The file is packed too often");
        }
        BufferedInputStream in = new BufferedInputStream(packed);
        in.mark(MAGIC);
        byte[] first = in.readNBytes(MAGIC);
        in.reset();
        if (startsWith(first, 0x1f, 0x8b)) {
            openGzip(in, layer);
        } else if (startsWith(first, 'P', 'K', 3, 4)) {
            openZip(in, layer);
        } else {
            found.add(ReportReader.read(in));
        }
    }

    private void openGzip(InputStream in, int layer) throws IOException {
        try (GZIPInputStream gzip = new GZIPInputStream(in)) {
            InputStream content = unpacked.counted(gzip);
            open(content, layer + 1);
            readToEnd(content);
        }
    }

    /** Also what nobody wants has a size and a checksum. */
    private static void readToEnd(InputStream content) throws IOException {
        content.transferTo(OutputStream.nullOutputStream());
    }

    private void openZip(InputStream in, int layer) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(in)) {
            InputStream content = unpacked.counted(zip);
            int entries = 0;
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (++entries > MAX_ENTRIES) {
                    throw new Invalid("", "The file has more than " + MAX_ENTRIES + " entries");
                }
                if (isReport(entry)) {
                    open(content, layer + 1);
                }
                readToEnd(content);
            }
        }
    }

    /** Names are looked at and never used; one that would lead elsewhere shows what the file was made for. */
    private static boolean isReport(ZipEntry entry) {
        String name = entry.getName().toLowerCase(Locale.ROOT).replace('\\', '/');
        if (OUTSIDE.matcher(name).find()) {
            throw new Invalid("", "The file has an entry that lies outside of it");
        }
        // A Mac puts a shadow of every file beside it.
        boolean shadow = name.startsWith("__macosx/");
        return !entry.isDirectory() && !shadow && (name.endsWith(".xml") || name.endsWith(".gz"));
    }

    private static boolean startsWith(byte[] bytes, int... magic) {
        if (bytes.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((bytes[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
