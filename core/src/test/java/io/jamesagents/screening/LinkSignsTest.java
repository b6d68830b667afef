package io.jamesagents.screening;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.Jsoup;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkSignsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    host_mismatch | <a href="https://evil.example/login">www.bank.com</a>
                    host_mismatch | <a href="https://bank.com.evil.example/">https://bank.com/login</a>
                    host_mismatch | <a href="http://shop.co.uk">other.co.uk</a>
                    lookalike_host | <a href="https://xn--pypal-4ve.com/">Log in</a>
                    ip_host | <a href="http://192.0.2.7/x">Your statement</a>
                    userinfo | <a href="https://www.bank.com@evil.example/">Your statement</a>
                    active_scheme | <a href=" javascript:alert(1)">Your statement</a>
                    active_scheme | <a href="data:text/html,hello">Your statement</a>
                    """)
    void inShouldNameTheSignWhenALinkIsNotWhatItSeems(String code, String html) {
        assertThat(LinkSigns.in(Jsoup.parse(html))).extracting(LinkSign::code).containsExactly(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a href=\"https://www.bank.com/a?b=1\">bank.com</a>",
                "<a href=\"https://click.news.bank.co.uk/x\">www.bank.co.uk</a>",
                "<a href=\"https://files.example/1\">report.pdf</a>",
                "<a href=\"https://tracker.example/1\">Read more</a>",
                "<a href=\"mailto:joe@bank.com\">joe@bank.com</a>",
                "<a href=\"https://xn--mnchen-3ya.de/\">münchen.de</a>",
                "<a href=\"https://user@bank.com/\">Repository</a>"
            })
    void inShouldFindNothingWhenALinkLeadsWhereItSays(String html) {
        assertThat(LinkSigns.in(Jsoup.parse(html))).isEmpty();
    }
}
