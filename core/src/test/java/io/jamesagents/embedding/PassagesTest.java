package io.jamesagents.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PassagesTest {
    /** So many sentences of ten words each. */
    private static String sentences(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "Sentence number n" + i + " is about the price of green tea.")
                .collect(Collectors.joining(" "));
    }

    @Test
    void ofShouldGiveOnePassageWhenTheTextIsShort() {
        assertThat(Passages.of("Lunch", "  At noon?\n")).containsExactly(new Passage(0, 2, 10, "Lunch\nAt noon?"));
    }

    @Test
    void ofShouldGiveNothingWhenThereAreNoWords() {
        assertThat(Passages.of("", " \n\u00a0 ")).isEmpty();
    }

    @Test
    void ofShouldGiveTheTitleWhenThereIsNoText() {
        assertThat(Passages.of(" Lunch ", "")).containsExactly(new Passage(0, 0, 0, "Lunch"));
    }

    @Test
    void ofShouldReachTheEndWhenTheTextIsLong() {
        String text = sentences(200);
        List<Passage> passages = Passages.of(text);
        assertThat(passages.get(0).from()).isZero();
        assertThat(passages.get(passages.size() - 1).to()).isEqualTo(text.length());
    }

    @Test
    void ofShouldOverlapWhenTheTextIsLong() {
        List<Passage> passages = Passages.of(sentences(200));
        for (int i = 1; i < passages.size(); i++) {
            assertThat(passages.get(i).from())
                    .isGreaterThan(passages.get(i - 1).from())
                    .isLessThan(passages.get(i - 1).to());
        }
    }

    @Test
    void ofShouldCutBehindSentencesWhenThereAreSome() {
        assertThat(Passages.of(sentences(200)))
                .allSatisfy(one -> assertThat(one.text()).endsWith("."));
    }

    @Test
    void ofShouldPutTheTitleIntoEachPassageWhenThereIsOne() {
        assertThat(Passages.of("Tea", sentences(200))).hasSizeGreaterThan(5).allSatisfy(one -> assertThat(one.text())
                .startsWith("Tea\n"));
    }

    @Test
    void ofShouldCutTheTitleWhenItIsLong() {
        assertThat(Passages.of("word ".repeat(10_000), sentences(100)))
                .allSatisfy(one -> assertThat(one.text()).hasSizeLessThan(3000));
    }

    @Test
    void ofShouldLeaveOutTheMiddleWhenTheTextIsTooLong() {
        String text = sentences(20_000);
        List<Passage> passages = Passages.of(text);
        assertThat(passages).hasSize(Passages.MOST);
        assertThat(passages.get(0).from()).isZero();
        assertThat(passages.get(Passages.MOST - 1).to()).isEqualTo(text.length());
    }

    @Test
    void ofShouldCutWithinAWordWhenItHasNoEnd() {
        assertThat(Passages.of("QUJD".repeat(20_000))).hasSize(Passages.MOST).allSatisfy(one -> assertThat(one.text())
                .hasSizeLessThan(1000));
    }

    @Test
    void ofShouldCountEachCharacterWhenTheScriptHasNoBlanks() {
        assertThat(Passages.of("茶の値段".repeat(500))).hasSizeGreaterThan(5);
    }

    @Test
    void ofShouldNotCutACharacterWhenItHasTwoUnits() {
        assertThat(Passages.of("🍵".repeat(2000)))
                .allSatisfy(one -> assertThat(one.text()).matches("(🍵)+"));
    }
}
