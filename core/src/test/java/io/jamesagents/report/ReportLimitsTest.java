package io.jamesagents.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.jamesagents.message.RawMail;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever comes, it is read to an end: no stack overflows, and no expression runs away. */
@Timeout(120)
class ReportLimitsTest {
    private static final String HEAD = "From: MAILER-DAEMON@x.example\r\nSubject: failure notice\r\n";
    private static final int GARBLED = 40;

    static List<String> samples() {
        return Samples.ALL;
    }

    @ParameterizedTest
    @MethodSource("samples")
    void mailCutOffAnywhereShouldBeRead(String sample) {
        byte[] whole = Samples.text(sample).getBytes(StandardCharsets.UTF_8);
        for (int end = 0; end < whole.length; end += 7) {
            byte[] part = Arrays.copyOf(whole, end);
            assertThatCode(() -> ReportReader.read(RawMail.of(part))).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void garbledMailShouldBeRead(String sample) {
        Random random = new Random(sample.hashCode());
        byte[] whole = Samples.text(sample).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < GARBLED; i++) {
            byte[] garbled = garble(whole, random);
            assertThatCode(() -> ReportReader.read(RawMail.of(garbled))).doesNotThrowAnyException();
        }
    }

    private static byte[] garble(byte[] whole, Random random) {
        byte[] bytes = whole.clone();
        for (int changes = random.nextInt(60); changes >= 0; changes--) {
            int at = random.nextInt(bytes.length);
            int from = random.nextInt(bytes.length);
            switch (random.nextInt(3)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> System.arraycopy(whole, from, bytes, at, Math.min(20, bytes.length - Math.max(at, from)));
                default -> bytes[at] = (byte) "\r\n<>@:;=-. ".charAt(random.nextInt(11));
            }
        }
        return bytes;
    }

    static Stream<String> hostile() {
        return Stream.of(
                "<".repeat(200_000),
                "a@".repeat(100_000),
                "a@b.c ".repeat(50_000),
                "<a@b.example>:\n".repeat(20_000),
                "a".repeat(300_000) + "@b.example",
                "to: not deliver to unable to deliver ".repeat(10_000),
                "550 user unknown ".repeat(20_000),
                "account mailbox user recipient address ".repeat(10_000),
                ("not deliver ".repeat(80) + "\n").repeat(500),
                ("=".repeat(900) + "\n").repeat(500),
                "\n".repeat(500_000),
                "Final-Recipient: rfc822; a@b.example\nAction: failed\n\n".repeat(20_000),
                " x\n".repeat(100_000),
                "5.1.".repeat(100_000),
                "(expanded from ".repeat(50_000));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void hostileTextShouldBeRead(String text) throws IOException {
        Report report = ReportReader.read(Samples.raw(HEAD + "\r\n" + text));
        assertThat(report.recipients().size()).isLessThanOrEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void hostileFieldsShouldBeRead(String text) throws IOException {
        String mail = HEAD + "Content-Type: multipart/report; boundary=x\r\n\r\n--x\r\n"
                + "Content-Type: message/delivery-status\r\n\r\n" + text + "\r\n--x\r\n"
                + "Content-Type: message/rfc822\r\n\r\n" + text + "\r\n--x--\r\n";
        assertThat(ReportReader.read(Samples.raw(mail)).recipients().size()).isLessThanOrEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("nested")
    void nestedPartsShouldBeRead(String mail) {
        assertThatCode(() -> ReportReader.read(Samples.raw(mail))).doesNotThrowAnyException();
    }

    static Stream<String> nested() {
        StringBuilder multipart = new StringBuilder(HEAD);
        for (int i = 0; i < 5_000; i++) {
            multipart
                    .append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("\r\n\r\n--b")
                    .append(i)
                    .append("\r\n");
        }
        return Stream.of(multipart.toString(), HEAD + "Content-Type: message/rfc822\r\n\r\n".repeat(10_000));
    }
}
