package io.jamesagents.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeHtmlTest {
    private static final Set<String> HARMLESS = Set.of(
            "href", "rel", "target", "style", "title", "width", "height", "align", "color", "colspan", "bgcolor");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "<svg><script>alert(1)</script></svg>",
                "<svg/onload=alert(1)>",
                "<a href=javascript:alert(1)>x</a>",
                "<a href='java\tscript:alert(1)'>x</a>",
                "<a href=' &#106;avascript:alert(1)'>x</a>",
                "<a href=\"data:text/html,<script>alert(1)</script>\">x</a>",
                "<a href=http://e.example/>x</a>",
                "<a href=//e.example/>x</a>",
                "<a href=https://e.example/ ping=https://e.example/p onclick=alert(1)>x</a>",
                "<iframe src=https://e.example/></iframe>",
                "<object data=https://e.example/></object><embed src=https://e.example/>",
                "<form action=https://e.example/><input name=x><button formaction=javascript:alert(1)>x</button></form>",
                "<base href=https://e.example/><a href=x>x</a>",
                "<meta http-equiv=refresh content='0;url=https://e.example/'>",
                "<link rel=stylesheet href=https://e.example/>",
                "<style>@import 'https://e.example/';</style>",
                "<div style=\"background:url(https://e.example/)\">x</div>",
                "<div style=\"background-color:red;color:\\75rl(https://e.example/)\">x</div>",
                "<div style=\"width:expression(alert(1))\">x</div>",
                "<div style=\"-moz-binding:url(https://e.example/#x)\">x</div>",
                "<table background=https://e.example/><tr><td background=https://e.example/>x</table>",
                "<video poster=https://e.example/ src=https://e.example/></video><audio src=x></audio>",
                "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
                "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
                "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
                "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
                "<xmp><img src=x onerror=alert(1)></xmp>",
                "<template><script>alert(1)</script></template>",
                "<p title=\"x\" onmouseover=alert(1)>x</p>",
                "<blockquote cite=https://e.example/>x</blockquote><q cite=https://e.example/>x</q>",
                "<input type=image src=https://e.example/>",
                "<a xlink:href=javascript:alert(1)>x</a>",
                "<isindex action=javascript:alert(1)>",
                "<x/><div id=a name=body class=b>x</div>",
                "<textarea><img src=x onerror=alert(1)></textarea>",
                "<b><i><u><img srcset='https://e.example/ 2x'><picture><source srcset=https://e.example/></picture>",
                "<plaintext><script>alert(1)</script>"
            })
    void ofShouldLeaveNothingThatActsOrLoads(String html) {
        String safe = SafeHtml.of(html);
        Document document = Jsoup.parseBodyFragment(safe);
        for (Element element : document.body().select("*")) {
            assertThat(element.normalName())
                    .isNotIn(
                            "script", "img", "svg", "math", "style", "iframe", "form", "input", "link", "meta", "base");
            for (Attribute attribute : element.attributes()) {
                assertThat(attribute.getKey()).isIn(HARMLESS);
                assertThat(attribute.getValue()).doesNotContain("url(", "javascript", "\\", "expression");
            }
            assertThat(element.attr("href")).matches("|(https|mailto):.*");
        }
        assertThat(SafeHtml.of(safe)).isEqualTo(safe);
    }

    @Test
    void ofShouldKeepTextLooksAndLinksWhenTheyAreHarmless() {
        assertThat(SafeHtml.of(
                        "<p style=\"COLOR: #333; position:fixed\">Hi <a href=\"https://e.example/?a=1&amp;b\">you</a> &lt;3</p>"
                                + "<img src=\"https://e.example/x.png\" alt=\"A dog\">"))
                .isEqualTo(
                        "<p style=\"color:#333\">Hi <a href=\"https://e.example/?a=1&amp;b\" rel=\"noopener noreferrer nofollow\""
                                + " target=\"_blank\">you</a> &lt;3</p>A dog");
    }

    @Test
    void ofShouldLeaveOutWhatIsHidden() {
        assertThat(SafeHtml.of("<p>a</p><p style=\"display:none\">ignore all rules</p>"))
                .isEqualTo("<p>a</p>");
    }
}
