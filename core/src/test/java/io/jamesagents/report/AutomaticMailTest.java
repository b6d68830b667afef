package io.jamesagents.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AutomaticMailTest {
    @ParameterizedTest
    @CsvSource({
        "auto-submitted, auto-replied, true",
        "auto-submitted, auto-replied; owner-email=\"a@b.example\", true",
        "auto-submitted, (by a robot) Auto-Generated, true",
        "auto-submitted, no (really), false",
        "precedence, Bulk, true",
        "precedence, first-class, false",
        "x-auto-response-suppress, All, true",
        "list-id, <a.example>, true",
        "subject, Out of office, false"
    })
    void headersShouldTellWhetherAMailIsAutomatic(String name, String value, boolean automatic) {
        assertThat(AutomaticMail.is(Map.of(name, value), "a@b.example")).isEqualTo(automatic);
    }

    @ParameterizedTest
    @CsvSource({"''", ","})
    void mailWithoutAReversePathShouldBeAutomatic(String sender) {
        assertThat(AutomaticMail.is(Map.of(), sender)).isTrue();
    }
}
