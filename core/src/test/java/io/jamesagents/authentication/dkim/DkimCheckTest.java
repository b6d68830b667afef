package io.jamesagents.authentication.dkim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jamesagents.authentication.Authenticator;
import io.jamesagents.authentication.DkimResult;
import io.jamesagents.authentication.Session;
import io.jamesagents.authentication.TestingDns;
import io.jamesagents.authentication.TestingSigner;
import io.jamesagents.message.RawMail;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DkimCheckTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_772_366_400);
    private static final String MAIL =
            "From: a@sender.example\r\nTo: b@here.example\r\nSubject: Hi\r\n\r\nHello you.\r\n";
    private static final String TAGS = "d=sender.example; s=s1; h=from:to:subject";
    private static final TestingSigner KEY = TestingSigner.RSA;

    /** The mail of RFC 8463, A.3, whose keys are in A.2. */
    private static final String RFC8463 =
            """
            DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;
             d=football.example.com; i=@football.example.com;
             q=dns/txt; s=brisbane; t=1528637909; h=from : to :
             subject : date : message-id : from : subject : date;
             bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
             b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus
             Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==
            DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;
             d=football.example.com; i=@football.example.com;
             q=dns/txt; s=test; t=1528637909; h=from : to : subject :
             date : message-id : from : subject : date;
             bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
             b=F45dVWDfMbQDGHJFlXUNB2HKfbCeLRyhDXgFpEL8GwpsRe0IeIixNTe3
             DhCVlUrSjV4BwcVcOF6+FF3Zo9Rpo1tFOeS9mPYQTnGdaSGsgeefOsk2Jz
             dA+L10TeYt9BgDfQNZtKdN1WO//KgIqXP7OdEFE4LjFYNcUxZQ4FADY+8=
            From: Joe SixPack <joe@football.example.com>
            To: Suzie Q <suzie@shopping.example.net>
            Subject: Is dinner ready?
            Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)
            Message-ID: <20030712040037.46341.5F8J@football.example.com>

            Hi.

            We lost the game.  Are you hungry yet?

            Joe.
            """;

    private final TestingDns dns = new TestingDns().text("s1._domainkey.sender.example", KEY.record());

    private List<DkimResult> results(String mail) {
        return new Authenticator(dns, "mx.here.example", Duration.ofSeconds(10), Clock.fixed(NOW, ZoneOffset.UTC))
                .evaluate(new Session(null, "", ""), RawMail.of(mail.getBytes(StandardCharsets.UTF_8)))
                .dkim();
    }

    private String result(String mail) {
        assertThat(results(mail)).hasSize(1);
        return results(mail).get(0).result();
    }

    @Test
    void resultsShouldBePassForTheMailOfRfc8463() {
        dns.text(
                        "brisbane._domainkey.football.example.com",
                        "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=")
                .text(
                        "test._domainkey.football.example.com",
                        "v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQiY"
                                + "/J16JYi0Qvx/byYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3"
                                + "Ip3G+2kryOTIKT+l/K4w3QIDAQAB");

        assertThat(results(RFC8463)).extracting(DkimResult::result).containsExactly("pass", "pass");
        assertThat(results(RFC8463.replace("\n", "\r\n")))
                .extracting(DkimResult::result)
                .containsExactly("pass", "pass");
        assertThat(results(RFC8463.replace("hungry", "Hungry")))
                .extracting(DkimResult::result)
                .containsExactly("fail", "fail");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
    d=sender.example; s=s1; h=from:to:subject                                | pass
    d=SENDER.example; s=s1; h=From:To:Subject                                | pass
    d=sender.example; s=s1; h=from:from:subject:subject                      | pass
    d=sender.example; s=s1; h=from:x-absent                                  | pass
    d=sender.example; s=s1; h=to:subject                                     | permerror
    d=sender.example; s=s2; h=from                                           | permerror
    s=s1; h=from                                                             | neutral
    d=sender.example; h=from                                                 | neutral
    d=sender.example; s=s1; h=                                               | neutral
    d=sender.example; s=s1; h=from; h=from                                   | neutral
    d=sender.example; s=s1; h=from; i=me@sender.example                      | pass
    d=sender.example; s=s1; h=from; i=@sub.sender.example                    | pass
    d=sender.example; s=s1; h=from; i=m=40x@sender.example                   | pass
    d=sender.example; s=s1; h=from; i=@example                               | permerror
    d=sender.example; s=s1; h=from; i=@othersender.example                   | permerror
    d=sender.example; s=s1; h=from; i=sender.example                         | permerror
    d=sender.example; s=s1; h=from; t=1772366400; x=1772366401               | pass
    d=sender.example; s=s1; h=from; x=1772366399                             | permerror
    d=sender.example; s=s1; h=from; t=1772366400; x=1772366300               | permerror
    d=sender.example; s=s1; h=from; t=1772500000                             | permerror
    d=sender.example; s=s1; h=from; t=soon                                   | neutral
    d=sender.example; s=s1; h=from; q=dns/txt                                | pass
    d=sender.example; s=s1; h=from; q=http                                   | permerror
    d=sender.example; s=s1; h=from; l=12                                     | pass
    d=sender.example; s=s1; h=from; l=13                                     | fail
    d=sender.example; s=s1; h=from; l=-1                                     | neutral
    d=sender.example; s=s1; h=from; z=anything                               | pass
    d=sender.example; s=s1; h=from; _=x                                      | neutral
    d=sender..example; s=s1; h=from                                          | permerror
    """)
    void resultsShouldFollowTheTags(String tags, String result) {
        assertThat(result(KEY.sign(MAIL, tags))).isEqualTo(result);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "v=1, v=2",
        "a=rsa-sha256, a=rsa-sha1",
        "a=rsa-sha256, a=rsa-sha512",
        "a=rsa-sha256, a=ed25519-sha256",
        "c=relaxed/relaxed, c=loose/relaxed",
        "c=relaxed/relaxed, c=simple/relaxed",
        "bh=, bh=A",
        "b=, b=!",
        "s=s1, s=s9",
        "h=from, h=subject:from",
        "Subject: Hi, Subject: Ho",
        "Hello, Hallo",
        "b@here, c@here"
    })
    void resultsShouldNotBePassWhenSomethingWasChanged(String from, String to) {
        String signed = KEY.sign(MAIL, TAGS);

        assertThat(result(signed.replaceFirst(Pattern.quote(from), to))).isNotEqualTo("pass");
    }

    @Test
    void resultsShouldBePassWhenOnlyWhiteSpaceWasChanged() {
        String changed = KEY.sign(MAIL, TAGS)
                .replace("Subject: Hi", "SUBJECT :\r\n  Hi ")
                .replace("Hello you.", "Hello \t you. ");

        assertThat(result(changed + "\r\n \r\n")).isEqualTo("pass");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
    p=KEY                                | pass
    v=DKIM1; p=KEY                       | pass
    v=DKIM1; k=rsa; h=sha1:sha256; p=KEY | pass
    v=DKIM1; s=*; t=y; p=KEY             | pass
    v=DKIM1; s=email:web; n=note; p=KEY; | pass
    k=rsa; p=KEY; v=DKIM1                | permerror
    v=DKIM2; p=KEY                       | permerror
    v=DKIM1; p=                          | permerror
    v=DKIM1; k=rsa                       | permerror
    v=DKIM1; k=ed25519; p=KEY            | permerror
    v=DKIM1; k=dsa; p=KEY                | permerror
    v=DKIM1; h=sha1; p=KEY               | permerror
    v=DKIM1; s=web; p=KEY                | permerror
    v=DKIM1; p=KEY; p=KEY                | permerror
    v=DKIM1; p=nonsense                  | permerror
    v=DKIM1; p=!                         | permerror
    hello                                | permerror
    """)
    void resultsShouldFollowTheKeyRecord(String record, String result) {
        dns.text("s2._domainkey.sender.example", record.replace("KEY", KEY.key()));

        assertThat(result(KEY.sign(MAIL, "d=sender.example; s=s2; h=from"))).isEqualTo(result);
    }

    @Test
    void resultsShouldBePermerrorWhenTheKeyIsNotForSubdomains() {
        dns.text("s2._domainkey.sender.example", "v=DKIM1; t=y:s; p=" + KEY.key());

        assertThat(result(KEY.sign(MAIL, "d=sender.example; s=s2; h=from; i=@sub.sender.example")))
                .isEqualTo("permerror");
        assertThat(result(KEY.sign(MAIL, "d=sender.example; s=s2; h=from; i=@sender.example")))
                .isEqualTo("pass");
    }

    @Test
    void resultsShouldBePassWhenTheKeyIsABareRsaKey() {
        byte[] key = Base64.getDecoder().decode(KEY.key());
        byte[] bare = Arrays.copyOfRange(key, 24, key.length);
        dns.text("s2._domainkey.sender.example", "p=" + Base64.getEncoder().encodeToString(bare));

        assertThat(result(KEY.sign(MAIL, "d=sender.example; s=s2; h=from"))).isEqualTo("pass");
    }

    @Test
    void resultsShouldBePermerrorWhenTheKeyIsShort() {
        TestingSigner shortKey = TestingSigner.SHORT_RSA;
        dns.text("s2._domainkey.sender.example", shortKey.record());

        assertThat(results(shortKey.sign(MAIL, "d=sender.example; s=s2; h=from")))
                .extracting(DkimResult::result, DkimResult::reason)
                .containsExactly(tuple("permerror", "the key is too short"));
    }

    @Test
    void resultsShouldBePassWhenOneOfTwoKeysIsRight() {
        dns.text("s2._domainkey.sender.example", TestingSigner.ED25519.record(), KEY.record());

        assertThat(result(KEY.sign(MAIL, "d=sender.example; s=s2; h=from"))).isEqualTo("pass");
    }

    @Test
    void resultsShouldBeTemperrorWhenTheDnsDoesNotAnswer() {
        dns.failing("s2._domainkey.sender.example");

        assertThat(result(KEY.sign(MAIL, "d=sender.example; s=s2; h=from"))).isEqualTo("temperror");
    }

    @Test
    void resultsShouldBePolicyWhenTheBodyGoesOnAfterWhatWasSigned() {
        String signed = KEY.sign(MAIL, TAGS + "; l=12");

        assertThat(result(signed + "Send me money.\r\n")).isEqualTo("policy");
    }

    @Test
    void resultsShouldBeFailWhenARepeatedFieldIsPutBeforeASignatureThatForbidsIt() {
        String signed = KEY.sign(MAIL, "d=sender.example; s=s1; h=from:subject:subject");

        assertThat(result("Subject: Other\r\n" + signed)).isEqualTo("fail");
    }

    @Test
    void resultsShouldBePassWhenRepeatedFieldsAreSignedFromTheLastOn() {
        String mail = MAIL.replace("Subject: Hi", "X: 1\r\nX: 2\r\nX: 3");

        assertThat(result(KEY.sign(mail, "d=sender.example; s=s1; h=from:x:x"))).isEqualTo("pass");
        assertThat(result(KEY.sign(mail, "d=sender.example; s=s1; h=from:x:x").replace("X: 1", "X: 9")))
                .isEqualTo("pass");
        assertThat(result(KEY.sign(mail, "d=sender.example; s=s1; h=from:x:x").replace("X: 2", "X: 9")))
                .isEqualTo("fail");
    }

    @Test
    void resultsShouldBePassForEachOfSeveralSignatures() {
        String twice = KEY.sign(KEY.sign(MAIL, TAGS), "d=sender.example; s=s1; h=from:dkim-signature");

        assertThat(results(twice)).extracting(DkimResult::result).containsExactly("pass", "pass");
    }

    @Test
    void resultsShouldBeOfTheFirstTenSignatures() {
        assertThat(results("DKIM-Signature: v=1\r\n".repeat(30) + MAIL)).hasSize(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"d=a\r\n b; s=c", "d=a b; s=c", "d=\"a\"; s=c", "d=a(b); s=c"})
    void resultsShouldNotRepeatWhatIsNoPlainWord(String tags) {
        assertThat(results("DKIM-Signature: v=1; " + tags + "\r\n" + MAIL)
                        .get(0)
                        .domain())
                .isEmpty();
    }

    @Test
    void resultsShouldBePassWhenThereIsNoBody() {
        String empty = MAIL.substring(0, MAIL.indexOf("\r\n\r\n") + 4);

        assertThat(result(KEY.sign(empty, TAGS))).isEqualTo("pass");
    }
}
