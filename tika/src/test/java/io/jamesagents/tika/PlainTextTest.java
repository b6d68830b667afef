package io.jamesagents.tika;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTextTest {
    @Test
    void tidyShouldLeaveNoControlCharactersAndFewEmptyLines() {
        assertThat(PlainText.tidy("\n a\u0000\u0007b \t\r\n\r\n\u000b\n\nc\td\u2028e\n"))
                .isEqualTo("ab\n\nc\td\ne");
    }

    @Test
    void tidyShouldBeQuickWhenThereAreManyBlanks() {
        assertThat(PlainText.tidy(" ".repeat(5_000_000) + "a" + "\n ".repeat(1_000_000)))
                .isEqualTo("a");
    }
}
