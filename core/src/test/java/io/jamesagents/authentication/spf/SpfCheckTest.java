package io.jamesagents.authentication.spf;

import static org.assertj.core.api.Assertions.assertThat;

import io.jamesagents.authentication.Session;
import io.jamesagents.authentication.SpfResult;
import io.jamesagents.authentication.TestingDns;
import io.jamesagents.authentication.dns.Dns.Type;
import io.jamesagents.authentication.dns.Lookups;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpfCheckTest {
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1_772_366_400), ZoneOffset.UTC);

    private final TestingDns dns = new TestingDns()
            .text("pass.example", "v=spf1 ip4:192.0.2.0/24 -all")
            .text("soft.example", "v=spf1 ~all")
            .text("neutral.example", "v=spf1 ?all")
            .text("wrong.example", "v=spf1 nonsense")
            .text("words.example", "hello")
            .with("one.example", Type.A, "192.0.2.1")
            .with("one.example", Type.AAAA, "2001:db8::1")
            .with("near.example", Type.A, "192.0.2.200")
            .with("near.example", Type.AAAA, "2001:db8::ffff")
            .with("mail.example", Type.MX, "", "one.example")
            .with(
                    "many.example",
                    Type.MX,
                    IntStream.range(0, 11).mapToObj(i -> "h" + i + ".example").toArray(String[]::new))
            .with("1.2.0.192.in-addr.arpa", Type.PTR, "forged.bank.example", "one.example")
            .with("192.0.2.1.listed.example", Type.A, "127.0.0.2")
            .with("1.2.0.192.in-addr.listed.example", Type.A, "127.0.0.2")
            .with("b-a.user.example", Type.A, "127.0.0.2")
            .failing("down.example");

    private SpfResult check(String address, String helo, String mailFrom) {
        try {
            Session session = new Session(InetAddress.getByName(address), helo, mailFrom);
            return new SpfCheck("mx.here.example", CLOCK).check(session, new Lookups(dns, Duration.ofSeconds(10)));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
    v=spf1                                     | neutral
    v=spf1 all                                 | pass
    v=spf1 -all                                | fail
    V=SPF1 -ALL                                | fail
    v=spf1 all.                                | permerror
    v=spf1 all:x                               | permerror
    v=spf1 !all                                | permerror
    v=spf1 -all nonsense                       | permerror
    v=spf10 -all                               | none
    v=spf1 ip4:192.0.2.1                       | pass
    v=spf1 ip4:192.0.2.2 -all                  | fail
    v=spf1 ip4:192.0.2.128/25 -all             | fail
    v=spf1 ip4:192.0.2.2/31 -all               | fail
    v=spf1 ip4:192.0.2.0/31 -all               | pass
    v=spf1 ip4:10.0.0.0/0                      | pass
    v=spf1 ip4:192.0.2.1/33                    | permerror
    v=spf1 ip4:192.0.2.1/032                   | permerror
    v=spf1 ip4:192.0.2.1/                      | permerror
    v=spf1 ip4:192.0.2                         | permerror
    v=spf1 ip4:192.0.2.256                     | permerror
    v=spf1 ip4:192.0.2.01                      | permerror
    v=spf1 ip4                                 | permerror
    v=spf1 ip6:2001:db8::/32 -all              | fail
    v=spf1 ip6:2001:db8::/129                  | permerror
    v=spf1 ip6:one.example                     | permerror
    v=spf1 ip6:::1::2                          | permerror
    v=spf1 a:one.example -all                  | pass
    v=spf1 a:near.example -all                 | fail
    v=spf1 a:near.example/24 -all              | pass
    v=spf1 a:near.example//24 -all             | fail
    v=spf1 a:near.example/24//64 -all          | pass
    v=spf1 a:near.example/24/64 -all           | permerror
    v=spf1 a:near.example/33 -all              | permerror
    v=spf1 a:down.example -all                 | temperror
    v=spf1 a:nowhere.example -all              | fail
    v=spf1 a: -all                             | permerror
    v=spf1 a:word -all                         | permerror
    v=spf1 a:word.123 -all                     | permerror
    v=spf1 a:a..example -all                   | fail
    v=spf1 mx:mail.example -all                | pass
    v=spf1 mx:near.example -all                | fail
    v=spf1 mx:many.example -all                | permerror
    v=spf1 ptr:one.example -all                | pass
    v=spf1 ptr:example -all                    | permerror
    v=spf1 ptr:bank.example -all               | fail
    v=spf1 exists:%{i}.listed.example -all     | pass
    v=spf1 exists:%{ir}.%{v}.listed.example -all | pass
    v=spf1 exists:%{l1-}-%{l1r-}.user.example -all | pass
    v=spf1 exists:%{d1r}.%{o1} -all            | fail
    v=spf1 exists:%{lr-}.user.example -all     | fail
    v=spf1 exists:%{x}.example -all            | permerror
    v=spf1 exists:%{d0}.example -all           | permerror
    v=spf1 exists:%{c}.example -all            | permerror
    v=spf1 exists:%(d).example -all            | permerror
    v=spf1 exists:%{d -all                     | permerror
    v=spf1 exists:nowhere.example -all         | fail
    v=spf1 include:pass.example -all           | pass
    v=spf1 include:soft.example -all           | fail
    v=spf1 include:neutral.example -all        | fail
    v=spf1 include:words.example -all          | permerror
    v=spf1 include:wrong.example -all          | permerror
    v=spf1 include:down.example -all           | temperror
    v=spf1 include -all                        | permerror
    v=spf1 include:test.example -all           | permerror
    v=spf1 redirect=pass.example               | pass
    v=spf1 redirect=words.example              | permerror
    v=spf1 -all redirect=pass.example          | fail
    v=spf1 redirect=test.example               | permerror
    v=spf1 redirect=pass.example redirect=pass.example | permerror
    v=spf1 redirect:pass.example               | permerror
    v=spf1 other=%{d}x -all                    | fail
    v=spf1 other=%d -all                       | permerror
    v=spf1 1other=x -all                       | permerror
    v=spf1 a:n1.example a:n2.example -all      | fail
    v=spf1 a:n1.example a:n2.example a:n3.example -all | permerror
    v=spf1 a:near.example a:near.example a:near.example a:near.example a:near.example a:near.example a:near.example a:near.example a:near.example a:near.example -all | fail
    v=spf1 a:near.example a:near.example a:near.example a:near.example a:near.example a:near.example a:near.example a:near.example a:near.example a:near.example a:near.example -all | permerror
    v=spf1 a:ä.example -all                    | permerror
    """)
    void checkShouldSayWhatTheRecordSays(String record, String result) {
        dns.text("test.example", record);

        assertThat(check("192.0.2.1", "helo.example", "a-b@test.example").result())
                .isEqualTo(result);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
    v=spf1 ip6:2001:db8::/64 -all              | pass
    v=spf1 ip6:2001:db8:1::/48 -all            | fail
    v=spf1 ip6:::/0 -all                       | pass
    v=spf1 ip4:0.0.0.0/0 -all                  | fail
    v=spf1 a:one.example -all                  | pass
    v=spf1 a:near.example/24//112 -all         | pass
    v=spf1 a:near.example/24 -all              | fail
    v=spf1 mx:mail.example -all                | pass
    v=spf1 exists:one.example -all             | pass
    """)
    void checkShouldKnowIPv6(String record, String result) {
        dns.text("test.example", record);

        assertThat(check("2001:db8::1", "helo.example", "a@test.example").result())
                .isEqualTo(result);
    }

    @Test
    void checkShouldTakeAMappedAddressForIPv4() {
        assertThat(check("::ffff:192.0.2.1", "x", "a@pass.example").result()).isEqualTo("pass");
    }

    @Test
    void checkShouldBePermerrorWhenThereAreTwoRecords() {
        dns.text("two.example", "v=spf1 all", "v=spf1 -all");

        assertThat(check("192.0.2.1", "x", "a@two.example").result()).isEqualTo("permerror");
    }

    @Test
    void checkShouldIgnoreWhatIsNoRecord() {
        dns.text("site.example", "owner=somebody", "v=spf1 all");

        assertThat(check("192.0.2.1", "x", "a@site.example").result()).isEqualTo("pass");
    }

    @Test
    void checkShouldBeTemperrorWhenTheDnsDoesNotAnswer() {
        assertThat(check("192.0.2.1", "x", "a@down.example").result()).isEqualTo("temperror");
    }

    @ParameterizedTest
    @CsvSource({"a@word", "a@[192.0.2.1]", "a@a..example", "a@", "word", "a@.example"})
    void checkShouldBeNoneWhenTheSenderHasNoDomain(String mailFrom) {
        assertThat(check("192.0.2.1", "pass.example", mailFrom).result()).isEqualTo("none");
    }

    @Test
    void checkShouldLookAtTheHeloNameWhenThereIsNoReversePath() {
        assertThat(check("192.0.2.1", "pass.example", "")).isEqualTo(new SpfResult("pass", "pass.example", null));
    }

    @Test
    void checkShouldFindADomainInOtherLetters() {
        dns.text("xn--mller-kva.example", "v=spf1 all");

        assertThat(check("192.0.2.1", "x", "a@müller.example"))
                .isEqualTo(new SpfResult("pass", "xn--mller-kva.example", null));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
    Not from here.                  | Not from here.
    %{i} %{c} %{v} %{ir}            | 192.0.2.1 192.0.2.1 in-addr 1.2.0.192
    %{s} %{l} %{o} %{d} %{d2} %{dr} | a.b@sub.words.example a.b sub.words.example sub.words.example words.example example.words.sub
    %{h} %{r} %{t} %{p}             | helo.example mx.here.example 1772366400 one.example
    %%%_%-                          | % %20
    %{S}                            | a.b%40sub.words.example
    %{l1r}                          | a
    broken %{                       |
    broken %{q}                     |
    brökén                          |
    """)
    void checkShouldGiveTheOwnersExplanation(String text, String explanation) {
        dns.text("sub.words.example", "v=spf1 -all exp=why.example").text("why.example", text);

        SpfResult result = check("192.0.2.1", "helo.example", "a.b@sub.words.example");

        assertThat(result).isEqualTo(new SpfResult("fail", "sub.words.example", explanation));
    }

    @Test
    void checkShouldGiveTheExplanationOfTheRecordThatItWasSentTo() {
        dns.text("from.example", "v=spf1 redirect=to.example exp=why1.example")
                .text("to.example", "v=spf1 -all exp=why2.example")
                .text("why1.example", "one")
                .text("why2.example", "two");

        assertThat(check("192.0.2.1", "x", "a@from.example").explanation()).isEqualTo("two");
    }

    @Test
    void checkShouldCountAcrossIncludes() {
        dns.text("deep.example", "v=spf1 include:c.example a:near.example -all")
                .text("c.example", "v=spf1" + " a:near.example".repeat(9));

        assertThat(check("192.0.2.1", "x", "a@deep.example").result()).isEqualTo("permerror");
    }

    @Test
    void checkShouldEndWhenRecordsIncludeEachOther() {
        dns.text("ping.example", "v=spf1 include:pong.example").text("pong.example", "v=spf1 include:ping.example");

        assertThat(check("192.0.2.1", "x", "a@ping.example").result()).isEqualTo("permerror");
    }

    @Test
    void checkShouldCutLongNamesOnTheLeft() {
        String label = "x".repeat(60);
        String rest = (label + ".").repeat(3) + "example";
        dns.text("long.example", "v=spf1 exists:%{l}." + label + "." + rest + " -all")
                .with(label + "." + rest, Type.A, "127.0.0.2");

        assertThat(check("192.0.2.1", "x", label + "@long.example").result()).isEqualTo("pass");
    }
}
