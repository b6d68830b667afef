package io.jamesagents.tika;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
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

    /** A page of as many drawn rectangles and letters as keep a reader of any speed busy, in few bytes. */
    static byte[] endlessPdf() {
        return bytes(out -> {
            try (PDDocument document = new PDDocument()) {
                PDPage page = new PDPage();
                document.addPage(page);
                try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                    content.beginText();
                    content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                    content.endText();
                    for (int i = 0; i < 3_000_000; i++) {
                        content.addRect(1, 1, 1, 1);
                        content.clip();
                    }
                }
                document.save(out);
            }
        });
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
        return bytes(out -> {
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                zip.putNextEntry(new ZipEntry(name));
                byte[] zeros = new byte[1 << 16];
                for (long written = 0; written < size; written += zeros.length) {
                    zip.write(zeros);
                }
            }
        });
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
                    java.util.zip.ZipInputStream parts =
                            new java.util.zip.ZipInputStream(new java.io.ByteArrayInputStream(model))) {
                for (ZipEntry part = parts.getNextEntry(); part != null; part = parts.getNextEntry()) {
                    zip.putNextEntry(new ZipEntry(part.getName()));
                    zip.write(part.getName().equals("word/document.xml") ? body(prolog, body) : rest(parts));
                }
            }
        });
    }

    private static byte[] rest(InputStream part) throws IOException {
        return part.readAllBytes();
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
