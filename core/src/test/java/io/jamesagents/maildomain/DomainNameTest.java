package io.jamesagents.maildomain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jamesagents.AgentsException.Invalid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DomainNameTest {
    @ParameterizedTest
    @CsvSource({
        "example.org, example.org",
        " Mail.Example.ORG , mail.example.org",
        "b\u00fccher.example, xn--bcher-kva.example",
        "B\u00dcCHER.example, xn--bcher-kva.example",
        "xn--bcher-kva.example, xn--bcher-kva.example",
        "xn--fa-hia.de, xn--fa-hia.de",
        "a-1.b--c.example, a-1.b--c.example",
        "3com.example, 3com.example",
        "\u4f8b\u3002\u30c6\u30b9\u30c8, xn--fsq.xn--zckzah",
    })
    void parseShouldGiveTheNameOfTheDns(String text, String name) {
        assertThat(DomainName.parse(text)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "example",
                "example.org.",
                ".example.org",
                "a..example",
                "-a.example",
                "a-.example",
                "a_b.example",
                "a b.example",
                "192.0.2.1",
                "[192.0.2.1]",
                "::1",
                "0x7f.1",
                "joe@example.org",
                "https://example.org",
                "example.org/",
                "example.org:25",
                "ex%61mple.org",
                "*.example.org",
                "ab--cd.example",
                "fa\u00df.de",
                "a\u200db.example",
                "a\nb.example",
                "a\u0000.example",
            })
    void parseShouldRefuseWhatIsNoDomain(String text) {
        assertThatThrownBy(() -> DomainName.parse(text))
                .isInstanceOfSatisfying(
                        Invalid.class, invalid -> assertThat(invalid.path()).isEqualTo("name"));
    }

    @Test
    void parseShouldRefuseWhatIsTooLongForTheDns() {
        assertThat(DomainName.parse("a".repeat(63) + ".example")).hasSize(71);
        assertThatThrownBy(() -> DomainName.parse("a".repeat(64) + ".example")).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> DomainName.parse("a.".repeat(125) + "example")).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> DomainName.parse("\u00fc".repeat(60) + ".example"))
                .isInstanceOf(Invalid.class);
    }
}
