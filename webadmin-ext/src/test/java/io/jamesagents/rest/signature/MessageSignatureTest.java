package io.jamesagents.rest.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jamesagents.AgentsException.Unauthenticated;
import io.jamesagents.agent.AgentKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageSignatureTest {
    private static final String BODY = "{\"hello\": \"world\"}";
    /** RFC 9421, appendix B.2 and B.2.6. */
    private static final Map<String, String> FIELDS = Map.of(
            "date", "Tue, 20 Apr 2021 02:07:55 GMT",
            "content-type", "application/json",
            "content-digest",
                    "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:",
            "content-length", "18",
            "signature-input",
                    "sig-b26=(\"date\" \"@method\" \"@path\" \"@authority\" \"content-type\" \"content-length\")"
                            + ";created=1618884473;keyid=\"test-key-ed25519\"",
            "signature",
                    "sig-b26=:wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==:");

    private static ReceivedRequest request(String base, String path, String query, Map<String, String> fields) {
        return new ReceivedRequest(
                "POST",
                base,
                path,
                query,
                name -> fields.containsKey(name.toLowerCase(Locale.ROOT))
                        ? List.of(fields.get(name.toLowerCase(Locale.ROOT)))
                        : List.of());
    }

    private static ReceivedRequest signed(String input, String signature) {
        return request("http://h", "/p", null, Map.of("signature-input", input, "signature", signature, "x", "  a  "));
    }

    @Test
    void exampleOfTheStandardShouldVerifyByteForByte() {
        ReceivedRequest request = request("https://example.com", "/foo", "param=Value&Pet=dog", FIELDS);

        MessageSignature signature = MessageSignature.read(request);

        byte[] base = signature.base(request);
        assertThat(new String(base, StandardCharsets.US_ASCII))
                .isEqualTo(
                        """
                        "date": Tue, 20 Apr 2021 02:07:55 GMT
                        "@method": POST
                        "@path": /foo
                        "@authority": example.com
                        "content-type": application/json
                        "content-length": 18
                        "@signature-params": ("date" "@method" "@path" "@authority" "content-type" "content-length")\
                        ;created=1618884473;keyid="test-key-ed25519\"""");
        assertThat(AgentKey.parse("JrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=")
                        .verifies(base, signature.signature()))
                .isTrue();
        byte[] secret = Base64.getDecoder().decode("n4Ni+HpISpVObnQMW0wOhCKROaIKqKtW/2ZYb2p9KcU=");
        byte[] made = new byte[Ed25519.SIGNATURE_SIZE];
        Ed25519.sign(secret, 0, base, 0, base.length, made, 0);
        assertThat(made).isEqualTo(signature.signature());
        ContentDigest.require(request, BODY.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "@method,         http://h:8080,        /a,       null,  POST",
                "@target-uri,     HTTP://H:8080,        /A%2fb,   x=1,   http://h:8080/A%2fb?x=1",
                "@target-uri,     http://h:80,          /,        null,  http://h/",
                "@target-uri,     https://h:443/api/,   /v1,      '',    https://h/api/v1?",
                "@authority,      https://Example.COM:8443, /,    null,  example.com:8443",
                "@authority,      http://[::1]:8080,    /,        null,  [::1]:8080",
                "@scheme,         https://h,            /,        null,  https",
                "@path,           https://h/api,        /v1/x,    a=b,   /api/v1/x",
                "@query,          http://h,             /,        null,  ?",
                "@query,          http://h,             /,        a=%20, ?a=%20",
                "@request-target, http://h,             /p,       q,     /p?q"
            })
    void componentShouldBeAsInTheStandard(String name, String base, String path, String query, String value) {
        assertThat(request(base, path, query, Map.of()).component(name)).contains(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sig=",
                "sig=(\"x\"",
                "sig=1",
                "sig=(\"x\" \"x\");created=1",
                "sig=(\"x\";sf);created=1",
                "sig=(x);created=1",
                "other=(\"x\");created=1",
                "sig=(\"x\"), b=(\"x\")"
            })
    void inputShouldBeRefusedWhenItIsNotOneSignature(String input) {
        assertThatThrownBy(() -> MessageSignature.read(signed(input, "sig=:AAAA:")))
                .isInstanceOf(Unauthenticated.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"missing\"", "\"@status\"", "\"@unknown\"", "\"@query-param\""})
    void baseShouldBeRefusedWhenAComponentIsNotThere(String component) {
        ReceivedRequest request = signed("sig=(" + component + ");created=1", "sig=:AAAA:");
        MessageSignature signature = MessageSignature.read(request);
        assertThatThrownBy(() -> signature.base(request)).isInstanceOf(Unauthenticated.class);
    }

    @Test
    void fieldShouldBeTrimmed() {
        ReceivedRequest request = signed("sig=(\"x\");created=1", "sig=:AAAA:");
        assertThat(new String(MessageSignature.read(request).base(request), StandardCharsets.US_ASCII))
                .isEqualTo("\"x\": a\n\"@signature-params\": (\"x\");created=1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "md5=:AAAA:",
                "sha-256=:AAAA:",
                "sha-256=1",
                "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:,"
                        + " sha-256=:AAAA:"
            })
    void digestShouldBeRefusedUnlessAllThatAreKnownAgree(String digest) {
        ReceivedRequest request = request("http://h", "/", null, Map.of("content-digest", digest));
        assertThatThrownBy(() -> ContentDigest.require(request, BODY.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Unauthenticated.class);
    }
}
