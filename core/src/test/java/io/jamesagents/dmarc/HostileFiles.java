package io.jamesagents.dmarc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files that are made to hurt whoever unpacks or reads them; {@code canary} is the port of somebody who must not be called. */
record HostileFiles(int canary) {
    private static final int MIB = 1 << 20;
    private static final int NAME_AT = 30;

    Map<String, byte[]> all() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        byte[] report = ReportReaderTest.REPORT.getBytes(UTF_8);
        files.put("gzip of 1 GiB", gzipBomb(1024));
        files.put("gzip of 100 MiB of spaces behind a report", gzip(report, 100 * MIB));
        files.put("gzip five times", repeated(report, 5));
        files.put("gzip that ends early", cut(ReportReaderTest.gzip(report), 40));
        files.put("gzip that is its own content, for ever", repeated(gzipBomb(30), 3));
        files.put("zips in a zip", zip("a.zip", zip("b.zip", zip("c.zip", report))));
        files.put("zip of 1 GiB", zipBomb("report.xml"));
        files.put("zip with overlapping entries", overlapping());
        files.put("65,535 entries", manyEntries());
        files.put("zip with wrong sizes", patched(22, 7));
        files.put("zip with a wrong checksum", patched(14, 7));
        files.put("zip that leads outside", zip("../../../etc/cron.d/report.xml", report));
        files.put("zip that leads outside, on Windows", zip("..\\..\\report.xml", report));
        files.put("encrypted zip", patched(6, 1));
        files.put("billion laughs", xml(laughs()));
        files.put("quadratic blowup", xml(quadratic()));
        files.put("external DTD", xml("<!DOCTYPE feedback SYSTEM \"http://127.0.0.1:" + canary + "/x.dtd\">"));
        files.put(
                "external entity",
                xml("<!DOCTYPE feedback [<!ENTITY e SYSTEM \"http://127.0.0.1:" + canary + "/e\">]>"));
        files.put("entity of a file", xml("<!DOCTYPE feedback [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"));
        files.put(
                "parameter entity",
                xml("<!DOCTYPE feedback [<!ENTITY % p SYSTEM \"http://127.0.0.1:" + canary + "/p\"> %p;]>"));
        files.put("XInclude", including("http://127.0.0.1:" + canary + "/x"));
        files.put("100,000 deep", within("<a>".repeat(100_000) + "</a>".repeat(100_000)));
        files.put("10 MB attribute", within("<a b=\"" + "c".repeat(10_000_000) + "\"/>"));
        files.put("3,000,000 elements", within("<p/>".repeat(3_000_000)));
        files.put("590,000 elements", within("<p/>".repeat(590_000)));
        files.put("10 MB attribute in UTF-16", within("<a b=\"" + "\u3c3e".repeat(5_000_000) + "\"/>", UTF_16));
        files.put("10 MB comment of tags", within("<!--" + "<b>".repeat(3_300_000) + "-->"));
        files.put("zip with 1 GiB that is no report", zipBomb("readme.txt"));
        files.put("UTF-16 with a DTD", declared("UTF-16", xml(laughs())).getBytes(UTF_16));
        files.put("UTF-7 with a DTD", utf7());
        files.put("PDF with an XFA form", "%PDF-1.7\n1 0 obj <</XFA 2 0 R>> endobj\n".getBytes(US_ASCII));
        return files;
    }

    private static byte[] gzipBomb(int mebibytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            for (int i = 0; i < mebibytes; i++) {
                gzip.write(new byte[MIB]);
            }
        }
        return out.toByteArray();
    }

    private static byte[] gzip(byte[] report, int spaces) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(report);
            gzip.write(" ".repeat(spaces).getBytes(US_ASCII));
        }
        return out.toByteArray();
    }

    private static byte[] repeated(byte[] bytes, int times) throws IOException {
        byte[] packed = bytes;
        for (int i = 0; i < times; i++) {
            packed = ReportReaderTest.gzip(packed);
        }
        return packed;
    }

    private static byte[] cut(byte[] bytes, int by) {
        return java.util.Arrays.copyOf(bytes, bytes.length - by);
    }

    private static byte[] zip(String name, byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
        return out.toByteArray();
    }

    private static byte[] zipBomb(String name) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name));
            for (int i = 0; i < 1024; i++) {
                zip.write(new byte[MIB]);
            }
        }
        return out.toByteArray();
    }

    private static byte[] manyEntries() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < 65_535; i++) {
                zip.putNextEntry(new ZipEntry(i + ".xml"));
            }
        }
        return out.toByteArray();
    }

    /** Headers of entries one in another, each promising the same kernel of zeros behind the last. */
    private static byte[] overlapping() throws IOException {
        byte[] kernel = deflated(new byte[25 * MIB]);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int entries = 50;
        for (int i = 0; i < entries; i++) {
            int behind = (entries - i - 1) * (NAME_AT + 6);
            out.write(localHeader(String.format("%02d.xml", i), kernel.length + behind, 25 * MIB, 8));
        }
        out.write(kernel);
        return out.toByteArray();
    }

    private static byte[] deflated(byte[] bytes) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        deflater.setInput(bytes);
        deflater.finish();
        byte[] packed = new byte[bytes.length / 100];
        int length = deflater.deflate(packed);
        deflater.end();
        return java.util.Arrays.copyOf(packed, length);
    }

    private static byte[] localHeader(String name, int packed, int size, int method) {
        ByteBuffer header = ByteBuffer.allocate(NAME_AT + name.length()).order(ByteOrder.LITTLE_ENDIAN);
        header.put(new byte[] {'P', 'K', 3, 4}).putShort((short) 20).putShort((short) 0);
        header.putShort((short) method).putInt(0).putInt(0).putInt(packed).putInt(size);
        header.putShort((short) name.length()).putShort((short) 0).put(name.getBytes(US_ASCII));
        return header.array();
    }

    /** A zip with a good report, stored as it is, in whose local header one byte is changed. */
    private static byte[] patched(int at, int by) throws IOException {
        byte[] report = ReportReaderTest.REPORT.getBytes(UTF_8);
        java.util.zip.CRC32 crc = new java.util.zip.CRC32();
        crc.update(report);
        byte[] packed = deflated(padded(report));
        java.util.zip.CRC32 whole = new java.util.zip.CRC32();
        whole.update(padded(report));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] header = localHeader("report.xml", packed.length, padded(report).length, 8);
        ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).putInt(14, (int) whole.getValue());
        header[at] += (byte) by;
        out.write(header);
        out.write(packed);
        return out.toByteArray();
    }

    private static byte[] padded(byte[] report) {
        return (new String(report, UTF_8) + " ".repeat(200_000)).getBytes(UTF_8);
    }

    private static String laughs() {
        StringBuilder dtd = new StringBuilder("<!DOCTYPE feedback [<!ENTITY a0 \"ha\">");
        for (int i = 1; i < 30; i++) {
            dtd.append("<!ENTITY a")
                    .append(i)
                    .append(" \"")
                    .append(("&a" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        return dtd.append("<!ENTITY e \"&a29;\">]>").toString();
    }

    private static String quadratic() {
        return "<!DOCTYPE feedback [<!ENTITY q \"" + "q".repeat(100_000) + "\"><!ENTITY e \"" + "&q;".repeat(10_000)
                + "\">]>";
    }

    /** A report behind this document type, that uses its entity {@code e}. */
    private static String document(String doctype) {
        return doctype + ReportReaderTest.REPORT.replace("4711", "&e;");
    }

    private static byte[] xml(String doctype) {
        return document(doctype).getBytes(UTF_8);
    }

    private static String declared(String charset, byte[] xml) {
        return "<?xml version=\"1.0\" encoding=\"" + charset + "\"?>" + new String(xml, UTF_8);
    }

    private static byte[] within(String more) {
        return within(more, UTF_8);
    }

    private static byte[] within(String more, Charset charset) {
        return ReportReaderTest.REPORT
                .replace("<feedback>", "<feedback>" + more)
                .getBytes(charset);
    }

    private static byte[] including(String what) {
        return within(
                "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"" + what + "\" parse=\"text\"/>");
    }

    private static byte[] utf7() {
        String document = document(laughs())
                .replace("<!", "+ADwAIQ-")
                .replace("<", "+ADw-")
                .replace(">", "+AD4-");
        return ("<?xml version=\"1.0\" encoding=\"UTF-7\"?>" + document).getBytes(ISO_8859_1);
    }
}
