package io.jamesagents.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.jamesagents.authentication.dns.Dns.Type;
import io.jamesagents.authentication.dns.DnsAnswer;
import io.jamesagents.message.RawMail;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthenticatorTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);
    private static final TestingSigner KEY = TestingSigner.ED25519;
    private static final String BODY = "Please pay.\r\n";

    private final TestingDns dns = zone();
    private final Authenticator authenticator =
            new Authenticator(dns, "mx.here.example", Duration.ofSeconds(10), CLOCK);

    private static TestingDns zone() {
        TestingDns dns = new TestingDns();
        for (String domain : List.of(
                "bank.example",
                "mail.bank.example",
                "strict.example",
                "mail.strict.example",
                "parent.example",
                "news.parent.example",
                "none.example",
                "broken.example",
                "reported.example",
                "double.example",
                "down.example",
                "alice.github.io",
                "bob.github.io",
                "bank.co.uk",
                "xn--bnk-6cd.example",
                "xn--mller-kva.example")) {
            dns.text(domain, "v=spf1 ip4:192.0.2.1 -all").text("s1._domainkey." + domain, KEY.record());
        }
        dns.text("evil.example", "v=spf1 ip4:192.0.2.1 ip4:198.51.100.66 -all")
                .text("s1._domainkey.evil.example", KEY.record())
                .text("s1._domainkey.co.uk", KEY.record())
                .text("s1._domainkey.example", KEY.record())
                .text("_dmarc.bank.example", "v=DMARC1; p=reject; pct=50")
                .text("_dmarc.evil.example", "v=DMARC1; p=reject")
                .text("_dmarc.strict.example", "v=DMARC1; p=quarantine; adkim=s; aspf=s")
                .text("_dmarc.parent.example", "v=DMARC1; p=reject; sp=none; np=quarantine")
                .text("_dmarc.broken.example", "v=DMARC1; p=everything")
                .text("_dmarc.reported.example", "v=DMARC1; p=everything; rua=mailto:x@reported.example")
                .text("_dmarc.double.example", "v=DMARC1; p=reject", "v=DMARC1; p=none")
                .text("_dmarc.github.io", "v=DMARC1; p=reject")
                .text("_dmarc.bank.co.uk", "v=DMARC1; p=reject")
                .text("_dmarc.xn--bnk-6cd.example", "v=DMARC1; p=none")
                .text("_dmarc.xn--mller-kva.example", "v=DMARC1; p=reject")
                .text("helo.bank.example", "v=spf1 ip4:192.0.2.1 -all")
                .failing("_dmarc.down.example")
                .failing("slow.bank.example")
                .failing("slow._domainkey.bank.example");
        return dns;
    }

    private Authentication evaluate(String address, String helo, String mailFrom, String mail) {
        try {
            Session session = new Session(InetAddress.getByName(address), helo, mailFrom);
            return authenticator.evaluate(session, RawMail.of(mail.getBytes(StandardCharsets.UTF_8)));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** {@code signer} is a domain; with {@code !} the body was changed afterwards, with a {@code ~} the DNS does not have the key. */
    private static String signed(String mail, String signer) {
        if (signer == null) {
            return mail;
        }
        String domain = signer.replaceAll("[!~]", "");
        String selector = signer.endsWith("~") ? "slow" : "s1";
        String signed = KEY.sign(mail, "d=" + domain + "; s=" + selector + "; h=from:subject");
        return signer.endsWith("!") ? signed + "Send it to me.\r\n" : signed;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
    SPF aligned                     | From: a@bank.example          | a@bank.example      |                   | pass      | bank.example
    SPF aligned in other case       | From: a@BANK.Example          | a@bank.EXAMPLE      |                   | pass      | bank.example
    SPF of a subdomain              | From: a@bank.example          | a@mail.bank.example |                   | pass      | mail.bank.example
    SPF of the parent               | From: a@mail.bank.example     | a@bank.example      |                   | pass      | bank.example
    SPF of another                  | From: a@bank.example          | a@evil.example      |                   | fail      |
    SPF temporarily unknown         | From: a@bank.example          | a@slow.bank.example |                   | temperror |
    SPF of no domain                | From: a@bank.example          | postmaster          |                   | fail      |
    DKIM aligned                    | From: a@bank.example          | a@evil.example      | bank.example      | pass      | bank.example
    DKIM of a subdomain             | From: a@bank.example          | a@evil.example      | mail.bank.example | pass      | mail.bank.example
    DKIM of the parent              | From: a@mail.bank.example     | a@evil.example      | bank.example      | pass      | bank.example
    DKIM of another                 | From: a@bank.example          | a@evil.example      | evil.example      | fail      |
    DKIM of a top-level domain      | From: a@bank.example          | a@evil.example      | example           | fail      |
    DKIM of a public suffix         | From: a@bank.co.uk            | a@evil.example      | co.uk             | fail      |
    DKIM below a public suffix      | From: a@bank.co.uk            | a@evil.example      | bank.co.uk        | pass      | bank.co.uk
    DKIM with a changed body        | From: a@bank.example          | a@evil.example      | bank.example!     | fail      |
    DKIM without an answer          | From: a@bank.example          | a@evil.example      | bank.example~     | temperror |
    DKIM changed, SPF aligned       | From: a@bank.example          | a@bank.example      | bank.example!     | pass      | bank.example
    both aligned, DKIM goes first   | From: a@bank.example          | a@mail.bank.example | bank.example      | pass      | bank.example
    neighbours below a suffix       | From: a@alice.github.io       | a@bob.github.io     | bob.github.io     | none      |
    one below a suffix              | From: a@alice.github.io       | a@alice.github.io   |                   | none      | alice.github.io
    strict and exact by SPF         | From: a@strict.example        | a@strict.example    |                   | pass      | strict.example
    strict and below by SPF         | From: a@strict.example        | a@mail.strict.example |                 | fail      |
    strict and exact by DKIM        | From: a@strict.example        | a@evil.example      | strict.example    | pass      | strict.example
    strict and below by DKIM        | From: a@strict.example        | a@evil.example      | mail.strict.example | fail    |
    strict subdomain by itself      | From: a@mail.strict.example   | a@mail.strict.example |                 | pass      | mail.strict.example
    strict subdomain by the parent  | From: a@mail.strict.example   | a@strict.example    |                   | fail      |
    no policy, nothing              | From: a@none.example          | a@evil.example      |                   | none      |
    no policy, SPF aligned          | From: a@none.example          | a@none.example      |                   | none      | none.example
    no policy, DKIM aligned         | From: a@none.example          | a@evil.example      | none.example      | none      | none.example
    no such domain                  | From: a@nowhere.example       | a@evil.example      |                   | none      |
    broken policy                   | From: a@broken.example        | a@evil.example      |                   | none      |
    broken policy with reports      | From: a@reported.example      | a@evil.example      |                   | fail      |
    two policies                    | From: a@double.example        | a@evil.example      |                   | none      |
    policy unknown, exact           | From: a@down.example          | a@down.example      |                   | temperror | down.example
    policy unknown, nothing         | From: a@down.example          | a@evil.example      |                   | temperror |
    forged display name             | From: "a@bank.example" <x@evil.example> | a@bank.example | bank.example  | fail      |
    own display name with an at     | From: a@evil.example <x@evil.example> | x@evil.example |                | pass      | evil.example
    forged encoded display name     | From: =?utf-8?Q?a=40bank.example?= <x@evil.example> | a@bank.example | bank.example | fail |
    forged address in a comment     | From: x@evil.example (a@bank.example) | a@bank.example | bank.example   | fail      |
    comment before the address      | From: (a@evil.example) a@bank.example | a@bank.example |                | pass      | bank.example
    comment in a comment            | From: ((a@evil.example)\\)) <a@bank.example> | a@bank.example |         | pass      | bank.example
    comment with a bracket          | From: a@bank.example (<x@evil.example>) | x@evil.example | evil.example | fail      |
    comment that does not end       | From: a@bank.example (        | a@bank.example      | bank.example      | fail      |
    quote that does not end         | From: "a <a@bank.example>     | a@bank.example      | bank.example      | fail      |
    bracket that does not end       | From: a <a@bank.example       | a@bank.example      | bank.example      | fail      |
    two addresses                   | From: a@bank.example, x@evil.example | a@bank.example | bank.example    | fail      |
    two addresses in brackets       | From: <x@evil.example> <a@bank.example> | a@bank.example | bank.example | fail      |
    an address after the brackets   | From: <x@evil.example> a@bank.example | x@evil.example | evil.example   | fail      |
    two fields                      | From: a@bank.example^From: x@evil.example | a@bank.example | bank.example | fail    |
    two equal fields                | From: a@bank.example^From: a@bank.example | a@bank.example | bank.example | fail    |
    a second field in other case    | From: a@bank.example^FROM: x@evil.example | a@bank.example | bank.example | fail    |
    a second field with a space     | From: a@bank.example^From : x@evil.example | a@bank.example | bank.example | fail   |
    a second field after a lone CR  | From: a@bank.example^X: a%From: x@evil.example | a@bank.example | bank.example | fail |
    a second field after a false end | From: a@bank.example^%^From: x@evil.example | a@bank.example | bank.example | fail |
    no field                        | X: a@bank.example             | a@bank.example      |                   | fail      |
    an empty field                  | From:                         | a@bank.example      |                   | fail      |
    a group                         | From: friends: a@bank.example; | a@bank.example     |                   | fail      |
    an empty group                  | From: friends:;               | a@bank.example      |                   | fail      |
    a route                         | From: <@evil.example:a@bank.example> | a@bank.example |                 | fail      |
    no domain                       | From: a                       | a@bank.example      |                   | fail      |
    an address literal              | From: a@[192.0.2.1]           | a@bank.example      |                   | fail      |
    at signs in a quoted local part | From: "x@evil.example"@bank.example | a@bank.example |                  | pass      | bank.example
    two at signs                    | From: x@evil.example@bank.example | a@bank.example  |                   | fail      |
    a space in the domain           | From: a@bank.example .evil    | a@bank.example      |                   | fail      |
    a folded field                  | From: A^ <a@bank.example>     | a@bank.example      |                   | pass      | bank.example
    look-alike with its own policy  | From: a@bаnk.example          | a@evil.example      | bank.example      | fail      |
    look-alike by itself            | From: a@bаnk.example          | a@xn--bnk-6cd.example |                 | pass      | xn--bnk-6cd.example
    look-alike in ASCII             | From: a@bank.example.evil.example | a@bank.example  | bank.example      | fail      |
    similar end                     | From: a@notbank.example       | a@bank.example      | bank.example      | none      |
    other letters                   | From: a@müller.example        | a@xn--mller-kva.example |               | pass      | xn--mller-kva.example
    two readings of a name          | From: a@straße.example        | a@strasse.example   |                   | fail      |
    policy of the parent for below  | From: a@news.parent.example   | a@evil.example      |                   | fail      |
    no reverse-path, HELO aligned   | From: a@bank.example          |                     |                   | pass      | helo.bank.example
    """)
    void evaluateShouldJudgeAsTheAuthorsDomainWants(
            String what, String fields, String mailFrom, String signer, String verdict, String verified) {
        String header = fields.replace("^", "\r\n").replace("%", "\r");
        String mail = signed(header + "\r\nSubject: Money\r\n\r\n" + BODY, signer);

        Authentication found = evaluate("192.0.2.1", "helo.bank.example", mailFrom, mail);

        assertThat(found.verdict()).isEqualTo(verdict);
        assertThat(found.verifiedDomain()).isEqualTo(verified);
    }

    @Test
    void evaluateShouldGiveThePolicyThatTheOwnerHasForAMissingSubdomain() {
        Authentication found = evaluate("192.0.2.9", "x", "", "From: a@gone.parent.example\r\n\r\n");

        assertThat(found.dmarc().disposition()).isEqualTo("quarantine");
        assertThat(found.dmarc().domain()).isEqualTo("parent.example");
    }

    @Test
    void evaluateShouldGiveThePolicyThatTheOwnerHasForSubdomains() {
        Authentication found = evaluate("192.0.2.9", "x", "", "From: a@news.parent.example\r\n\r\n");

        assertThat(found.dmarc().disposition()).isEqualTo("none");
        assertThat(found.verdict()).isEqualTo("fail");
    }

    @Test
    void evaluateShouldNotTakeAnAddressThatIsNotKnownForAForgery() {
        Authentication found = authenticator.evaluate(
                new Session(null, "", "a@bank.example"),
                RawMail.of(signed("From: a@bank.example\r\nSubject: x\r\n\r\nHi.\r\n", "bank.example")
                        .getBytes(StandardCharsets.UTF_8)));

        assertThat(found.spf().result()).isEqualTo("none");
        assertThat(found.verdict()).isEqualTo("pass");
    }

    @Test
    void evaluateShouldKeepARCApartFromTheVerdict() {
        String mail = new TestingChain(KEY, "From: a@bank.example\r\nSubject: x\r\n\r\nHi.\r\n")
                .by("evil.example")
                .mail();

        Authentication found = evaluate("198.51.100.66", "x", "a@evil.example", mail);

        assertThat(found.arc()).isEqualTo(new ArcResult("pass", 1, "evil.example", null));
        assertThat(found.verdict()).isEqualTo("fail");
    }

    @Test
    void evaluateShouldSeeABrokenChain() {
        String mail = new TestingChain(KEY, "From: a@bank.example\r\nSubject: x\r\n\r\nHi.\r\n")
                .by("evil.example")
                .mail();

        assertThat(evaluate("192.0.2.9", "x", "", mail + "More.\r\n").arc().result())
                .isEqualTo("fail");
    }

    @Test
    void toJsonShouldHaveWhatClientsRead() {
        String mail = signed("From: A <a@bank.example>\r\nSubject: x\r\n\r\nHi.\r\n", "bank.example");

        assertThat(evaluate("192.0.2.9", "x", "a@bank.example", mail).toJson())
                .hasToString(("{'verdict':'pass','header_from':'a@bank.example','envelope_from':'a@bank.example',"
                                + "'verified_domain':'bank.example','spf':{'result':'fail','domain':'bank.example'},"
                                + "'dkim':[{'result':'pass','domain':'bank.example','selector':'s1',"
                                + "'algorithm':'ed25519-sha256','reason':null}],"
                                + "'dmarc':{'result':'pass','policy':'reject','pct':50,'spf_aligned':false,"
                                + "'dkim_aligned':true,'domain':'bank.example'},"
                                + "'arc':{'result':'none','chain':0,'sealer':null,'reason':null}}")
                        .replace('\'', '"'));
    }

    @Test
    void evaluateShouldGiveNoQuestionMoreThanHalfOfTheTimeThatIsLeft() {
        List<Duration> given = new ArrayList<>();
        Authenticator limited = new Authenticator(
                (name, type, patience) -> {
                    given.add(patience);
                    return DnsAnswer.FAILED;
                },
                "mx.here.example",
                Duration.ofSeconds(4),
                CLOCK);

        limited.evaluate(
                new Session(InetAddress.getLoopbackAddress(), "x", "a@bank.example"),
                RawMail.of("From: a@bank.example\r\n\r\n".getBytes(StandardCharsets.UTF_8)));

        assertThat(given).isNotEmpty().allMatch(patience -> patience.compareTo(Duration.ofSeconds(2)) <= 0);
    }

    @Test
    void evaluateShouldAskNobodyAndSayTemperrorWhenThereIsNoTime() {
        Authenticator late = new Authenticator(dns, "mx.here.example", Duration.ZERO, CLOCK);
        String mail = signed("From: a@bank.example\r\nSubject: x\r\n\r\nHi.\r\n", "bank.example");

        Authentication found = late.evaluate(
                new Session(InetAddress.getLoopbackAddress(), "x", "a@bank.example"),
                RawMail.of(mail.getBytes(StandardCharsets.UTF_8)));

        assertThat(found.verdict()).isEqualTo("temperror");
        assertThat(found.spf().result()).isEqualTo("temperror");
        assertThat(found.dkim()).extracting(DkimResult::result).containsExactly("temperror");
        assertThat(dns.asked()).isEmpty();
    }

    @Test
    void evaluateShouldSayTemperrorWhenTheMailCannotBeRead() {
        Authentication found = authenticator.evaluate(new Session(null, "", "a@bank.example"), new RawMail() {
            @Override
            public InputStream open() throws IOException {
                throw new IOException("gone");
            }

            @Override
            public long size() {
                return 1;
            }
        });

        assertThat(found.verdict()).isEqualTo("temperror");
        assertThat(found.envelopeFrom()).isEqualTo("a@bank.example");
    }

    @Test
    void evaluateShouldNotVerifyAHeaderThatIsTooLarge() {
        String mail = signed("From: a@bank.example\r\nSubject: x\r\n\r\nHi.\r\n", "bank.example");

        Authentication found = evaluate("192.0.2.9", "x", "", "X: y\r\n".repeat(100_000) + mail);

        assertThat(found.verdict()).isEqualTo("fail");
        assertThat(found.dkim()).isEmpty();
    }

    @Test
    void evaluateShouldAskForARecordOnce() {
        String mail = signed("From: a@bank.example\r\nSubject: x\r\n\r\nHi.\r\n", "bank.example");

        evaluate("192.0.2.9", "x", "", signed(mail, "bank.example"));

        assertThat(dns.asked()).doesNotHaveDuplicates();
        assertThat(dns.ask("bank.example", Type.TXT, Duration.ZERO).values()).hasSize(1);
    }
}
