package io.jamesagents.authentication.dmarc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrganizationalDomainTest {

    /** The last ones are rules with a star and with an exception, other letters, and a top-level domain that no rule knows. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "example.com, example.com",
        "a.b.c.example.com, example.com",
        "com, com",
        "example.co.uk, example.co.uk",
        "mail.example.co.uk, example.co.uk",
        "co.uk, co.uk",
        "alice.github.io, alice.github.io",
        "www.alice.github.io, alice.github.io",
        "a.b.ck, a.b.ck",
        "x.a.b.ck, a.b.ck",
        "x.www.ck, www.ck",
        "mail.xn--85x722f.com.cn, xn--85x722f.com.cn",
        "mail.sender.example, sender.example",
        "mail.sender.unknown-tld, sender.unknown-tld"
    })
    void ofShouldBeWhatSomebodyRegistered(String domain, String organization) {
        assertThat(OrganizationalDomain.of(domain)).isEqualTo(organization);
    }
}
