package io.jamesagents.authentication.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.jamesagents.authentication.dns.Dns.Type;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.SimpleResolver;

class JamesDnsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private NameServer server;
    private JamesDns dns;

    @BeforeEach
    void setUp() throws IOException {
        server = NameServer.start(
                """
                sender.example. 3600 IN TXT "v=spf1 " "-all"
                sender.example. 3600 IN TXT "caf\\233 \\"x\\""
                sender.example. 3600 IN A 192.0.2.1
                sender.example. 3600 IN AAAA 2001:db8::1
                sender.example. 3600 IN MX 20 Second.example.
                sender.example. 3600 IN MX 10 first.example.
                alias.example. 3600 IN CNAME sender.example.
                loop.example. 3600 IN CNAME loop.example.
                1.2.0.192.in-addr.arpa. 3600 IN PTR Mail.sender.example.
                """);
        SimpleResolver resolver =
                new SimpleResolver(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        resolver.setTimeout(Duration.ofSeconds(20));
        dns = new JamesDns(() -> resolver);
    }

    @AfterEach
    void tearDown() {
        server.stop();
    }

    @Test
    void askShouldJoinTheStringsOfATextAndKeepItsOctets() {
        assertThat(dns.ask("sender.example", Type.TXT, PATIENCE).values())
                .containsExactlyInAnyOrder("v=spf1 -all", "caf\u00e9 \"x\"");
    }

    @Test
    void askShouldGiveAddressesInNumbers() {
        assertThat(dns.ask("sender.example", Type.A, PATIENCE).values()).containsExactly("192.0.2.1");
        assertThat(dns.ask("sender.example", Type.AAAA, PATIENCE).values()).containsExactly("2001:db8:0:0:0:0:0:1");
    }

    @Test
    void askShouldGiveHostsInTheirOrder() {
        assertThat(dns.ask("sender.example", Type.MX, PATIENCE).values())
                .containsExactly("first.example", "second.example");
        assertThat(dns.ask("1.2.0.192.in-addr.arpa", Type.PTR, PATIENCE).values())
                .containsExactly("mail.sender.example");
    }

    @Test
    void askShouldFollowAliases() {
        assertThat(dns.ask("alias.example", Type.A, PATIENCE).values()).containsExactly("192.0.2.1");
        assertThat(dns.ask("loop.example", Type.A, PATIENCE).values()).isEmpty();
    }

    @Test
    void askShouldTellAnAbsentNameFromAnAbsentRecord() {
        assertThat(dns.ask("nowhere.example", Type.A, PATIENCE)).isEqualTo(DnsAnswer.NO_NAME);
        assertThat(dns.ask("alias.example", Type.MX, PATIENCE).failed()).isFalse();
        assertThat(dns.ask("1.2.0.192.in-addr.arpa", Type.A, PATIENCE)).isEqualTo(DnsAnswer.NO_DATA);
    }

    @Test
    void askShouldFailWhenTheServerFails() {
        assertThat(dns.ask("servfail.example", Type.TXT, PATIENCE)).isEqualTo(DnsAnswer.FAILED);
    }

    @Test
    void askShouldFailWhenTheServerDoesNotAnswerInTime() {
        assertThat(dns.ask("silent.example", Type.TXT, Duration.ofMillis(50))).isEqualTo(DnsAnswer.FAILED);
    }

    @Test
    void askShouldRememberAnswers() {
        dns.ask("sender.example", Type.TXT, PATIENCE);
        dns.ask("sender.example", Type.TXT, PATIENCE);
        dns.ask("nowhere.example", Type.TXT, PATIENCE);
        dns.ask("nowhere.example", Type.TXT, PATIENCE);

        assertThat(server.questions()).isEqualTo(2);
    }

    @Test
    void askShouldRememberAFailureWhenTheServerHadTime() {
        dns.ask("servfail.example", Type.TXT, PATIENCE);
        int questions = server.questions();
        assertThat(dns.ask("SERVFAIL.example", Type.TXT, PATIENCE)).isEqualTo(DnsAnswer.FAILED);
        assertThat(server.questions()).isEqualTo(questions);
    }

    @Test
    void askShouldAskAgainWhenTheServerHadNoTime() {
        dns.ask("silent.example", Type.TXT, Duration.ofMillis(50));
        int questions = server.questions();
        dns.ask("silent.example", Type.TXT, Duration.ofMillis(50));
        assertThat(server.questions()).isGreaterThan(questions);
    }

    @Test
    void askShouldTakeAnyTextForAName() {
        assertThat(dns.ask("a\\b.example", Type.A, PATIENCE)).isEqualTo(DnsAnswer.NO_NAME);
        assertThat(dns.ask("a\u4e00.example", Type.A, PATIENCE)).isEqualTo(DnsAnswer.NO_NAME);
        assertThat(dns.ask("a".repeat(70) + ".example", Type.A, PATIENCE)).isEqualTo(DnsAnswer.NO_NAME);
        assertThat(dns.ask("@", Type.A, PATIENCE).values()).isEmpty();
    }
}
