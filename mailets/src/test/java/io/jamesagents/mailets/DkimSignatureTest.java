package io.jamesagents.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jamesagents.maildomain.dkim.SigningKey;
import io.jamesagents.message.RawMail;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.jdkim.api.SignatureRecord;
import org.apache.james.jdkim.exceptions.FailException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DkimSignatureTest {
    private static final String MAIL =
            """
            From: Ada <ada@example.org>
            To: Bob <bob@far.test>,
            \tCarl <carl@far.test>
            Subject:  two  spaces
            Message-ID: <1@example.org>
            MIME-Version: 1.0
            Content-Type: text/plain; charset=utf-8

            Hello

            .dots \s
            last


            """
                    .replace("\n", "\r\n");

    private static KeyPair pair;

    @BeforeAll
    static void makeKey() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        pair = generator.generateKeyPair();
    }

    private static String signed(String mail) throws Exception {
        SigningKey key = new SigningKey("example.org", null, "s1", pair.getPrivate());
        Instant at = Instant.ofEpochSecond(1_700_000_000);
        return DkimSignature.of(RawMail.of(mail.getBytes(StandardCharsets.ISO_8859_1)), key, at) + mail;
    }

    private static List<SignatureRecord> verified(String mail) throws IOException, FailException {
        String record = "v=DKIM1; k=rsa; p="
                + Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
        DKIMVerifier verifier = new DKIMVerifier((methods, selector, domain) -> List.of(record));
        return verifier.verify(new ByteArrayInputStream(mail.getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void signatureShouldVerify() throws Exception {
        String mail = signed(MAIL);
        assertThat(verified(mail)).hasSize(1);
        assertThat(mail.lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(200));
        assertThat(mail)
                .startsWith("DKIM-Signature:")
                .contains("c=relaxed/relaxed")
                .contains("t=1700000000");
        assertThat(mail).contains("h=from:from:to:subject:message-id:mime-version:content-type;");
        assertThat(mail).doesNotContain("l=");
    }

    @Test
    void signatureShouldVerifyWhenWhiteSpaceChangesOnTheWay() throws Exception {
        String mail = signed(MAIL).replace("To: Bob <bob@far.test>,\r\n\t", "to: Bob  <bob@far.test>, ");
        assertThat(verified(mail.replace("last\r\n\r\n\r\n", "last\r\n"))).hasSize(1);
    }

    @Test
    void signatureShouldBreakWhenTheMailIsChanged() throws Exception {
        String mail = signed(MAIL);
        assertThatThrownBy(() -> verified(mail.replace("Hello", "Hullo"))).isInstanceOf(FailException.class);
        assertThatThrownBy(() -> verified(mail.replace("<1@", "<2@"))).isInstanceOf(FailException.class);
        assertThatThrownBy(() -> verified(mail.replace("Subject:", "From: eve@example.org\r\nSubject:")))
                .isInstanceOf(FailException.class);
    }

    @Test
    void bareLineFeedsShouldBeSignedAsTheyAreSent() throws Exception {
        assertThat(verified(
                        signed(MAIL.replace("\r\n", "\n")).replace("\r\n", "\n").replace("\n", "\r\n")))
                .hasSize(1);
    }

    @Test
    void mailWithEightBitHeaderShouldNotBeSigned() {
        assertThatThrownBy(() -> signed(MAIL.replace("Ada", "Ad\u00e4"))).isInstanceOf(IOException.class);
    }

    @Test
    void mailWithoutBodyShouldVerify() throws Exception {
        assertThat(verified(signed("From: ada@example.org\r\nSubject: empty\r\n\r\n")))
                .hasSize(1);
    }
}
