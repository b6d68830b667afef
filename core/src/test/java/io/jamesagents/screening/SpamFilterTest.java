package io.jamesagents.screening;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpamFilterTest {
    private static JsonNode header(String name, String value) {
        return Json.MAPPER.createObjectNode().put(name, value);
    }

    @Test
    void verdictShouldBeUncheckedWhenTheFieldIsNotTrusted() {
        JsonNode verdict = new SpamFilter(List.of()).verdict(header("x-spam-status", "No, score=-2.0 required=5.0"));
        assertThat(verdict.get("checked").asBoolean()).isFalse();
        assertThat(verdict.has("score")).isFalse();
    }

    @Test
    void verdictShouldHaveScoreAndReasonsWhenSpamAssassinSaysSo() {
        JsonNode verdict = new SpamFilter(List.of("X-Spam-Status"))
                .verdict(
                        header("x-spam-status", "Yes, score=7.3 required=5.0 tests=BAYES_99,HTML_MESSAGE version=4.0"));
        assertThat(verdict.get("checked").asBoolean()).isTrue();
        assertThat(verdict.get("flagged").asBoolean()).isTrue();
        assertThat(verdict.get("score").asDouble()).isEqualTo(7.3);
        assertThat(verdict.get("action").asText()).isEqualTo("flag");
        assertThat(Json.strings(verdict.get("reasons").toString())).containsExactly("BAYES_99", "HTML_MESSAGE");
    }

    @Test
    void verdictShouldTakeTheActionWhenRspamdSaysSo() {
        JsonNode verdict = new SpamFilter(List.of("X-Rspamd-Action")).verdict(header("x-rspamd-action", "reject"));
        assertThat(verdict.get("action").asText()).isEqualTo("reject");
        JsonNode fine = new SpamFilter(List.of("X-Rspamd-Score")).verdict(header("x-rspamd-score", "-1.20 / 15.00"));
        assertThat(fine.get("action").asText()).isEqualTo("accept");
        assertThat(fine.get("score").asDouble()).isEqualTo(-1.2);
    }
}
