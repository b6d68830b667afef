package io.jamesagents.server;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A class that conf/ names and nobody has stops the server of whoever mounts it. */
class ConfClassesTest {
    private static final Path CONF = Path.of("..", "conf");
    private static final Pattern CLASS =
            Pattern.compile("\\b(?:io\\.jamesagents|org\\.apache\\.james)(?:\\.[a-z]\\w*)*\\.[A-Z]\\w*");

    @TestFactory
    Stream<DynamicTest> everyClassShouldExist() throws IOException {
        try (Stream<Path> files = Files.list(CONF)) {
            return files.filter(Files::isRegularFile).toList().stream()
                    .flatMap(file -> classes(file).stream())
                    .distinct()
                    .map(name -> DynamicTest.dynamicTest(name, () -> assertThatCode(() -> Class.forName(name))
                            .doesNotThrowAnyException()));
        }
    }

    private static List<String> classes(Path file) {
        try {
            return CLASS.matcher(Files.readString(file))
                    .results()
                    .map(MatchResult::group)
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
