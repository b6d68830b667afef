package io.jamesagents.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jamesagents.AgentsException.Invalid;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagRuleTextTest {
    @Test
    void parseShouldReadEveryKindOfCondition() {
        assertThat(TagRuleText.parse("\n from=@acme.example & subject=invoice -> billing, acme\n\n"
                        + "header.List-Id=announce & attachment=true -> file\n"))
                .containsExactly(
                        new TagRule("@acme.example", "invoice", null, null, List.of("billing", "acme")),
                        new TagRule(null, null, Map.of("List-Id", "announce"), true, List.of("file")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"from=a", "-> tag", "from=a ->", "size=3 -> tag", "from= -> tag", "header.=x -> tag"})
    void parseShouldRefuseWhenALineIsNoRule(String text) {
        assertThatThrownBy(() -> TagRuleText.parse(text)).isInstanceOf(Invalid.class);
    }
}
