package io.jamesagents.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.jamesagents.message.Limits;
import io.jamesagents.message.MailParser;
import io.jamesagents.message.ParsedMail;
import io.jamesagents.message.PartReader;
import io.jamesagents.message.RawMail;
import io.jamesagents.outbound.MimeWriter.Envelope;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.james.mime4j.dom.address.Mailbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MimeBodyTest {
    private final MailParser parser = new MailParser(Limits.DEFAULT);

    @AfterEach
    void stop() {
        parser.close();
    }

    private static Draft draft(String text, String html) {
        return Draft.of(new SendRequest(
                List.of("a@x.example"), null, null, null, "s", html, text, null, null, null, null, null, null, null));
    }

    private static Enclosure file(String name, boolean shown) {
        byte[] content = ("content of " + name + "\n\r\n\0").getBytes(StandardCharsets.UTF_8);
        return new Enclosure(null, name, "image/png", shown ? name + "@x" : null, shown, content);
    }

    private static RawMail write(Draft draft, List<Enclosure> files) {
        Mailbox from = new Mailbox("b", "y.example");
        return RawMail.of(MimeWriter.write(
                draft, new Envelope(from, List.of(from), "s", "<1@y>", null, List.of(), Instant.EPOCH), files));
    }

    @ParameterizedTest
    @CsvSource({
        "text, , 0, 0",
        "text, , 0, 2",
        ", html, 0, 0",
        ", html, 0, 2",
        ", html, 2, 0",
        ", html, 1, 1",
        "text, html, 0, 0",
        "text, html, 0, 1",
        "text, html, 2, 0",
        "text, html, 2, 2"
    })
    void leavesShouldBeNumberedAsTheyAreRead(String text, String html, int shown, int others) throws IOException {
        Draft draft = draft(text, html);
        List<Enclosure> files = java.util.stream.IntStream.range(0, shown + others)
                .mapToObj(i -> file("f" + i, i < shown))
                .toList();
        RawMail mail = write(draft, files);
        ParsedMail parsed = parser.parse(mail);
        assertThat(parsed.marks()).isEmpty();
        assertThat(parsed.text()).isEqualTo(text == null ? "html" : text);
        assertThat(parsed.html()).isEqualTo(html);
        assertThat(parsed.attachments()).hasSize(files.size());
        for (int i = 0; i < files.size(); i++) {
            ParsedMail.Part part = parsed.attachments().get(i);
            assertThat(part.number()).isEqualTo(MimeBody.firstFile(draft) + i);
            assertThat(part.filename()).isEqualTo("f" + i);
            assertThat(part.contentId()).isEqualTo(files.get(i).contentId());
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            assertThat(PartReader.copy(mail, part.number(), out)).isTrue();
            assertThat(out.toByteArray()).isEqualTo(files.get(i).content());
        }
        assertThat(PartReader.copy(mail, 99, new ByteArrayOutputStream())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.pdf",
                "with space (1).pdf",
                "grüße.txt",
                "😀😀.png",
                "a\"b\\c.txt",
                "a; filename*=utf-8''b%0d%0a",
                "%0d%0aBcc: x",
                "'%''.txt"
            })
    void nameShouldComeBackAsItIs(String name) throws IOException {
        // A backslash parts folders for those who read it.
        String kept = name.substring(name.lastIndexOf('\\') + 1);
        RawMail mail = write(draft("t", null), List.of(file(kept, false)));
        assertThat(parser.parse(mail).attachments().get(0).filename()).isEqualTo(kept);
    }

    @Test
    void manyReferencesShouldNotEndTheHeader() throws IOException {
        List<String> ids = java.util.stream.IntStream.range(0, 20)
                .mapToObj(i -> "<" + "0".repeat(30) + i + "@agents.localhost>")
                .toList();
        Mailbox from = new Mailbox("b", "y.example");
        RawMail mail = RawMail.of(MimeWriter.write(
                draft("t", null),
                new Envelope(from, List.of(from), "s", "<1@y>", ids.get(19), ids, Instant.EPOCH),
                List.of()));
        ParsedMail parsed = parser.parse(mail);
        assertThat(parsed.references()).hasSize(20);
        assertThat(parsed.text()).isEqualTo("t");
    }

    @Test
    void longNameShouldBeContinuedOnShortLines() throws IOException {
        String name = "ü".repeat(120) + ".txt";
        RawMail mail = write(draft("t", null), List.of(file(name, false)));
        String text = new String(mail.open().readAllBytes(), StandardCharsets.ISO_8859_1);
        assertThat(text.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
        assertThat(parser.parse(mail).attachments().get(0).filename()).isEqualTo(name);
    }
}
