package io.jamesagents.authentication.arc;

import static org.assertj.core.api.Assertions.assertThat;

import io.jamesagents.authentication.ArcResult;
import io.jamesagents.authentication.Authenticator;
import io.jamesagents.authentication.Session;
import io.jamesagents.authentication.TestingChain;
import io.jamesagents.authentication.TestingDns;
import io.jamesagents.authentication.TestingSigner;
import io.jamesagents.message.RawMail;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ArcCheckTest {
    private static final String MAIL = "From: a@sender.example\r\nSubject: Hi\r\n\r\nHello you.\r\n";

    private final TestingDns dns = new TestingDns()
            .text("s1._domainkey.one.example", TestingSigner.ED25519.record())
            .text("s1._domainkey.two.example", TestingSigner.ED25519.record())
            .text("s1._domainkey.three.example", TestingSigner.ED25519.record())
            .failing("s1._domainkey.down.example");

    private ArcResult result(String mail) {
        return new Authenticator(dns, "mx.here.example", Duration.ofSeconds(10), Clock.systemUTC())
                .evaluate(new Session(null, "", ""), RawMail.of(mail.getBytes(StandardCharsets.UTF_8)))
                .arc();
    }

    private static TestingChain chain() {
        return new TestingChain(TestingSigner.ED25519, MAIL);
    }

    @Test
    void resultShouldBeNoneWhenNobodySealed() {
        assertThat(result(MAIL)).isEqualTo(ArcResult.NONE);
    }

    @Test
    void resultShouldBePassForChainsOfAnyLength() {
        assertThat(result(chain().by("one.example").mail())).isEqualTo(new ArcResult("pass", 1, "one.example", null));
        assertThat(result(chain().by("one.example")
                        .by("two.example")
                        .by("three.example")
                        .mail()))
                .isEqualTo(new ArcResult("pass", 3, "three.example", null));
    }

    @Test
    void resultShouldBePassForFiftySetsAndFailForMore() {
        TestingChain chain = chain();
        for (int i = 0; i < 50; i++) {
            chain.by("one.example");
        }

        assertThat(result(chain.mail()).result()).isEqualTo("pass");
        assertThat(result(chain.by("one.example").mail()).result()).isEqualTo("fail");
    }

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource({
        "cv=pass, cv=none",
        "cv=none, cv=pass",
        "cv=none, cv=fail",
        "ARC-Seal: i=2, ARC-Seal: i=1",
        "ARC-Seal: i=2, ARC-Seal: i=3",
        "ARC-Seal: i=2, ARC-Seal: i=0",
        "ARC-Seal: i=2, X-Seal: i=2",
        "ARC-Message-Signature: i=1, X-Signature: i=1",
        "ARC-Authentication-Results: i=1, X-Results: i=1",
        "ARC-Authentication-Results: i=1;, ARC-Authentication-Results: one.example;",
        "ARC-Authentication-Results: i=1; one.example, ARC-Authentication-Results: i=1; two.example",
        "ARC-Message-Signature: i=1; a=ed, ARC-Message-Signature: i=1;  x=1; a=ed",
        "ARC-Seal: i=2; a=ed, ARC-Seal: i=2; h=from; a=ed",
        "ARC-Seal: i=2; a=ed, ARC-Seal: i=2; i=2; a=ed",
        "h=from:subject, h=from:arc-seal",
        "s=s1, s=s2",
        "Subject: Hi, Subject: Ho",
        "Hello, Hallo"
    })
    void resultShouldBeFailWhenSomethingWasChanged(String from, String to) {
        String mail = chain().by("one.example").by("two.example").mail();

        String changed = mail.replaceFirst(Pattern.quote(from), to);

        assertThat(changed).isNotEqualTo(mail);
        assertThat(result(changed))
                .extracting(ArcResult::result, ArcResult::sealer)
                .containsExactly("fail", null);
    }

    enum Order {
        MISSING,
        REPEATED,
        LONG
    }

    @ParameterizedTest
    @EnumSource
    void resultShouldBeFailWhenNumbersAreNoSequence(Order order) {
        TestingChain chain = chain().by("one.example");
        String mail =
                switch (order) {
                    case MISSING -> chain.as(3, "two.example", "pass").mail();
                    case REPEATED -> chain.as(1, "two.example", "none").mail();
                    case LONG -> chain.as(1000, "two.example", "pass").mail();
                };

        assertThat(result(mail).result()).isEqualTo("fail");
    }

    @Test
    void resultShouldBePassWhenAnOlderSignatureWasBrokenOnTheWay() {
        TestingChain chain = chain().by("one.example");
        String changed = chain.mail().replace("Subject: Hi", "Subject: [list] Hi");

        assertThat(result(chain.passedOnAs(changed).by("two.example").mail()).result())
                .isEqualTo("pass");
    }

    @Test
    void resultShouldBeTemperrorWhenTheDnsDoesNotAnswer() {
        assertThat(result(chain().by("down.example").mail()).result()).isEqualTo("temperror");
    }
}
