package io.jamesagents.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailParserTest {
    private final MailParser parser = new MailParser(Limits.DEFAULT);

    @AfterEach
    void close() {
        parser.close();
    }

    private ParsedMail parse(String mail) throws IOException {
        return parser.parse(RawMail.of(mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void parseShouldReadHeadersAndTextWhenMailIsPlain() throws IOException {
        ParsedMail mail = parse(
                "From: Joe <Joe@X.example>\nTo: a@b.example, B <b@b.example>\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\n"
                        + "Message-ID: <1@x>\nDate: Mon, 1 Jan 2024 10:00:00 +0100\n\nHello\n");
        assertThat(mail.sender()).isEqualTo("joe@x.example");
        assertThat(mail.participants()).extracting(Participant::role).containsExactly("sender", "to", "to");
        assertThat(mail.subject()).isEqualTo("Grüße");
        assertThat(mail.messageId()).isEqualTo("1@x");
        assertThat(mail.date()).isEqualTo(Instant.parse("2024-01-01T09:00:00Z"));
        assertThat(mail.text()).isEqualTo("Hello\n");
        assertThat(mail.marks()).isEmpty();
    }

    @Test
    void parseShouldListFilesWhenMailHasAttachments() throws IOException {
        ParsedMail mail =
                parse("Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\nHello\n--x\n"
                        + "Content-Type: application/pdf; name=\"../a b.pdf\"\nContent-Transfer-Encoding: base64\n\naGVsbG8=\n--x\n"
                        + "Content-Type: message/rfc822\n\nSubject: inner\n\nInner\n--x--\n");
        assertThat(mail.text()).isEqualTo("Hello");
        assertThat(mail.attachments())
                .containsExactly(
                        new ParsedMail.Part(1, "a b.pdf", "application/pdf", 5, null),
                        new ParsedMail.Part(2, "message-2.eml", "message/rfc822", 23, null));
    }

    @Test
    void parseShouldDecodeFilenamesWhenTheyAreContinuedAndEncoded() throws IOException {
        ParsedMail mail = parse("Content-Type: application/octet-stream\nContent-Disposition: attachment;\n"
                + " filename*0*=utf-8''gr%C3%BC;\n filename*1*=%C3%9Fe.txt\n\nx");
        assertThat(mail.attachments()).extracting(ParsedMail.Part::filename).containsExactly("grüße.txt");
    }

    @Test
    void parseShouldMakeTextWhenMailIsHtmlOnly() throws IOException {
        ParsedMail mail = parse("Content-Type: text/html; charset=iso-8859-1\n\n<html><head><title>t</title></head>"
                + "<body><p>One</p><script>x</script><div>Two&nbsp;three<br>four</div></body></html>");
        assertThat(mail.text()).isEqualTo("One\n\nTwo three\nfour");
        assertThat(mail.html()).contains("<p>One</p>");
    }

    @Test
    void parseShouldGuessTheCharsetWhenTheMailDoesNotNameIt() throws IOException {
        byte[] latin = "Subject: caf\u00e9\r\n\r\ncaf\u00e9".getBytes(StandardCharsets.ISO_8859_1);
        ParsedMail mail = parser.parse(RawMail.of(latin));
        assertThat(mail.subject()).isEqualTo("café");
        assertThat(mail.text()).isEqualTo("café");
    }

    @Test
    void parseShouldStillFindThePersonWhenFromIsNoAddress() throws IOException {
        assertThat(parse("From: joe at x.example (Joe)\n\n").sender()).isEqualTo("joe at x.example");
    }

    @ParameterizedTest
    @ValueSource(ints = {51, 1_000, 10_000})
    void parseShouldMarkAndEndWhenMultipartsAreNestedTooDeeply(int depth) throws IOException {
        StringBuilder bomb = new StringBuilder("Subject: bomb\n");
        for (int i = 0; i < depth; i++) {
            bomb.append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("\n\n--b")
                    .append(i)
                    .append('\n');
        }
        ParsedMail mail = parse(bomb.toString());
        assertThat(mail.subject()).isEqualTo("bomb");
        assertThat(mail.marks()).contains(ParsedMail.PARSE_LIMITED);
    }

    @Test
    void parseShouldSeeOneFileWhenMessagesAreNestedDeeply() throws IOException {
        ParsedMail mail = parse("Subject: bomb\n" + "Content-Type: message/rfc822\n\n".repeat(20_000));
        assertThat(mail.attachments()).hasSize(1);
    }

    @Test
    void parseShouldMarkWhenThereAreTooManyParts() throws IOException {
        ParsedMail mail =
                parse("Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\nx\n".repeat(20_000) + "--b--\n");
        assertThat(mail.marks()).contains(ParsedMail.PARSE_LIMITED);
        assertThat(mail.text()).startsWith("x");
    }

    @Test
    void parseShouldMarkWhenThereAreTooManyHeaders() throws IOException {
        ParsedMail mail = parse("Subject: bomb\n" + "X-A: b\n".repeat(100_000) + "\nbody");
        assertThat(mail.subject()).isEqualTo("bomb");
        assertThat(mail.marks()).contains(ParsedMail.PARSE_LIMITED);
    }

    @Test
    void parseShouldMarkWhenAHeaderIsTooLong() throws IOException {
        ParsedMail mail = parse("Subject: bomb\nX-A: " + "a".repeat(5_000_000) + "\n\nbody");
        assertThat(mail.subject()).isEqualTo("bomb");
        assertThat(mail.marks()).contains(ParsedMail.PARSE_LIMITED);
    }

    @Test
    void parseShouldKeepThePeopleWithinLimitsWhenThereAreTooMany() throws IOException {
        ParsedMail mail = parse("To: " + "someone@example.org, ".repeat(4_000) + "last@example.org\n\nbody");
        assertThat(mail.participants()).hasSizeLessThanOrEqualTo(Limits.DEFAULT.recipients());
    }

    @Test
    void parseShouldGiveWhatIsThereWhenTimeIsUp() throws IOException {
        Limits hasty = new Limits(50, 1000, 2000, 100_000, 1_000_000, 500, 100, Duration.ofMillis(200));
        RawMail endless = new RawMail() {
            @Override
            public java.io.InputStream open() {
                return new EndlessMail();
            }

            @Override
            public long size() {
                return Long.MAX_VALUE;
            }
        };
        try (MailParser quick = new MailParser(hasty)) {
            ParsedMail mail = quick.parse(endless);
            assertThat(mail.marks()).contains(ParsedMail.PARSE_FAILED);
            assertThat(mail.subject()).isEqualTo("endless");
        }
    }

    /** A header, and then a body that never ends while anybody reads it. */
    private static final class EndlessMail extends java.io.InputStream {
        private final byte[] head =
                "Subject: endless\r\nContent-Type: application/x\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        private int at;

        @Override
        public int read() {
            return at < head.length ? head[at++] : 'x';
        }
    }
}
