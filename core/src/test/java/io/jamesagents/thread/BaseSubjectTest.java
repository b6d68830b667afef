package io.jamesagents.thread;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaseSubjectTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Re: Hello | hello",
                "RE: AW: Fwd:  Hello   there | hello there",
                "Re[2]: Hello | hello",
                "[list] Re: [list] Hello | hello",
                "回复：Hello | hello",
                "SV: R: hello | hello",
            })
    void ofShouldStripPrefixesOfRepliesAndLists(String subject, String base) {
        assertThat(BaseSubject.of(subject)).isEqualTo(new BaseSubject(base, true));
    }

    @ParameterizedTest
    @CsvSource({"Hello,hello", "Regarding: x,regarding: x", "[list] Hello,hello", "[only],[only]"})
    void ofShouldNotSeeAPrefixWhenThereIsNone(String subject, String base) {
        assertThat(BaseSubject.of(subject)).isEqualTo(new BaseSubject(base, false));
    }

    @Test
    void ofShouldBeEmptyWhenThereIsNoSubject() {
        assertThat(BaseSubject.of(null)).isEqualTo(new BaseSubject("", false));
    }
}
