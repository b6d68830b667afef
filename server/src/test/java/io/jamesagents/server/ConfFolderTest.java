package io.jamesagents.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfFolderTest {
    @TempDir
    Path folder;

    @Test
    void writeShouldFillPlacesThatHaveAValue() throws IOException {
        assertThat(written("a.xml", "<a>${sys:x.y:-1}</a><b>${sys:z:-2}</b>", Map.of("x.y", "v")))
                .isEqualTo("<a>v</a><b>${sys:z:-2}</b>\n");
    }

    @Test
    void writeShouldEscapeAValueForXml() throws IOException {
        assertThat(written("a.xml", "${sys:x:-}", Map.of("x", "a&<$1\\"))).isEqualTo("a&amp;&lt;$1\\\n");
    }

    @Test
    void writeShouldEscapeAValueForProperties() throws IOException {
        assertThat(written("a.properties", "k=${sys:x:-}", Map.of("x", "a,b\\")))
                .isEqualTo("k=a\\,b\\\\\n");
    }

    @Test
    void textsShouldEndWithTheLaterFolder() throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve("shipped")).resolve("a.xml"), "shipped");
        Files.writeString(Files.createDirectory(folder.resolve("mine")).resolve("a.xml"), "mine");

        ConfFolder conf = ConfFolder.of(folder.resolve("shipped"), folder.resolve("mine"), folder.resolve("none"));

        assertThat(conf.texts("a.xml")).containsExactly("shipped", "mine");
    }

    @Test
    void writeShouldRemoveWhatIsNoLongerThere() throws IOException {
        Path target = Files.createDirectory(folder.resolve("target"));
        Files.writeString(target.resolve("old.xml"), "old");

        ConfFolder.of().write(target, Map.of());

        assertThat(target).isEmptyDirectory();
    }

    private String written(String file, String text, Map<String, String> values) throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve("in")).resolve(file), text);
        ConfFolder.of(folder.resolve("in")).write(folder.resolve("out"), values);
        return Files.readString(folder.resolve("out").resolve(file));
    }
}
