package io.jamesagents.embedding.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The expected numbers are those of the tokenizer that the model was published with. */
class WordPieceTest {
    private static WordPiece words;

    @BeforeAll
    static void read() throws IOException {
        try (InputStream file = WordPieceTest.class.getResourceAsStream("/all-minilm-l6-v2-q-tokenizer.json")) {
            words = WordPiece.read(file);
        }
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("Hello, World!", numbers(101, 7592, 1010, 2088, 999, 102)),
                Arguments.of(
                        "Où est l'élève? Ångström & ﬁne",
                        numbers(101, 15068, 9765, 1048, 1005, 3449, 18697, 1029, 17076, 15687, 1004, 1984, 2638, 102)),
                Arguments.of(
                        "unaffordable antidisestablishmentarianism",
                        numbers(101, 14477, 4246, 8551, 3085, 3424, 10521, 4355, 7875, 13602, 3672, 12199, 2964, 102)),
                Arguments.of("in\u200bvi\u00adsible\u0007 a\u00a0b", numbers(101, 8841, 1037, 1038, 102)),
                Arguments.of(
                        "价格 is 5€/kg; Привет",
                        numbers(
                                101, 100, 100, 2003, 1019, 30102, 1013, 4705, 1025, 1194, 16856, 10325, 25529, 15290,
                                22919, 102)),
                Arguments.of("x".repeat(101), numbers(101, 100, 102)),
                Arguments.of(
                        "https://example.org/a_b?c=d#e",
                        numbers(
                                101, 16770, 1024, 1013, 1013, 2742, 1012, 8917, 1013, 1037, 1035, 1038, 1029, 1039,
                                1027, 1040, 1001, 1041, 102)),
                Arguments.of(
                        "İstanbul ΣΊΣΥΦΟΣ 🍵 e\u0301",
                        numbers(101, 9960, 1173, 18199, 29733, 29735, 29736, 29730, 29733, 100, 1041, 102)));
    }

    private static int[] numbers(int... numbers) {
        return numbers;
    }

    @ParameterizedTest
    @MethodSource("texts")
    void piecesShouldBeThoseOfTheReference(String text, int[] expected) {
        assertThat(words.pieces(text, 512)).containsExactly(expected);
    }

    @Test
    void piecesShouldEndWithTheEndWhenTheTextIsTooLong() {
        assertThat(words.pieces("hello antidisestablishmentarianism", 4)).containsExactly(101, 7592, 3424, 102);
    }

    @Test
    void piecesShouldBeBeginAndEndWhenThereAreNoWords() {
        assertThat(words.pieces(" \n", 512)).containsExactly(101, 102);
    }

    @Test
    void piecesShouldHaveNoSpecialOnesWhenTheTextNamesThem() {
        assertThat(words.pieces("a [SEP] b", 512)).containsOnlyOnce(102).hasSize(7);
    }
}
