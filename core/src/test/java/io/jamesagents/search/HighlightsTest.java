package io.jamesagents.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HighlightsTest {
    private static List<String> of(String text, String... words) {
        return Highlights.of(
                text,
                List.of(words).stream()
                        .map(word -> new Span(text.indexOf(word), text.indexOf(word) + word.length()))
                        .toList());
    }

    @Test
    void wordsShouldBeMarkedInTheTextAroundThem() {
        assertThat(of("Please pay the\ninvoice  today.", "pay", "invoice"))
                .containsExactly("Please <em>pay</em> the <em>invoice</em> today.");
    }

    @Test
    void textShouldBeEscapedForHtml() {
        assertThat(of("<script>alert(\"x\")</script> & more", "alert"))
                .containsExactly("&lt;script&gt;<em>alert</em>(&quot;x&quot;)&lt;/script&gt; &amp; more");
    }

    @Test
    void farWordsShouldBeInPiecesOfTheirOwn() {
        String text = "first " + "filler ".repeat(100) + "second " + "filler ".repeat(100) + "third";
        List<String> pieces = of(text, "first", "second", "third");
        assertThat(pieces).hasSize(2);
        assertThat(pieces.get(0)).startsWith("<em>first</em>").hasSizeLessThan(300);
        assertThat(pieces.get(1)).contains("<em>second</em>").hasSizeLessThan(300);
    }

    @Test
    void textWithoutWordsShouldHaveNoPieces() {
        assertThat(of("nothing")).isEmpty();
    }

    @Test
    void wordAsLongAsItsTextShouldBeMarked() {
        String word = "x".repeat(5000);
        assertThat(of(word, word)).containsExactly("<em>" + word + "</em>");
    }
}
