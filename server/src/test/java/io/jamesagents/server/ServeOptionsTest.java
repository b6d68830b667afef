package io.jamesagents.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jamesagents.server.ServeOptions.BadOption;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServeOptionsTest {
    @Test
    void parseShouldReturnDefaultsWithoutArguments() {
        assertThat(ServeOptions.parse())
                .isEqualTo(new ServeOptions(Path.of("data"), 8080, 2525, 1143, 8000, "127.0.0.1", Map.of()));
    }

    @Test
    void parseShouldReadEveryOption() {
        ServeOptions options = ServeOptions.parse(
                "--data", "d", "--http=1", "--smtp", "2", "--imap", "3", "--webadmin", "4", "--bind", "0.0.0.0");

        assertThat(options).isEqualTo(new ServeOptions(Path.of("d"), 1, 2, 3, 4, "0.0.0.0", Map.of()));
    }

    @Test
    void parseShouldKeepEverySetting() {
        assertThat(ServeOptions.parse("--set", "a=1", "--set", "b=x=y", "--set=c=")
                        .settings())
                .isEqualTo(Map.of("a", "1", "b", "x=y", "c", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--smtp", "--smtp=x", "--smtp=-1", "--smtp=65536", "--set=a", "--bind=::1", "--foo=1", "data"})
    void parseShouldNameWhatItCannotRead(String argument) {
        assertThatThrownBy(() -> ServeOptions.parse(argument))
                .isInstanceOf(BadOption.class)
                .hasMessageContaining(argument.replaceFirst("=.*", ""));
    }
}
