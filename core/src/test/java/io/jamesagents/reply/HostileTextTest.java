package io.jamesagents.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileTextTest {
    private static final int CHARS = 10_000_000;

    /** What takes quadratic time would not end within minutes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "On ",
                "On 1\n",
                "On Mon, 2 Apr 2012, a@b.example\n",
                "On 2 Apr 2012 at 10:00:\n",
                "> ",
                ">\n",
                "\n",
                "-",
                "- ",
                "-- \n",
                "From: a@b.example\n",
                "From: a\nTo: b\n",
                "```\n",
                "x@",
                "wrote: ",
                "1:1 ",
                "_\n",
                " ",
                "Sent from my phone\n",
                "-----Original ",
                "<",
                "\u3000",
                "2012年"
            })
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void ofShouldEndWhenTheTextIsMadeToTakeLong(String piece) {
        String text = piece.repeat(CHARS / piece.length());
        ReplyText parted = ReplyText.of(text);
        assertThat(parted.visible().length()).isLessThanOrEqualTo(text.length());
    }
}
