package io.jamesagents.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jamesagents.AgentsException.Invalid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentIdsTest {
    @Test
    void inShouldFindWhatTheHtmlShows() {
        assertThat(ContentIds.in("<img src=\"cid:a@x\"><i style=\"background:url(CID:b%40x)\"><img src='cid:c+d'>"))
                .contains("a@x", "b@x", "c+d");
        assertThat(ContentIds.in("acid:no")).isEmpty();
        assertThat(ContentIds.in("cid:%zz")).containsExactly("%zz");
        assertThat(ContentIds.in(null)).isEmpty();
    }

    @Test
    void ofShouldTakeBracketsOff() {
        assertThat(ContentIds.of("f", "<a@x>")).isEqualTo("a@x");
        assertThat(ContentIds.of("f", null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\r\nb", "<a", "a>b", "ü"})
    void ofShouldRefuseWhatIsNoId(String id) {
        assertThatThrownBy(() -> ContentIds.of("f", id)).isInstanceOf(Invalid.class);
    }
}
