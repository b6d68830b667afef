package io.jamesagents.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.Json;
import io.jamesagents.message.RawMail;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticationResultsTest {
    private static final String BODY = "\r\nAuthentication-Results: mx.agents.test; spf=pass\r\n\r\nmore\r\n";
    private final AuthenticationResults results = new AuthenticationResults("mx.agents.test");

    private String cleaned(String mail) throws Exception {
        RawMail raw = results.withoutForged(RawMail.of(mail.getBytes(StandardCharsets.ISO_8859_1)));
        byte[] bytes = raw.open().readAllBytes();
        assertThat(raw.size()).isEqualTo(bytes.length);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authentication-Results: mx.agents.test; dmarc=pass\r\n",
                "authentication-results:mx.agents.test;dmarc=pass\r\n",
                "AUTHENTICATION-RESULTS : MX.Agents.Test 1; dmarc=pass\r\n",
                "Authentication-Results:\r\n\t\"mx.agents.test\";\r\n dmarc=pass\r\n",
                "Authentication-Results: (a (nested \\) one) comment)\r\n mx.agents.test(b); dmarc=pass\r\n",
                "Authentication-Results: mx.agents.test.; dmarc=pass\r\n",
                "Authentication-Results: \"mx.agents\\.test\"; dmarc=pass\r\n",
                "Authentication-Results: mx.agents.test; dmarc=pass\n",
                "Authentication-Results: ; dmarc=pass\r\n",
            })
    void withoutForgedShouldLeaveOutWhatClaimsToBeOurs(String forged) throws Exception {
        String before = "Received: x\r\n";
        String after = "From: \u00fc <a@x.test>\r\nX-Odd:   two  spaces \r\n";
        assertThat(cleaned(before + forged + after + forged + BODY)).isEqualTo(before + after + BODY);
        assertThat(cleaned(forged + after + BODY)).isEqualTo(after + BODY);
    }

    @Test
    void withoutForgedShouldNotBeOutwittedByLength() throws Exception {
        String hidden = "Authentication-Results: (" + "x".repeat(20_000) + ") mx.agents.test; dmarc=pass\r\n";
        String folded = "Authentication-Results:" + "\r\n ".repeat(10_000) + "mx.agents.test; dmarc=pass\r\n";
        String late = "X-Long: " + "y".repeat(3_000_000) + "\r\n";
        String forged = "Authentication-Results: mx.agents.test; dmarc=pass\r\n";
        assertThat(cleaned(hidden + folded + late + forged + BODY)).isEqualTo(late + BODY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authentication-Results: mx.other.test; dmarc=pass\r\n",
                "Authentication-Results: mx.agents.test.other.test; dmarc=pass\r\n",
                "ARC-Authentication-Results: i=1; mx.agents.test; dmarc=pass\r\n",
                "X-Authentication-Results: mx.agents.test; dmarc=pass\r\n",
                "Subject: Authentication-Results: mx.agents.test\r\n",
                "Subject: a\r\n Authentication-Results: mx.agents.test; folded\r\n",
                "no field at all\r\n",
            })
    void withoutForgedShouldKeepTheRest(String field) throws Exception {
        for (String mail : List.of(field + BODY, field, field + "\n\nbody", "", "\r\n" + field)) {
            assertThat(cleaned(mail)).isEqualTo(mail);
        }
    }

    @Test
    void fieldShouldSayWhatIsKnown() throws Exception {
        ObjectNode block = (ObjectNode)
                Json.tree(
                        """
                {"verdict": "fail", "header_from": "ann@x.test", "envelope_from": "b@y.test", "verified_domain": null,
                 "spf": {"result": "pass", "domain": "y.test"},
                 "dkim": [{"result": "pass", "domain": "y.test", "selector": "s1"},
                          {"result": "permerror", "domain": "evil\\r\\nX-Forged: 1", "selector": ""}],
                 "dmarc": {"result": "fail"}, "arc": {"result": "none"}}
                """);
        assertThat(results.field(block))
                .isEqualTo("Authentication-Results: mx.agents.test;\r\n\tspf=pass smtp.mailfrom=y.test;\r\n"
                        + "\tdkim=pass header.d=y.test header.s=s1;\r\n\tdkim=permerror;\r\n"
                        + "\tdmarc=fail header.from=x.test;\r\n\tarc=none\r\n");
        assertThat(cleaned(results.field(block) + BODY)).isEqualTo(BODY);
    }
}
