package io.jamesagents.dmarc;

import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.AgentsException.TooLarge;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Takes reports out of what they were sent in: XML, gzip or zip, whichever the first bytes say. All that is unpacked together
 * has a limit, and so has packing within packing.
 */
final class ReportFile {
    private static final int MAX_BYTES = 20 << 20;
    private static final int MAX_LAYERS = 3;
    private static final int MAX_ENTRIES = 100;
    private static final Pattern OUTSIDE = Pattern.compile("^/|^[a-z]:|(^|/)\\.\\.(/|$)");
    private static final int CHUNK = 16 * 1024;

    private int room = MAX_BYTES;
    private final List<byte[]> found = new ArrayList<>();

    private ReportFile() {}

    /** The XML documents in the file: at least one. */
    static List<byte[]> unpack(byte[] file) {
        ReportFile reports = new ReportFile();
        try {
            reports.open(file, 0);
        } catch (IOException | IllegalArgumentException e) {
            // The zip reader answers names that are no text with an IllegalArgumentException.
            throw new Invalid("", "The file cannot be unpacked");
        }
        if (reports.found.isEmpty()) {
            throw new Invalid("", "The file has no DMARC report");
        }
        return reports.found;
    }

    private void open(byte[] bytes, int layer) throws IOException {
        if (layer > MAX_LAYERS) {
            throw new Invalid("", "The file is packed too often");
        }
        if (startsWith(bytes, 0x1f, 0x8b)) {
            try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
                open(all(in), layer + 1);
            }
        } else if (startsWith(bytes, 'P', 'K', 3, 4)) {
            openZip(bytes, layer);
        } else {
            found.add(bytes);
        }
    }

    private void openZip(byte[] bytes, int layer) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            int entries = 0;
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (++entries > MAX_ENTRIES) {
                    throw new Invalid("", "The file has more than " + MAX_ENTRIES + " entries");
                }
                if (isReport(entry)) {
                    open(all(zip), layer + 1);
                }
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

    private byte[] all(InputStream in) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] chunk = new byte[CHUNK];
        for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
            room -= read;
            if (room < 0) {
                throw new TooLarge("The file has more than " + (MAX_BYTES >> 20) + " MiB when it is unpacked");
            }
            out.write(chunk, 0, read);
        }
        return out.toByteArray();
    }
}
