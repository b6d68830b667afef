package io.jamesagents.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.jamesagents.reply.ReplyText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlMailTest {
    private static String text(String html) {
        return HtmlMail.of(html).text();
    }

    private static String markdown(String html) {
        return HtmlMail.of(html).markdown();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<div class=\"gmail_quote\"><div class=\"gmail_attr\">On Mon, Ann wrote:<br></div><blockquote class=\"gmail_quote\">Old</blockquote></div>",
                "<div class=\"gmail_quote\"><div class=\"gmail_attr\">Skrifaði Ann klukkan 3:<br></div><blockquote class=\"gmail_quote\">Old</blockquote></div>",
                "<div class=\"moz-cite-prefix\">On 2.4.2012, Ann wrote:<br></div><blockquote type=\"cite\">Old</blockquote>",
                "<div class=\"yahoo_quoted\"><div>On Monday, Ann wrote:</div><div>Old</div></div>",
                "<blockquote type=\"cite\"><div>On 2 Apr 2012, at 17:44, Ann wrote:</div><div>Old</div></blockquote>",
                "<p>26.06.2014, 14:41, \"Ann\" &lt;<a href=\"mailto:a@b.example\">a@b.example</a>&gt;:</p><blockquote>Old</blockquote>",
                "<div id=\"divRplyFwdMsg\"><b>From:</b> Ann<br><b>Sent:</b> Monday<br><b>To:</b> Bob<br><b>Subject:</b> x</div><div>Old</div>",
                "<div class=\"protonmail_quote\">On Monday, Ann wrote:<br><blockquote class=\"protonmail_quote\" type=\"cite\">Old</blockquote></div>"
            })
    void textShouldMarkTheQuoteWhenAClientMarksIt(String quote) {
        ReplyText parted = ReplyText.of(text("<div>New</div><div class=\"gmail_signature\">Bob</div><br>" + quote));
        assertThat(parted.visible()).isEqualTo("New");
        assertThat(parted.quoted()).contains("Old");
    }

    @Test
    void textShouldNotMarkAMailAsQuotedWhenItIsPassedOn() {
        String html =
                "<div>See:</div><div class=\"gmail_quote\"><div class=\"gmail_attr\">---------- Forwarded message ---------<br>"
                        + "From: Ann &lt;a@b.example&gt;<br>Subject: x<br></div><div>The offer</div></div>";
        assertThat(ReplyText.of(text(html)).visible()).startsWith("See:").endsWith("The offer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<div style=\"display: none\">x</div>",
                "<span style='font-size:0px'>x</span>",
                "<span style='color:red;visibility : hidden'>x</span>",
                "<div hidden>x</div>",
                "<div style='max-height:0;overflow:hidden'>x</div>",
                "<p style=opacity:0>x</p>",
                "<script>x</script>",
                "<style>x</style>",
                "<template>x</template>",
                "<!-- x -->"
            })
    void textShouldLeaveOutWhatNobodySees(String hidden) {
        assertThat(text("<p>Seen</p>" + hidden)).isEqualTo("Seen");
        assertThat(markdown("<p>Seen</p>" + hidden)).isEqualTo("Seen");
    }

    @Test
    void textShouldSayWhatPicturesStandForWhenThereIsNothingElse() {
        assertThat(text("<img src=a.png alt=\"Sale today\"><img src=b.png alt=''>"))
                .isEqualTo("Sale today");
    }

    @Test
    void textShouldHaveALineForEachRowAndItem() {
        assertThat(text("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table><ul><li>d<li>e</ul>"))
                .isEqualTo("a b\nc\n- d\n- e");
    }

    @Test
    void markdownShouldKeepWhatTheTextIsMadeOf() {
        assertThat(markdown(
                        "<h2>Title</h2><p>Some <b>bold </b>and <i>fine</i> <a href=\"https://e.example/x\">words</a>.</p>"
                                + "<ol><li>one<li>two</ol><blockquote>said</blockquote><pre>a  b\n c</pre><hr>"))
                .isEqualTo(
                        "## Title\n\nSome **bold** and *fine* [words](https://e.example/x).\n\n1. one\n2. two\n> said\n\n"
                                + "```\na  b\n c\n```\n\n---");
    }

    @Test
    void markdownShouldMakeTablesOfThoseThatHaveHeadings() {
        assertThat(
                        markdown(
                                "<table><tr><th>Item</th><th>Price</th></tr><tr><td>Tea | milk</td><td><b>3</b></td></tr></table>"))
                .isEqualTo("| Item | Price |\n| --- | --- |\n| Tea \\| milk | **3** |");
        assertThat(markdown("<table><tr><td>left</td></tr><tr><td>right</td></tr></table>"))
                .isEqualTo("left\nright");
    }

    @Test
    void markdownShouldEscapeWhatWouldBeAMark() {
        assertThat(markdown("<p>2 * 3 [x] &lt;y&gt;</p><p># 1</p>")).isEqualTo("2 \\* 3 \\[x\\] \\<y>\n\n\\# 1");
    }

    @Test
    void markdownShouldHaveNoLinkWhenItIsNoneToFollow() {
        assertThat(markdown("<a href=\"javascript:x()\">a</a> <a href=\"https://e.example\"></a>b"))
                .isEqualTo("a b");
    }

    @Test
    void anchorsShouldKnowTheirWordsAndWhatStandsBefore() {
        assertThat(HtmlMail.of("<p>Please confirm: <a href=' https://e.example/1 '><b>Click</b> here</a></p>")
                        .anchors())
                .containsExactly(new Anchor("https://e.example/1", "Click here", "Please confirm:"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<div>",
                "<table><tr><td>",
                "<blockquote type=cite>",
                "<ul><li>",
                "<b>",
                "<a href=x>",
                "<p><b><i>",
                "<th>",
                "<ol>"
            })
    void textShouldEndWhenElementsAreNestedDeeply(String element) {
        String html = element.repeat(20_000) + "x";
        assertThat(text(html)).endsWith("x");
        assertThat(markdown(html)).contains("x");
    }
}
