package io.jamesagents.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jamesagents.ServerSecret;
import io.jamesagents.message.MessageId;
import io.jamesagents.org.OrgId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnTagsTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final OrgId ORG = new OrgId("org_1");
    private static final MessageId MESSAGE = new MessageId("msg_1");

    private final ReturnTags tags = new ReturnTags(new ServerSecret(new byte[32]));

    private String tag(String recipient) {
        return tags.of(ORG, MESSAGE, recipient, "x.example", NOW).tag();
    }

    @Test
    void addressShouldHaveTheTagAndFitALocalPart() {
        ReturnPath path = tags.of(ORG, MESSAGE, "bob@there.example", "X.Example", NOW);
        assertThat(path.address()).matches("b\\+[0-9a-v]{26}@x\\.example");
        assertThat(ReturnTags.in(path.address())).contains(path.tag());
        assertThat(ReturnTags.in(path.address().toUpperCase(java.util.Locale.ROOT)))
                .contains(path.tag());
    }

    @Test
    void tagShouldDifferWithEverythingItIsMadeOf() {
        byte[] other = new byte[32];
        Arrays.fill(other, (byte) 1);
        String tag = tag("bob@there.example");
        assertThat(tag).isEqualTo(tag("bob@there.example"));
        assertThat(tag("eve@there.example")).isNotEqualTo(tag);
        assertThat(tags.of(new OrgId("org_2"), MESSAGE, "bob@there.example", "x.example", NOW)
                        .tag())
                .isNotEqualTo(tag);
        assertThat(tags.of(ORG, new MessageId("msg_2"), "bob@there.example", "x.example", NOW)
                        .tag())
                .isNotEqualTo(tag);
        assertThat(tags.of(ORG, MESSAGE, "bob@there.example", "x.example", NOW.plus(Duration.ofDays(1)))
                        .tag())
                .isNotEqualTo(tag);
        assertThat(new ReturnTags(new ServerSecret(other))
                        .of(ORG, MESSAGE, "bob@there.example", "x.example", NOW)
                        .tag())
                .isNotEqualTo(tag);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "b@x.example",
                "b+x@x.example",
                "c+00000000000000000000000000@x.example",
                "b+00000000000000000000000000",
                "b+0000000000000000000000000z@x.example",
                ""
            })
    void otherAddressesShouldHaveNoTag(String address) {
        assertThat(ReturnTags.in(address)).isEmpty();
    }
}
