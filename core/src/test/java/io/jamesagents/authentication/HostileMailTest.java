package io.jamesagents.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.jamesagents.message.RawMail;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is sent, an evaluation ends, and does not take it for somebody's. */
@Timeout(60)
class HostileMailTest {
    private static final TestingSigner KEY = TestingSigner.ED25519;
    private static final String MAIL = "From: a@bank.example\r\nSubject: Hi\r\n\r\nHello you.\r\n";

    private final TestingDns dns = new TestingDns()
            .text("_dmarc.bank.example", "v=DMARC1; p=reject")
            .text("s1._domainkey.bank.example", KEY.record());

    private Authentication evaluate(String mailFrom, byte[] mail) {
        return new Authenticator(dns, "mx.here.example", Duration.ofSeconds(20), Clock.systemUTC())
                .evaluate(new Session(InetAddress.getLoopbackAddress(), "helo.example", mailFrom), RawMail.of(mail));
    }

    private Authentication evaluate(String mail) {
        return evaluate("x@evil.example", mail.getBytes(StandardCharsets.ISO_8859_1));
    }

    static Stream<Arguments> headers() {
        int many = 60_000;
        return Stream.of(
                Arguments.of("comments in comments", "From: " + "(".repeat(many) + "a@bank.example"),
                Arguments.of("comments side by side", "From: " + "()".repeat(many) + "a@bank.example"),
                Arguments.of("backslashes", "From: \"" + "\\".repeat(many) + "\" <a@bank.example>"),
                Arguments.of("brackets", "From: " + "<".repeat(many) + "a@bank.example"),
                Arguments.of("at signs", "From: " + "a@".repeat(many) + "bank.example"),
                Arguments.of("addresses", "From: " + "a@bank.example,".repeat(many / 10)),
                Arguments.of("a long local part", "From: " + "a".repeat(many) + "@bank.example"),
                Arguments.of("a long domain", "From: a@" + "a.".repeat(many) + "bank.example"),
                Arguments.of("folds", "From: a" + "\r\n ".repeat(many) + "@bank.example"),
                Arguments.of("lone CRs", "From: a@bank.example\r\nX: " + "\r".repeat(many) + "From: b@bank.example"),
                Arguments.of("many From fields", "From: a@bank.example\r\n".repeat(1000) + "X: y"),
                Arguments.of("tags", "DKIM-Signature: " + "a=b;".repeat(many)),
                Arguments.of("other tags", "DKIM-Signature: " + tags(many / 2) + "v=1"),
                Arguments.of("semicolons", "DKIM-Signature: " + ";".repeat(many)),
                Arguments.of("spaces", "DKIM-Signature: v=1; b" + " ".repeat(many) + "=x"),
                Arguments.of("fields to sign", signature("h=from" + ":from".repeat(many))),
                Arguments.of("empty fields to sign", signature("h=from" + ":".repeat(many))),
                Arguments.of("a large body length", signature("h=from; l=999999999999")),
                Arguments.of("many signatures", (signature("h=from:dkim-signature") + "\r\n").repeat(500) + "X: y"),
                Arguments.of("many seals", "ARC-Seal: i=1; cv=none\r\n".repeat(1500) + "X: y"),
                Arguments.of("sets without an end", "ARC-Authentication-Results: i=" + "9".repeat(many)));
    }

    private static String tags(int count) {
        StringBuilder tags = new StringBuilder();
        for (int i = 0; i < count; i++) {
            tags.append('a').append(i).append("=;");
        }
        return tags.toString();
    }

    private static String signature(String tags) {
        return "DKIM-Signature: v=1; a=ed25519-sha256; d=bank.example; s=s1; bh=AAAA; b=AAAA; " + tags;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("headers")
    void evaluateShouldEndAndNotPassWhenTheHeaderIsHostile(String what, String header) {
        assertThat(evaluate(header + "\r\n" + (header.startsWith("From") ? "" : MAIL))
                        .verdict())
                .isNotEqualTo("pass");
    }

    @Test
    void evaluateShouldEndWhenTheBodyIsOnlyEmptyLines() {
        String signed = KEY.sign(MAIL, "d=bank.example; s=s1; h=from");

        assertThat(evaluate(signed + "\r\n".repeat(1_000_000)).verdict()).isEqualTo("pass");
    }

    @Test
    void evaluateShouldNeverPassWhenAnyOctetOfWhatIsSignedWasChanged() {
        byte[] signed = KEY.sign(MAIL, "d=bank.example; s=s1; h=from:from:subject:subject")
                .getBytes(StandardCharsets.US_ASCII);
        Random random = new Random(1);
        for (int i = 0; i < 3000; i++) {
            byte[] changed = signed.clone();
            int at = random.nextInt(changed.length);
            changed[at] = (byte) random.nextInt(256);
            Authentication found = evaluate("x@evil.example", changed);
            if (found.verdict().equals("pass")) {
                assertThat(same(signed[at], changed[at]) || signed[at + 1] == '=')
                        .as("octet %d", at)
                        .isTrue();
            }
        }
    }

    /**
     * Changes that the relaxed form is there to allow: the case of names, and white space for white space. The last digit of
     * base64, before the equals sign, has bits that do not count.
     */
    private static boolean same(byte before, byte after) {
        List<Integer> spaces = List.of((int) ' ', (int) '\t', (int) '\r', (int) '\n');
        return Character.toLowerCase(before) == Character.toLowerCase(after)
                || (spaces.contains((int) before) && spaces.contains((int) after));
    }

    @Test
    void evaluateShouldEndWhenTheMailIsNoise() {
        Random random = new Random(2);
        for (int i = 0; i < 2000; i++) {
            byte[] noise = new byte[random.nextInt(2000)];
            random.nextBytes(noise);
            assertThat(evaluate("x@evil.example", noise).verdict()).isEqualTo("fail");
        }
    }

    @Test
    void evaluateShouldEndWhenTheRecordsAreNoise() {
        Random random = new Random(3);
        String mail = KEY.sign(MAIL.replace("bank", "noise"), "d=noise.example; s=s1; h=from");
        String letters = "v=spf1 +-~?a:mx/ptr%{}dlohivp.include:exists redirect=exp=0123456789;k=rsa; p=DMARC1\"\\";
        for (int i = 0; i < 3000; i++) {
            StringBuilder record = new StringBuilder(i % 3 == 0 ? "v=DMARC1;" : i % 3 == 1 ? "v=spf1 " : "v=DKIM1;");
            random.ints(random.nextInt(100), 0, letters.length()).forEach(at -> record.append(letters.charAt(at)));
            Authenticator authenticator = new Authenticator(
                    new TestingDns()
                            .text("noise.example", record.toString())
                            .text("_dmarc.noise.example", record.toString())
                            .text("s1._domainkey.noise.example", record.toString()),
                    "mx.here.example",
                    Duration.ofSeconds(20),
                    Clock.systemUTC());
            Authentication found = authenticator.evaluate(
                    new Session(InetAddress.getLoopbackAddress(), "x", "a@noise.example"),
                    RawMail.of(mail.getBytes(StandardCharsets.US_ASCII)));
            assertThat(found.dkim()).noneMatch(signature -> signature.result().equals("pass"));
        }
    }

    @Test
    void evaluateShouldEndWhenARecordIsLong() {
        dns.text("evil.example", "v=spf1" + " a:%{s}%{s}%{s}.evil.example".repeat(2000) + " -all");

        assertThat(evaluate("x".repeat(400) + "@evil.example", MAIL.getBytes(StandardCharsets.US_ASCII))
                        .spf()
                        .result())
                .isEqualTo("permerror");
    }
}
