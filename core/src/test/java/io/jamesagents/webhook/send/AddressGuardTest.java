package io.jamesagents.webhook.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.CidrBlock;
import io.jamesagents.Settings.InvalidSetting;
import io.jamesagents.inbox.WebhookTarget;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {
    private static final Map<String, List<String>> NAMES = Map.of(
            "public.example", List.of("93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"),
            "localhost", List.of("127.0.0.1", "::1"),
            "127.0.0.1.nip.example", List.of("127.0.0.1"),
            "mixed.example", List.of("93.184.215.14", "10.0.0.1"),
            "mapped.example", List.of("::ffff:169.254.169.254"),
            "nat64.example", List.of("64:ff9b::a9fe:a9fe"),
            "metadata.internal", List.of("169.254.169.254"));

    /** A name server of the test's own; literals are read as Java reads them. */
    static final DnsResolver STUB = new DnsResolver() {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
            List<String> addresses = NAMES.get(name.toLowerCase(java.util.Locale.ROOT));
            if (addresses == null && name.matches(".*[g-zG-Z].*")) {
                throw new UnknownHostException(host);
            }
            return addresses == null
                    ? SystemDefaultDnsResolver.INSTANCE.resolve(host)
                    : addresses.stream().map(AddressGuardTest::address).toArray(InetAddress[]::new);
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    };

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(literal, e);
        }
    }

    private static AddressGuard guard(String... allow) {
        return new AddressGuard(List.of(allow), STUB);
    }

    /** As a delivery does: the form of the URL first, then the addresses behind its host. */
    private static void connect(AddressGuard guard, String url) throws UnknownHostException {
        new WebhookTarget(url, null, null).checked(true);
        guard.resolve(URI.create(url).getHost());
    }

    @ParameterizedTest
    @MethodSource("io.jamesagents.webhook.send.HostileUrls#all")
    void urlShouldBeRefusedWhenItLeadsInwards(String url) {
        assertThatThrownBy(() -> connect(guard(), url)).isInstanceOfAny(Invalid.class, UnknownHostException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://public.example/",
                "https://PUBLIC.example:8443/a?b=c",
                "http://public.example./",
                "http://93.184.215.14/",
                "http://1.1.1.1/",
                "http://223.255.255.255/",
                "http://172.15.0.1/",
                "http://172.32.0.1/",
                "http://100.63.255.255/",
                "http://100.128.0.1/",
                "http://192.0.1.1/",
                "http://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/",
                "http://[2a00:1450:4001:82a::200e]/",
                "http://[::ffff:1.1.1.1]/"
            })
    void urlShouldPassWhenItsAddressIsPublic(String url) {
        assertThatCode(() -> connect(guard(), url)).doesNotThrowAnyException();
    }

    @Test
    void answerShouldNotNameTheAddressWhenRefused() {
        assertThatThrownBy(() -> guard().resolve("metadata.internal"))
                .isInstanceOf(UnknownHostException.class)
                .hasMessage("Address of the endpoint is not allowed");
    }

    @Test
    void addressShouldPassWhenItsBlockIsAllowed() throws Exception {
        AddressGuard guard = guard("127.0.0.2/32", "10.1.0.0/16", "fd00::/8", "192.168.7.9");
        assertThat(guard.resolve("127.0.0.2")).hasSize(1);
        assertThat(guard.resolve("10.1.255.1")).hasSize(1);
        assertThat(guard.resolve("[fd00::5]")).hasSize(1);
        assertThat(guard.resolve("192.168.7.9")).hasSize(1);
        for (String other : List.of("127.0.0.1", "10.2.0.1", "fc00::1", "192.168.7.10")) {
            assertThatThrownBy(() -> guard.resolve(other)).isInstanceOf(UnknownHostException.class);
        }
    }

    @Test
    void hostShouldPassWhenItIsAllowedByName() throws Exception {
        AddressGuard guard = guard("Metadata.internal");
        assertThat(guard.resolve("METADATA.internal.")).hasSize(1);
        assertThatThrownBy(() -> guard.resolve("localhost")).isInstanceOf(UnknownHostException.class);
        assertThatThrownBy(() -> guard.resolve("169.254.169.254")).isInstanceOf(UnknownHostException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.0.0.0/33", "10.0.0/8", "fc00::/129", "10.0.0.0/x", "0x7f.1", "*", "a b", "10.0.0.0/8/8"})
    void settingShouldBeRefusedWhenItIsNeitherBlockNorHost(String entry) {
        assertThatThrownBy(() -> guard(entry))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("agents.webhooks.allow");
    }

    @Test
    void everyAddressOfABlockShouldBeInIt() {
        CidrBlock block = CidrBlock.of("100.64.0.0/10");
        assertThat(Stream.of("100.64.0.0", "100.100.1.1", "100.127.255.255").map(AddressGuardTest::address))
                .allMatch(block::contains);
        assertThat(Stream.of("100.63.255.255", "100.128.0.0", "::6440:0").map(AddressGuardTest::address))
                .noneMatch(block::contains);
    }
}
