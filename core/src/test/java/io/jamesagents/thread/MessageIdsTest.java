package io.jamesagents.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageIdsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<a@b.example> | a@b.example",
                "<A@B.Example> | A@b.example",
                "<a@hydrogen.leitl.or g> | a@hydrogen.leitl.org",
                "<a@b> (added by postmaster@c) | a@b",
                "a@b.example | a@b.example",
                "<9211191957.AA18482@> | 9211191957.AA18482@",
            })
    void ownShouldGiveTheIdWhateverIsAroundIt(String header, String id) {
        assertThat(MessageIds.own(header)).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<yes>", "", "<>", "<@b>", "no id at all", "<mailto:a@b>"})
    void ownShouldBeNullWhenNothingIdentifies(String header) {
        assertThat(MessageIds.own(header)).isNull();
    }

    @Test
    void referencesShouldLeaveOutWhatIsNoIdWhenAmongIds() {
        assertThat(MessageIds.references("<a@x>\r\n <yes> <b@x> <a@x>", id -> false, 100))
                .containsExactly("a@x", "b@x");
    }

    @Test
    void referencesShouldLeaveOutAddressesOfTheMail() {
        assertThat(MessageIds.references("<joe@x> <b@x>", "joe@x"::equals, 100)).containsExactly("b@x");
    }

    @Test
    void referencesShouldKeepTheFirstAndTheLastWhenThereAreTooMany() {
        String header = IntStream.range(0, 1000).mapToObj(i -> "<" + i + "@x>").collect(Collectors.joining(" "));
        assertThat(MessageIds.references(header, id -> false, 3)).containsExactly("0@x", "998@x", "999@x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<a@x> from \"Joe\" <joe@y> | a@x",
                "Message from Joe <joe@y> of \"today\" <a@x> | a@x",
                "Your message (of <Monday>) <a@x> | a@x",
                "a@x | a@x",
            })
    void inReplyToShouldFindTheParentAmongWords(String header, String id) {
        assertThat(MessageIds.inReplyTo(header, address -> false)).isEqualTo(id);
    }

    @Test
    void inReplyToShouldBeNullWhenItNamesOnlyAPerson() {
        assertThat(MessageIds.inReplyTo("Your message, Joe <joe@y>", "joe@y"::equals))
                .isNull();
    }

    @Test
    void inReplyToShouldEndWhenCommentsAreNestedDeeply() {
        String nested = "(".repeat(2000) + ")".repeat(2000) + " <a@x>";
        assertThat(MessageIds.inReplyTo(nested, address -> false)).isEqualTo("a@x");
    }
}
