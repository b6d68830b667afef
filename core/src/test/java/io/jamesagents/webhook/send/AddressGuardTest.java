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
    private static final DnsResolver STUB = new DnsResolver() {
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
    @ValueSource(
            strings = {
                "http://127.0.0.1/",
                "http://127.0.0.1:8000/",
                "http://127.0.0.2/",
                "http://127.255.255.254/",
                "http://127.1/",
                "http://127.0.1/",
                "http://2130706433/",
                "http://017700000001/",
                "http://0x7f000001/",
                "http://0x7f.0.0.1/",
                "http://0x7f.1/",
                "http://0177.0.0.1/",
                "http://0177.1/",
                "http://127.0.0.01/",
                "http://127.000.000.001/",
                "http://0127.0.0.1/",
                "http://1.2.3.4.5/",
                "http://256.1.1.1/",
                "http://1.2.3/",
                "http://0/",
                "http://0.0.0.0/",
                "http://0.1.2.3/",
                "http://00.0.0.0/",
                "http://0x0/",
                "http://127.0.0.1./",
                "http://127.1./",
                "http://2130706433./",
                "http://4294967297/",
                "http://127.0.0.1.x0x/",
                "http://10.0.0.1/",
                "http://10.255.255.255/",
                "http://172.16.0.1/",
                "http://172.31.255.255/",
                "http://192.168.1.1/",
                "http://169.254.169.254/latest/meta-data/",
                "http://169.254.0.1/",
                "http://100.64.0.1/",
                "http://100.127.255.255/",
                "http://192.0.0.1/",
                "http://192.0.0.192/",
                "http://192.0.2.1/",
                "http://192.88.99.1/",
                "http://198.18.0.1/",
                "http://198.19.255.255/",
                "http://198.51.100.1/",
                "http://203.0.113.1/",
                "http://224.0.0.1/",
                "http://239.255.255.255/",
                "http://240.0.0.1/",
                "http://255.255.255.255/",
                "http://[::1]/",
                "http://[::]/",
                "http://[0:0:0:0:0:0:0:1]/",
                "http://[0000::0001]/",
                "http://[::1%25lo]/",
                "http://[::1%251]/",
                "http://[fe80::1%25eth0]/",
                "http://[fe80::1]/",
                "http://[febf::1]/",
                "http://[fec0::1]/",
                "http://[fc00::1]/",
                "http://[fd12:3456:789a::1]/",
                "http://[ff02::1]/",
                "http://[ff0e::1]/",
                "http://[::ffff:127.0.0.1]/",
                "http://[::ffff:7f00:1]/",
                "http://[0:0:0:0:0:ffff:10.0.0.1]/",
                "http://[::ffff:a9fe:a9fe]/",
                "http://[::ffff:0:127.0.0.1]/",
                "http://[::127.0.0.1]/",
                "http://[::7f00:1]/",
                "http://[64:ff9b::7f00:1]/",
                "http://[64:ff9b::127.0.0.1]/",
                "http://[64:ff9b::8.8.8.8]/",
                "http://[64:ff9b:1::1]/",
                "http://[2002:7f00:1::]/",
                "http://[2002:a9fe:a9fe::1]/",
                "http://[2001::1]/",
                "http://[2001:0:53aa:64c::1]/",
                "http://[2001:10::1]/",
                "http://[2001:20::1]/",
                "http://[2001:db8::1]/",
                "http://[3fff::1]/",
                "http://[100::1]/",
                "http://[5f00::1]/",
                "http://[4000::1]/",
                "http://localhost/",
                "http://localhost./",
                "http://LOCALHOST/",
                "http://LocalHost:8000/",
                "http://127.0.0.1.nip.example/",
                "http://mixed.example/",
                "http://mapped.example/",
                "http://nat64.example/",
                "http://metadata.internal/",
                "http://METADATA.internal./",
                "http://user@public.example/",
                "http://user:secret@public.example/",
                "http://public.example@127.0.0.1/",
                "http://127.0.0.1#@public.example/",
                "http://127.0.0.1\\@public.example/",
                "http://public.example\\@127.0.0.1/",
                "http://127.0.0.1%00.public.example/",
                "http://127%2e0%2e0%2e1/",
                "http://%6c%6f%63%61%6c%68%6f%73%74/",
                "http://127。0。0。1/",
                "http://①②⑦.⓪.⓪.①/",
                "http://ⓛocalhost/",
                "http://[public.example]/",
                "http://public.example:80:80/",
                "http:///path",
                "http:127.0.0.1",
                "//127.0.0.1/",
                "http://",
                "http://?x",
                "http://.../",
                "http://./",
                "http://-/",
                "http:// 127.0.0.1/",
                "http://127.0.0.1\n/",
                "http://127.0.0.1\t/",
                "file:///etc/passwd",
                "ftp://public.example/",
                "gopher://127.0.0.1:25/",
                "jar:http://public.example!/",
                "unix:/var/run/socket",
                "javascript:alert(1)",
                "data:text/plain,x",
                "ldap://public.example/",
                "localhost",
                ""
            })
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
