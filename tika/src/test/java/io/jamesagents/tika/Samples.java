package io.jamesagents.tika;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;

/** Files, honest and hostile. */
final class Samples {
    private static final String WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    private Samples() {}

    private interface Writer {
        void writeTo(ByteArrayOutputStream out) throws IOException;
    }

    private static byte[] bytes(Writer writer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writer.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static byte[] docx(String text) {
        return bytes(out -> {
            try (XWPFDocument document = new XWPFDocument()) {
                document.createParagraph().createRun().setText(text);
                document.write(out);
            }
        });
    }

    static byte[] xlsx(String text) {
        return workbook(text, new XSSFWorkbook());
    }

    static byte[] xls(String text) {
        return workbook(text, new HSSFWorkbook());
    }

    private static byte[] workbook(String text, Workbook empty) {
        return bytes(out -> {
            try (Workbook workbook = empty) {
                workbook.createSheet("First").createRow(0).createCell(0).setCellValue(text);
                workbook.write(out);
            }
        });
    }

    static byte[] pptx(String text) {
        return bytes(out -> {
            try (XMLSlideShow show = new XMLSlideShow()) {
                show.createSlide().createTextBox().setText(text);
                show.write(out);
            }
        });
    }

    static byte[] pdf(String text) {
        return pdf(text, null);
    }

    /** One that asks for a password before it shows anything. */
    static byte[] encryptedPdf(String text) {
        return pdf(text, new StandardProtectionPolicy("owner", "user", new AccessPermission()));
    }

    private static byte[] pdf(String text, StandardProtectionPolicy protection) {
        return bytes(out -> {
            try (PDDocument document = new PDDocument()) {
                PDPage page = new PDPage();
                document.addPage(page);
                try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                    content.beginText();
                    content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                    content.newLineAtOffset(72, 700);
                    content.showText(text);
                    content.endText();
                }
                if (protection != null) {
                    document.protect(protection);
                }
                document.save(out);
            }
        });
    }

    /** Forms that show each the next one twice: a few thousand bytes, and 2^28 forms to read. */
    static byte[] endlessPdf() {
        return bytes(out -> {
            try (PDDocument document = new PDDocument()) {
                PDResources last = new PDResources();
                for (int i = 0; i < 28; i++) {
                    last = showing(document, last);
                }
                PDPage page = new PDPage();
                page.setResources(last);
                page.setContents(stream(document, "/X Do"));
                document.addPage(page);
                document.save(out);
            }
        });
    }

    private static PDResources showing(PDDocument document, PDResources inner) throws IOException {
        PDFormXObject form = new PDFormXObject(stream(document, "/X Do /X Do"));
        form.setBBox(new PDRectangle(100, 100));
        form.setResources(inner);
        PDResources resources = new PDResources();
        resources.put(COSName.getPDFName("X"), form);
        return resources;
    }

    private static PDStream stream(PDDocument document, String content) throws IOException {
        return new PDStream(document, new ByteArrayInputStream(utf8(content)));
    }

    /** More elements than a small heap holds. */
    static byte[] hungryHtml() {
        return utf8("<!DOCTYPE html><html><body>" + "<p>x".repeat(8_000_000));
    }

    static byte[] zip(String name, byte[] content) {
        return bytes(out -> {
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(content);
            }
        });
    }

    /** As many bytes of nothing, in few. */
    static byte[] zeros(long size, String name) {
        return bytes(out -> writeZeros(out, Deflater.DEFAULT_COMPRESSION, size, name));
    }

    /** An archive of as many bytes, which another compression makes few. */
    static byte[] compressedArchive(long size, String name) {
        return bytes(out -> {
            try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                writeZeros(gzip, Deflater.NO_COMPRESSION, size, name);
            }
        });
    }

    private static void writeZeros(OutputStream out, int level, long size, String name) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(level);
            zip.putNextEntry(new ZipEntry(name));
            byte[] zeros = new byte[1 << 16];
            for (long written = 0; written < size; written += zeros.length) {
                zip.write(zeros);
            }
        }
    }

    static byte[] gzip(byte[] content) {
        return bytes(out -> {
            try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                gzip.write(content);
            }
        });
    }

    /** A zip in a zip in a zip, and so on, around a text. */
    static byte[] nestedZip(int depth, String text) {
        byte[] content = zip("text.txt", utf8(text));
        for (int i = 0; i < depth; i++) {
            content = zip("inner.zip", content);
        }
        return content;
    }

    static byte[] billionLaughs() {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE l [<!ENTITY l0 \"lol\">");
        for (int i = 1; i < 12; i++) {
            xml.append("<!ENTITY l").append(i).append(" \"");
            xml.append(("&l" + (i - 1) + ";").repeat(10)).append("\">");
        }
        return utf8(xml.append("]><l>&l11;</l>").toString());
    }

    /** A docx whose body is this XML. */
    static byte[] rawDocx(String prolog, String body) {
        byte[] model = docx("to be replaced");
        return bytes(out -> {
            try (ZipOutputStream zip = new ZipOutputStream(out);
                    ZipInputStream parts = new ZipInputStream(new ByteArrayInputStream(model))) {
                for (ZipEntry part = parts.getNextEntry(); part != null; part = parts.getNextEntry()) {
                    zip.putNextEntry(new ZipEntry(part.getName()));
                    zip.write(part.getName().equals("word/document.xml") ? body(prolog, body) : parts.readAllBytes());
                }
            }
        });
    }

    private static byte[] body(String prolog, String body) {
        return utf8("<?xml version=\"1.0\"?>" + prolog + "<w:document xmlns:w=\"" + WORD + "\"><w:body>" + body
                + "</w:body></w:document>");
    }

    static byte[] nestedMails(int depth) {
        String mail = "From: a@example.org\r\nSubject: Inner\r\n\r\nDeep down\r\n";
        StringBuilder head = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            head.append("From: a@example.org\r\nMIME-Version: 1.0\r\nContent-Type: message/rfc822\r\n\r\n");
        }
        return utf8(head + mail);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
