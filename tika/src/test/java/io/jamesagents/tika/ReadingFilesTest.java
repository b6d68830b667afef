package io.jamesagents.tika;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.jamesagents.attachment.text.Document;
import io.jamesagents.attachment.text.FileText;
import io.jamesagents.attachment.text.TextReader;
import io.jamesagents.attachment.text.TextSettings;
import io.jamesagents.attachment.text.TextState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The real program in its own process, as the server runs it. */
class ReadingFilesTest {
    private static final int MAX_CHARS = 100_000;
    private static final long MAX_BYTES = 100_000_000;
    private static final long HUGE = 300L << 20;

    @TempDir
    static Path folder;

    private static TextReader reader;

    @BeforeAll
    static void open() {
        reader = TextReader.in(
                folder,
                new TextSettings(true, MAX_BYTES, MAX_CHARS, Duration.ofSeconds(20), 256, Duration.ofMinutes(1)));
    }

    @AfterAll
    static void close() {
        reader.close();
    }

    /** Whatever a file did, the next one is read, and nothing of the last is left. */
    @AfterEach
    void othersGoOn() throws IOException {
        assertThat(read("next.docx", Samples.docx("Goes on")).text()).isEqualTo("Goes on");
        // The process tidies up after it has answered.
        await().untilAsserted(() -> assertThat(leftOver()).isEmpty());
    }

    private static List<Path> leftOver() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("work"))) {
            return files.toList();
        }
    }

    private static FileText read(String name, byte[] content) throws IOException {
        return reader.read(new Document(name, "application/octet-stream", content.length, out -> out.write(content)));
    }

    static List<Arguments> formats() {
        return List.of(
                arguments("a.docx", Samples.docx("The budget")),
                arguments("a.xlsx", Samples.xlsx("The budget")),
                arguments("a.xls", Samples.xls("The budget")),
                arguments("a.pptx", Samples.pptx("The budget")),
                arguments("a.pdf", Samples.pdf("The budget")),
                arguments("wrong-name.png", Samples.pdf("The budget")),
                arguments("a.txt", Samples.utf8("The budget")),
                arguments("latin.txt", "Grüße. The budget is größer".getBytes(StandardCharsets.ISO_8859_1)),
                arguments("a.csv", Samples.utf8("The budget,2\nb,3\n")),
                arguments("a.json", Samples.utf8("{\"a\": \"The budget\"}")),
                arguments("a.ics", Samples.utf8("BEGIN:VCALENDAR\r\nSUMMARY:The budget\r\nEND:VCALENDAR\r\n")),
                arguments("a.html", Samples.utf8("<html><body><p>The <b>budget</b></p></body></html>")),
                arguments("a.xml", Samples.utf8("<?xml version=\"1.0\"?><a><b>The budget</b></a>")),
                arguments("a.rtf", Samples.utf8("{\\rtf1\\ansi The budget\\par}")),
                arguments("a.zip", Samples.zip("b.docx", Samples.docx("The budget"))),
                arguments("a.txt.gz", Samples.gzip(Samples.utf8("The budget"))),
                arguments(
                        "a.eml",
                        Samples.utf8("From: a@example.org\r\nSubject: S\r\nMIME-Version: 1.0\r\n"
                                + "Content-Type: text/plain\r\n\r\nThe budget\r\n")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("formats")
    void textShouldBeThere(String name, byte[] content) throws IOException {
        FileText text = read(name, content);
        assertThat(text.state()).isEqualTo(TextState.READY);
        assertThat(text.text()).contains("The budget");
        assertThat(text.truncated()).isFalse();
    }

    @Test
    void textShouldBeTruncatedWhenItIsLong() throws IOException {
        FileText text = read("a.txt", Samples.utf8("word ".repeat(MAX_CHARS)));
        assertThat(text.truncated()).isTrue();
        assertThat(text.text()).startsWith("word word").hasSizeBetween(MAX_CHARS - 10, MAX_CHARS);
    }

    @Test
    void stateShouldSayWhenThereIsNoText() throws IOException {
        assertThat(read("a.txt", Samples.utf8(" \n \n")).state()).isEqualTo(TextState.EMPTY);
        assertThat(read("a.bin", new byte[] {0, 1, 2, 3, 0, 5}).state()).isEqualTo(TextState.UNSUPPORTED);
        assertThat(read("a.pdf", Samples.encryptedPdf("Secret"))).isEqualTo(failed("encrypted"));
        assertThat(read("a.pdf", Samples.utf8("%PDF-1.7\nnothing more")).state())
                .isEqualTo(TextState.FAILED);
    }

    private static FileText failed(String reason) {
        return new FileText(TextState.FAILED, "", false, reason);
    }

    @Test
    void bombsShouldNotGoOff() throws IOException {
        FileText text = read("a.zip", Samples.zeros(HUGE, "a.txt"));
        assertThat(text.truncated()).isTrue();
        assertThat(text.text().length()).isLessThanOrEqualTo(MAX_CHARS);
        assertThat(read("a.zip.gz", Samples.compressedArchive(HUGE, "a.bin"))).isEqualTo(failed("bomb"));
        assertThat(read("a.docx", Samples.zeros(HUGE, "word/document.xml")).text())
                .hasSizeLessThan(1000);
        assertThat(read("a.xml", Samples.billionLaughs()).text()).hasSizeLessThan(10_000);
    }

    @Test
    void entitiesShouldNotBeFetchedOrExpanded() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "TOP-SECRET");
        try (ServerSocket trap = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + trap.getLocalPort() + "/";
            String prolog = "<!DOCTYPE x [<!ENTITY f SYSTEM \"" + secret.toUri() + "\"><!ENTITY h SYSTEM \"" + url
                    + "\"><!ENTITY % p SYSTEM \"" + url + "\"> %p;]>";
            String use = "<w:p><w:r><w:t>a&f;&h;</w:t></w:r></w:p>";
            assertThat(read("a.docx", Samples.rawDocx(prolog, use)).text()).doesNotContain("TOP-SECRET");
            assertThat(read("a.xml", Samples.utf8("<?xml version=\"1.0\"?>" + prolog + "<x>a&f;&h;</x>"))
                            .text())
                    .doesNotContain("TOP-SECRET");
            trap.setSoTimeout(200);
            assertThatThrownBy(trap::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void nestingShouldEndSomewhere() throws IOException {
        String tables = "<w:tbl><w:tr><w:tc>".repeat(20_000);
        String ends = "</w:tc></w:tr></w:tbl>".repeat(20_000);
        read("a.docx", Samples.rawDocx("", tables + "<w:p><w:r><w:t>x</w:t></w:r></w:p>" + ends));
        read("a.html", Samples.utf8("<div>".repeat(300_000)));
        read("a.rtf", Samples.utf8("{\\rtf1 " + "{".repeat(300_000)));
        read("a.eml", Samples.nestedMails(5_000));
        FileText zip = read("a.zip", Samples.nestedZip(30, "deep"));
        assertThat(zip.text()).doesNotContain("deep");
        assertThat(zip.truncated()).isTrue();
    }

    private static TextReader reader(String name, Duration limit, int heapMib) {
        return TextReader.in(
                folder.resolve(name),
                new TextSettings(true, MAX_BYTES, MAX_CHARS, limit, heapMib, Duration.ofMinutes(1)));
    }

    private static FileText read(TextReader from, byte[] content) throws IOException {
        return from.read(new Document("a", "", content.length, out -> out.write(content)));
    }

    @Test
    void endlessFileShouldBeGivenUp() throws IOException {
        try (TextReader hasty = reader("hasty", Duration.ofSeconds(10), 256)) {
            assertThat(read(hasty, Samples.endlessPdf())).isEqualTo(failed("timeout"));
            assertThat(read(hasty, Samples.docx("fine")).text()).isEqualTo("fine");
        }
    }

    @Test
    void fileThatFillsTheHeapShouldCostItselfOnly() throws IOException {
        try (TextReader small = reader("small", Duration.ofSeconds(60), 64)) {
            assertThat(read(small, Samples.hungryHtml())).isEqualTo(failed("out_of_memory"));
            assertThat(read(small, Samples.docx("fine")).text()).isEqualTo("fine");
        }
    }
}
